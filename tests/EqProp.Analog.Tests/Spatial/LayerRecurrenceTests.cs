using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Spatial;
using EqProp.Analog.TestKit;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Tests.Spatial;

/// <summary>The recurrence is symplectic, goes back where it came from, and passes through operating points.</summary>
public class LayerRecurrenceTests
{
    public static TheoryData<double?, bool, bool> Shapes => new()
    {
        { 6, false, true },
        { 6, true, true },
        { null, false, true },
        { null, true, false },
        { 6, false, false },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void An_operating_point_obeys_the_recurrence_and_ends_without_momentum(double? dv, bool matrices, bool clamps)
    {
        SpatialChain chain = Stacks.Draw(1, new StackOptions { Dv = dv, HasMatrices = matrices, ClampsInput = clamps }).ToChain();
        DepthPath free = BoundarySolve.Free(chain);
        DepthPath run = LayerRecurrence.Forward(chain, free.Positions[0], free.Momenta[0]);
        Assert.InRange(run.DistanceTo(free), 0, 1e-10);
        Assert.All(run.Momenta[^1], p => Assert.Equal(0, p, 1e-10));
        Assert.All(free.Momenta[0].Select((p, i) => chain.IsClamped(i) ? 0 : p), p => Assert.Equal(0, p));
        Assert.True(free.Positions.Max(x => x.Max(Math.Abs)) > 0.1);
    }

    [Property(MaxTest = 100)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void An_echo_without_a_kick_returns_to_where_it_came_from(int seed)
    {
        SpatialChain chain = Stacks.Draw(seed, new StackOptions { HasMatrices = seed % 2 == 0 }).ToChain();
        (double[] x, double[] p) = DrawStart(chain, seed, 0.5);
        DepthPath ahead = LayerRecurrence.Forward(chain, x, p);
        Assert.InRange(LayerRecurrence.Backward(chain, ahead.Positions[^1], ahead.Momenta[^1]).DistanceTo(ahead), 0, seed % 2 == 0 ? 1e-9 : 1e-12);
    }

    [Fact]
    public void Weakly_joined_layers_overflow_and_the_failure_says_so()
    {
        SpatialChain chain = Stacks.Draw(3, new StackOptions { Depth = 9, Du = 1, Dv = 0.5 }).ToChain();
        (double[] x, double[] p) = DrawStart(chain, 3, 2);
        var failure = Assert.Throws<InputException>(() => LayerRecurrence.Forward(chain, x, p));
        Assert.Equal((FailureKind.Diverged, "spatial.overflow"), (failure.Kind, failure.Violations[0].Code));
        Assert.Contains("neighbouring paths part", failure.Message, StringComparison.Ordinal);
        Assert.True(GrowthReport.Along(chain, BoundarySolve.Free(chain)).Factors.Max() > 2);
    }

    [Property(MaxTest = 60)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void The_symplectic_form_and_the_Wronskian_of_neighbouring_paths_are_conserved(int seed)
    {
        SpatialChain chain = Stacks.Draw(seed, new StackOptions { HasMatrices = seed % 3 == 0, Dv = seed % 2 == 0 ? null : 6 }).ToChain();
        (double[] x, double[] p) = DrawStart(chain, seed, 0.5);
        DepthPath path = LayerRecurrence.Forward(chain, x, p);
        Matrix<double> form = Form(chain.Width);
        var stream = new RandomStream(seed, StreamPurpose.Study, 9);
        Vector<double> one = Deviation(stream, 2 * chain.Width), other = Deviation(stream, 2 * chain.Width);
        double wronskian = one * (form * other);
        for (int l = 0; l < chain.Depth; l++)
        {
            Matrix<double> tangent = LayerRecurrence.Tangent(chain, l, path.X[l]);
            double scale = Math.Max(1, tangent.L2Norm() * tangent.L2Norm());
            Assert.InRange((tangent.TransposeThisAndMultiply(form * tangent) - form).Enumerate().Max(Math.Abs) / scale, 0, 1e-12);
            (one, other) = (tangent * one, tangent * other);
            Assert.InRange(Math.Abs(one * (form * other) - wronskian) / (1 + one.L2Norm() * other.L2Norm()), 0, 1e-12);
        }
    }

    [Fact]
    public void Derivatives_are_those_of_the_map()
    {
        SpatialChain chain = Stacks.Draw(5, new StackOptions { Depth = 2, HasMatrices = true }).ToChain();
        (double[] x, double[] p) = DrawStart(chain, 5, 0.5);
        Matrix<double> tangent = LayerRecurrence.Tangent(chain, 0, Vector<double>.Build.DenseOfArray(x));
        for (int k = 0; k < 2 * chain.Width; k++)
        {
            double[] At(double by)
            {
                double[] moved = [.. x, .. p];
                moved[k] += by;
                DepthPath path = LayerRecurrence.Forward(chain, moved[..chain.Width], moved[chain.Width..]);
                return [.. path.Positions[1], .. path.Momenta[1]];
            }

            double[] slope = [.. At(1e-5).Zip(At(-1e-5), (a, b) => (a - b) / 2e-5)];
            Assert.All(slope.Zip(tangent.Column(k)), pair => Assert.Equal(pair.Second, pair.First, 1e-7));
        }
    }

    [Fact]
    public void Layers_joined_by_a_singular_matrix_do_not_follow_from_each_other()
    {
        CellStack stack = Stacks.Draw(1, new StackOptions { Depth = 2, Size = 2, Dv = null });
        SpatialChain Joined(double[,] matrix) => (stack with { Links = [new CellLink(matrix)] }).ToChain();
        foreach (double[,] matrix in (double[][,])[new double[,] { { 1, 0 }, { 0, 0 } }, new double[,] { { 1, 2 }, { 2, 4 } }])
        {
            DepthPath free = BoundarySolve.Free(Joined(matrix));
            var failure = Assert.Throws<InputException>(() => LayerRecurrence.Forward(Joined(matrix), free.Positions[0], free.Momenta[0]));
            Assert.Equal("spatial.singular", failure.Violations[0].Code);
        }
    }

    internal static (double[] Position, double[] Momentum) DrawStart(SpatialChain chain, int seed, double size)
    {
        var stream = new RandomStream(seed, StreamPurpose.Study, 8);
        return (Stacks.Uniform(stream, chain.Width, -size, size), Stacks.Uniform(stream, chain.Width, -size, size));
    }

    private static Vector<double> Deviation(RandomStream stream, int size) => Vector<double>.Build.DenseOfArray(Stacks.Uniform(stream, size, -1, 1));

    private static Matrix<double> Form(int size)
    {
        var form = Matrix<double>.Build.Dense(2 * size, 2 * size);
        for (int i = 0; i < size; i++)
        {
            (form[i, size + i], form[size + i, i]) = (1, -1);
        }

        return form;
    }
}
