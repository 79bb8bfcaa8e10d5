using EqProp.Analog.Spatial;

namespace EqProp.Analog.Tests.Spatial;

/// <summary>Growth of deviations against the closed form of one neuron a layer.</summary>
public class GrowthReportTests
{
    [Theory]
    [InlineData(0.1, 18.8)]
    [InlineData(1, 3.39)]
    [InlineData(10, 1.50)]
    [InlineData(100, 1.14)]
    public void The_factor_of_a_chain_at_rest_is_the_root_of_its_quadratic(double conductance, double published)
    {
        var layer = new CellLayer { Gamma = [0.8], Currents = [0], Inputs = [0.7] };
        SpatialChain chain = new CellStack
        {
            Layers = [.. Enumerable.Repeat(layer, 6)],
            Links = [.. Enumerable.Repeat(CellLink.Diffusive(1, conductance), 5)],
            ClampsInput = false,
        }.ToChain();
        DepthPath free = BoundarySolve.Free(chain);
        double u = free.Positions[3][0], slope = 1 - u * u - 1 / 0.8;
        double half = 1 - slope / (2 * conductance), mu = half + Math.Sqrt(half * half - 1);
        GrowthReport growth = GrowthReport.Along(chain, free);
        Assert.Equal(-1.1994, u, 1e-4);
        Assert.All(growth.Factors, factor => Assert.Equal(mu, factor, 1e-7 * mu));
        Assert.InRange(mu / published, 0.995, 1.005);
        Assert.Equal(16 / Math.Log10(mu), growth.UsableDepth, 1e-6 * growth.UsableDepth);
        Assert.True(growth.Measured > Math.Pow(mu, 5) * 0.5);
    }

    [Fact]
    public void Deep_chains_are_called_unstable()
    {
        DepthPath free = BoundarySolve.Free(Deep(4));
        Assert.False(GrowthReport.Along(Deep(4), free).IsUnstable);
        GrowthReport deep = GrowthReport.Along(Deep(30), BoundarySolve.Free(Deep(30)));
        Assert.True(deep.IsUnstable);
        Assert.InRange(deep.DigitsLost, 14, 16.5);
    }

    private static SpatialChain Deep(int depth) => new CellStack
    {
        Layers = [.. Enumerable.Repeat(new CellLayer { Gamma = [0.8], Currents = [0], Inputs = [0.7] }, depth)],
        Links = [.. Enumerable.Repeat(CellLink.Diffusive(1, 1), depth - 1)],
        ClampsInput = false,
    }.ToChain();
}
