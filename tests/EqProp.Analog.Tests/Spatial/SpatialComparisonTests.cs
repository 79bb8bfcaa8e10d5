using EqProp.Analog.Networks;
using EqProp.Analog.Spatial;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Spatial;

/// <summary>What a stack's comparison of gradients says, layer by layer.</summary>
public class SpatialComparisonTests
{
    [Fact]
    public void Equilibrium_propagation_and_echoes_agree_in_every_layer()
    {
        SpatialComparison comparison = Compare(new ResidualOptions { Dv = 4, HasMoreCouplings = true });
        Assert.Equal(
            ["hidden 1", "hidden 2", "hidden 3", "output", "hidden 1 - hidden 2", "hidden 2 - hidden 3", "hidden 3 - output", "total"],
            [.. comparison.Layers.Select(row => row.Layer), comparison.Total.Layer]);
        Assert.All(comparison.Layers.Append(comparison.Total), row =>
        {
            Assert.True(row.ExactNorm > 1e-6);
            foreach (VectorAgreement? agreement in new[] { row.Centered, row.ReturningEcho, row.ForwardEcho })
            {
                Assert.Equal((1, 1), (Math.Round(agreement!.Value.Cosine, 8), Math.Round(agreement.Value.NormRatio, 4)));
                Assert.InRange(agreement.Value.RelativeError, 0, 1e-4);
            }
        });
        Assert.Null(comparison.EchoFailure);
        Assert.False(comparison.Growth!.IsUnstable);
    }

    [Fact]
    public void Where_layers_do_not_follow_from_each_other_there_are_no_echoes_but_all_else()
    {
        SpatialComparison comparison = Compare(new ResidualOptions { ReadsInhibitors = true });
        Assert.Contains("no inverse", comparison.EchoFailure, StringComparison.Ordinal);
        Assert.Null(comparison.Growth);
        Assert.Null(comparison.Total.ReturningEcho);
        Assert.Null(comparison.Total.ForwardEcho);
        Assert.InRange(comparison.Total.Centered.RelativeError, 0, 1e-4);
    }

    [Fact]
    public void Echoes_of_a_deep_stack_do_not_come_back()
    {
        SpatialComparison comparison = Compare(new ResidualOptions { Depth = 30, Du = 1, Size = 2 });
        Assert.Contains("left every bound", comparison.EchoFailure, StringComparison.Ordinal);
        Assert.InRange(comparison.Total.Centered.RelativeError, 0, 1e-4);
    }

    [Fact]
    public void The_start_decides_between_operating_points()
    {
        RandomNetwork network = ResidualLayouts.Draw(52, new ResidualOptions { HasInputWeights = true });
        NetworkLayout layout = network.Layout with
        {
            Groups = [.. network.Layout.Groups.Select(group => group.Nonlinearity is null ? group with { Leak = [4, 4, 4] } : group)],
        };
        ChipChain chip = ChipChain.Read(layout, network.Parameters, network.Inputs);
        double[] exact = [.. new[] { -1.0, 1.0 }.Select(side =>
        {
            double[] start = [.. Enumerable.Repeat(side, layout.FreeCount)];
            Assert.All(BoundarySolve.Free(chip.Chain, chip.Positions(start)).Positions[^1], u => Assert.InRange(side * u, 0.5, 3));
            SpatialComparison comparison = SpatialComparison.Compute(layout, network.Parameters, network.Inputs, network.Cost, network.Target, start: start);
            Assert.InRange(comparison.Total.Centered.RelativeError, 0, 1e-4);
            return comparison.Exact.Biases[layout.OutputGroup].Sum();
        })];
        Assert.True(exact[0] < -0.1 && exact[1] > 0.1, $"{exact[0]} {exact[1]}");
    }

    [Theory]
    [InlineData(new double[] { 0, 0 }, new double[] { 0, 0 }, 1, 1, 0)]
    [InlineData(new double[] { 3, 4 }, new double[] { 0, 5 }, 0.8, 1, 0.63245553203367588)]
    [InlineData(new double[] { 0, -1 }, new double[] { 0, 2 }, -1, 0.5, 1.5)]
    [InlineData(new double[] { 1, 0 }, new double[] { 0, 0 }, 0, double.PositiveInfinity, double.PositiveInfinity)]
    public void Vectors_are_compared_by_angle_length_and_difference(double[] estimate, double[] exact, double cosine, double ratio, double error)
    {
        VectorAgreement agreement = VectorAgreement.Of(estimate, exact);
        Assert.Equal((cosine, ratio), (agreement.Cosine, agreement.NormRatio));
        Assert.Equal(error, agreement.RelativeError, 1e-15);
    }

    private static SpatialComparison Compare(ResidualOptions options)
    {
        RandomNetwork network = ResidualLayouts.Draw(51, options);
        return SpatialComparison.Compute(network.Layout, network.Parameters, network.Inputs, network.Cost, network.Target);
    }
}
