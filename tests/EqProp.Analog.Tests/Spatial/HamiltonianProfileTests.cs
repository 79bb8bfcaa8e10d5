using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Spatial;
using EqProp.Analog.TestKit;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Tests.Spatial;

/// <summary>What depth conserves in chains of like layers, against the next bracket of the expansion of a symplectic Euler step.</summary>
public class HamiltonianProfileTests
{
    private const double ScaledDepth = 1.5;

    [Property(MaxTest = 100)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public FsCheck.Property The_modified_Hamiltonian_drifts_no_more_than_the_next_order_allows(int seed)
    {
        (SpatialChain chain, DepthPath path) = Run(seed, 200);
        double largest = path.Positions.Max(x => x.Max(Math.Abs));
        return Prop.When(largest < 2, () =>
        {
            HamiltonianProfile profile = HamiltonianProfile.Along(chain, path);
            Vector<double> diffusion = chain.Links[0].Diffusion!;
            double first = 0, second = 0;
            for (int l = 0; l < chain.Depth; l++)
            {
                Vector<double> speed = path.P[l].PointwiseDivide(diffusion), force = chain.Layers[l].Gradient(path.X[l]);
                first = Math.Max(first, Math.Abs(speed * force));
                second = Math.Max(second, Math.Abs(speed * (chain.Layers[l].Hessian(path.X[l]) * speed)) + Math.Abs(force * force.PointwiseDivide(diffusion)));
            }

            Assert.InRange(profile.ModifiedDrift, 0, 1.5 * second / 6);
            Assert.InRange(profile.Drift, 0, first + profile.ModifiedDrift);
        });
    }

    [Fact]
    public void Drift_falls_as_the_inverse_root_of_the_conductance_and_modified_as_its_inverse()
    {
        double[] conductances = [25, 100, 400, 1600];
        for (int seed = 1; seed <= 5; seed++)
        {
            HamiltonianProfile[] profiles = [.. conductances.Select(d => Run(seed, d)).Select(run => HamiltonianProfile.Along(run.Chain, run.Path))];
            Assert.InRange(Stacks.Order(conductances, [.. profiles.Select(p => p.Drift)]), -0.65, -0.4);
            Assert.InRange(Stacks.Order(conductances, [.. profiles.Select(p => p.ModifiedDrift)]), -1.2, -0.9);
        }
    }

    [Fact]
    public void Layers_that_differ_have_no_Hamiltonian()
    {
        SpatialChain chain = Stacks.Draw(1, new StackOptions()).ToChain();
        Assert.False(chain.IsHomogeneous);
        Assert.Throws<ArgumentException>(() => HamiltonianProfile.Along(chain, BoundarySolve.Free(chain)));
        Assert.True(Stacks.Draw(1, new StackOptions { IsHomogeneous = true }).ToChain().IsHomogeneous);
    }

    /// <summary>A chain over a fixed length in units of the root of the conductance, where momenta grow as that root.</summary>
    private static (SpatialChain Chain, DepthPath Path) Run(int seed, double conductance)
    {
        var options = new StackOptions
        {
            IsHomogeneous = true,
            Depth = (int)Math.Round(ScaledDepth * Math.Sqrt(conductance)),
            Size = 2,
            Du = conductance,
            Dv = seed % 2 == 0 ? null : conductance,
        };
        SpatialChain chain = Stacks.Draw(seed, options).ToChain();
        var stream = new RandomStream(seed, StreamPurpose.Study, 8);
        double[] x = Stacks.Uniform(stream, chain.Width, -0.5, 0.5), p = Stacks.Uniform(stream, chain.Width, -0.5, 0.5);
        return (chain, LayerRecurrence.Forward(chain, x, [.. p.Select(value => value * Math.Sqrt(conductance))]));
    }
}
