using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Kernels;
using EqProp.Analog.Numerics.Tests.Memory;

namespace EqProp.Analog.Numerics.Tests.Integrators;

/// <summary>Weighted sums and steps against plain loops and closed forms.</summary>
public class StepReferenceTests
{
    private const int Rows = 9, Size = 37, OtherSize = 21;

    [Theory]
    [InlineData(Storage.Straight)]
    [InlineData(Storage.Transposed)]
    [InlineData(Storage.Mixed)]
    public void Weighted_sums_are_the_plain_ones_however_weights_lie(Storage storage)
    {
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            var random = new Random(3);
            using StateGroup<float> target = Group(Size), source = Group(OtherSize), other = Group(Size + 3);
            BatchMatrix<float> weights = Draw(OtherSize, Size), transposed = new(Size, OtherSize), otherWeights = Draw(Size, Size + 3);
            transposed.TransposeFrom(weights);
            target.Incoming.Add(storage == Storage.Transposed ? new(source, transposed, IsTransposed: true) : new(source, weights, IsTransposed: false));
            if (storage == Storage.Mixed)
            {
                target.Incoming.Add(new(other, otherWeights, IsTransposed: true));
            }

            Fill(source.State(0));
            Fill(other.State(0));
            Fill(target.Drive);
            target.Rate.Row(0).Fill(1);
            EulerOnce(width, target);

            for (int row = 0; row < Rows; row++)
            {
                for (int state = 0; state < Size; state++)
                {
                    var sum = new PlainSum(target.Drive.Row(row)[state]);
                    for (int k = 0; k < OtherSize; k++)
                    {
                        sum.Add(source.State(0).Row(row)[k], weights.Row(k)[state]);
                    }

                    for (int k = 0; k < other.Size && storage == Storage.Mixed; k++)
                    {
                        sum.Add(other.State(0).Row(row)[k], otherWeights.Row(state)[k]);
                    }

                    sum.Check(target.State(1).Row(row)[state]);
                }
            }

            BatchMatrix<float> Draw(int rows, int columns) => Numbers.Draw<float>(random, rows, columns, NativeBuffers.Source);

            void Fill(BatchMatrix<float> matrix)
            {
                for (int row = 0; row < matrix.Rows; row++)
                {
                    Numbers.Draw(random, matrix.Row(row));
                }
            }
        }
    }

    [Fact]
    public void An_Euler_step_of_a_decay_multiplies_by_one_minus_the_step()
    {
        double[] ends = Decay(RelaxationMethod.Euler, 10);
        Assert.All(ends.Index(), end => Assert.Equal(Math.Pow(1 - Step(end.Index), 10), end.Item, 1e-14));
    }

    [Fact]
    public void A_Runge_Kutta_step_of_a_decay_multiplies_by_the_series_of_the_exponential()
    {
        double[] ends = Decay(RelaxationMethod.RungeKutta4, 10);
        Assert.All(ends.Index(), end =>
        {
            double h = Step(end.Index);
            Assert.Equal(Math.Pow(1 - h + h * h / 2 - h * h * h / 6 + h * h * h * h / 24, 10), end.Item, 1e-14);
        });
    }

    [Theory]
    [InlineData(RelaxationMethod.Euler)]
    [InlineData(RelaxationMethod.RungeKutta4)]
    public void A_push_pulls_the_output_to_its_target(RelaxationMethod method)
    {
        using var group = new StateGroup<double>(1, Size, outputIsState: false) { Pushed = true, PushStiffness = 2 };
        group.Rate.Row(0).Fill(0.05);
        for (int state = 0; state < Size; state++)
        {
            group.Push.Row(0)[state] = 2 * (state / 50.0 - 0.3);
        }

        using var relaxation = new Relaxation<double>([Steppers.For(VectorWidthSelection.Widest, Equation.Soft, group)], method, 1);
        relaxation.AdmitStates(1);
        relaxation.Run(1, 2000, stopMove: null, 1);
        Assert.All(group.Output(0).Row(0).ToArray().Index(), output => Assert.Equal(output.Index / 50.0 - 0.3, output.Item, 1e-10));
    }

    private static double Step(int state) => 0.01 * (state + 1);

    /// <summary>x' = -x from 1, each state with a step of its own.</summary>
    private static double[] Decay(RelaxationMethod method, int steps)
    {
        using var group = new StateGroup<double>(1, Size, outputIsState: false);
        group.State(0).Row(0).Fill(1);
        group.Leak.Row(0).Fill(1);
        for (int state = 0; state < Size; state++)
        {
            group.Rate.Row(0)[state] = Step(state);
        }

        using var relaxation = new Relaxation<double>([Steppers.For(VectorWidthSelection.Widest, Equation.Soft, group)], method, 1);
        relaxation.AdmitStates(1);
        relaxation.Run(1, steps, stopMove: null, 1);
        return group.State(0).Row(0).ToArray();
    }

    private static unsafe void EulerOnce(VectorWidth width, StateGroup<float> target) =>
        Steppers.For(width, Equation.Sum, target).Euler(0, Rows, 0, null);

    private static StateGroup<float> Group(int size) => new(Rows, size, outputIsState: true);
}
