using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Tests.Ensembles;

/// <summary>Two groups that see each other through one memory move as with a memory for each direction.</summary>
public class EnsemblePairTests
{
    private const int Chips = 19;

    public static TheoryData<VectorWidth, int, bool> Shapes
    {
        get
        {
            var shapes = new TheoryData<VectorWidth, int, bool>();
            foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
            {
                foreach (int few in (int[])[1, 3, 4, 9, 10, 12])
                {
                    shapes.Add(width, few, true);
                    shapes.Add(width, few, false);
                }
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void One_memory_moves_states_as_two_do(VectorWidth width, int few, bool euler)
    {
        EnsembleMethod method = euler ? EnsembleMethod.Euler : EnsembleMethod.Fixed(RungeKuttaTableau.Classical4);
        Assert.Equal(Moved(width, few, method, shared: false), Moved(width, few, method, shared: true));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(13)]
    public void Groups_that_do_not_fit_registers_are_refused(int few)
    {
        ChipBlocks blocks = ChipBlocks.For<float>(3, VectorWidth.Scalar);
        using var wide = new EnsembleGroup<float>(blocks, 6);
        using var narrow = new EnsembleGroup<float>(blocks, few);
        Assert.False(narrow.FitsPair);
        Assert.Throws<ArgumentException>(() => narrow.SeeEachOther(wide));
    }

    private static float[] Moved(VectorWidth width, int few, EnsembleMethod method, bool shared)
    {
        const int Wide = 7;
        var random = new RandomStream(9, StreamPurpose.Study);
        ChipBlocks blocks = ChipBlocks.For<float>(Chips, width);
        using var wide = new EnsembleGroup<float>(blocks, Wide);
        using var narrow = new EnsembleGroup<float>(blocks, few);
        DenseEnsembleCoupling<float> own = wide.SeeAll(wide);
        DenseEnsembleCoupling<float> ahead = shared ? narrow.SeeEachOther(wide) : narrow.SeeAll(wide);
        DenseEnsembleCoupling<float>? back = shared ? null : wide.SeeAll(narrow);
        for (int chip = 0; chip < Chips; chip++)
        {
            for (int i = 0; i < Wide; i++)
            {
                for (int j = 0; j < Wide; j++)
                {
                    own[i, j, chip] = Next(0.3);
                }

                for (int k = 0; k < few; k++)
                {
                    ahead[k, i, chip] = Next(0.5);
                    if (back is not null)
                    {
                        back[i, k, chip] = ahead[k, i, chip];
                    }
                }
            }

            foreach (EnsembleGroup<float> group in (EnsembleGroup<float>[])[wide, narrow])
            {
                for (int i = 0; i < group.Size; i++)
                {
                    (group.Drive[i, chip], group.Leak[i, chip], group.Rate[i, chip], group.State[i, chip]) = (Next(1), 1, 0.2f, Next(1));
                }
            }
        }

        using var relaxation = new EnsembleRelaxation<float>(
            [TestEnsemble<float>.Stepper(wide, Neuron.Tanh, width), TestEnsemble<float>.Stepper(narrow, Neuron.Tanh, width)], method);
        relaxation.AdmitStates(Chips);
        relaxation.Run(Chips, 25, null, 1);
        return [.. Enumerable.Range(0, Chips).SelectMany(chip => Enumerable.Range(0, few).Select(k => narrow.State[k, chip]).Concat(Enumerable.Range(0, Wide).Select(i => wide.State[i, chip])))];

        float Next(double size) => (float)(size * (2 * random.NextDouble() - 1));
    }
}
