using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.TestKit;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Tests.Networks;

/// <summary>Equations of FitzHugh-Nagumo neurons against the textbook's, and what follows from their being a skew-gradient system.</summary>
public class CellEquationsTests
{
    private static readonly CellOptions _diffusive = new() { Synapse = SynapseKind.Resistive, CouplesInhibitors = true, WeightMinimum = 0 };

    // du/dt = f(u) - v + I + W x, tau dv/dt = u - gamma v + b, with I and b from the biases.
    [Theory]
    [InlineData(NonlinearityKind.Cubic)]
    [InlineData(NonlinearityKind.AlphaCubic)]
    [InlineData(NonlinearityKind.Tanh)]
    [InlineData(NonlinearityKind.PiecewiseLinear)]
    public void A_cell_alone_obeys_the_textbook(NonlinearityKind kind)
    {
        NetworkLayout layout = CellLayouts.Layered([1, 1], new() { Nonlinearity = new() { Kind = kind, Alpha = 0.2 }, Gamma = 0.9, Tau = 3 });
        var parameters = new NetworkParameters(layout);
        parameters.Weights[0][0] = 0.4;
        (parameters.Biases[1][0], parameters.Biases[2][0]) = (0.3, 0.7);
        const double U = 1.3, V = -0.6, X = 0.5;
        double f = kind switch
        {
            NonlinearityKind.Cubic => U - U * U * U / 3,
            NonlinearityKind.AlphaCubic => U * (1 - U) * (U - 0.2),
            NonlinearityKind.Tanh => 2 * Math.Tanh(U) - U,
            _ => -U + 2,
        };
        double[] rate = new NetworkEquations(layout, parameters).Rate([X], [U, V]);
        Assert.Equal(f - V + 0.3 + 0.4 * X, rate[0], 1e-14);
        Assert.Equal((U - 0.9 * V + 0.7) / 3, rate[1], 1e-14);
    }

    [Fact]
    public void Neighbours_in_a_ring_diffuse()
    {
        NetworkLayout layout = CellLayouts.Row(4, 0.5, isRing: true, new());
        double[] u = [0.1, -0.4, 1.2, 0.7], v = [0.3, 0.2, -0.1, 0];
        double[] rate = new NetworkEquations(layout, new NetworkParameters(layout)).Rate([], [.. u, .. v]);
        for (int i = 0; i < 4; i++)
        {
            double diffusion = 0.5 * (u[(i + 1) % 4] + u[(i + 3) % 4] - 2 * u[i]);
            Assert.Equal(u[i] - u[i] * u[i] * u[i] / 3 - v[i] + diffusion, rate[i], 1e-14);
        }
    }

    [Fact]
    public void Slope_and_offset_of_a_membrane_stay_outside_its_nonlinear_conductance()
    {
        NetworkLayout layout = CellLayouts.Layered([1, 1], new());
        NodeGroup shifted = layout.Groups[1] with { Slope = [1.25], Offset = [0.1] };
        var parameters = new NetworkParameters(layout);
        double[] plain = new NetworkEquations(layout, parameters).Rate([0], [0.8, 0]);
        double[] seen = new NetworkEquations(layout with { Groups = [layout.Groups[0], shifted, layout.Groups[2]] }, parameters).Rate([0], [1.25 * 0.9, 0]);
        Assert.Equal(1.25 * plain[0], seen[0], 1e-14);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Jacobian_equals_central_differences(bool readsInhibitors)
    {
        const double Step = 1e-5;
        RandomNetwork network = CellNetworks.Draw(CellLayouts.Layered([2, 3, 2], _diffusive with { ReadsInhibitors = readsInhibitors }), 4);
        double[] state = RandomState(network.Layout, 4);
        var nudge = new OutputNudge(network.Cost, 0.3, network.Target);
        NetworkEquations equations = network.Equations;
        double[,] jacobian = equations.Jacobian(network.Inputs, state, nudge);
        for (int j = 0; j < state.Length; j++)
        {
            double[] ahead = equations.Rate(network.Inputs, Moved(state, j, Step), nudge), back = equations.Rate(network.Inputs, Moved(state, j, -Step), nudge);
            for (int i = 0; i < state.Length; i++)
            {
                Assert.Equal((ahead[i] - back[i]) / (2 * Step), jacobian[i, j], 1e-8);
            }
        }
    }

    // C ds/dt = -dE/du for activators and +dE/dv for inhibitors, at any state and with any nudge; so E is stationary at equilibria.
    [Property(MaxTest = 30)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public Property Activators_descend_the_energy_and_inhibitors_ascend_it() => Prop.ForAll(Seeds, seed =>
    {
        foreach (RandomNetwork network in Networks(seed))
        {
            double[] state = RandomState(network.Layout, seed);
            foreach (OutputNudge? nudge in (OutputNudge?[])[null, new(network.Cost, 0.4, network.Target)])
            {
                double[] slope = EnergySlope(network, state, nudge), rate = network.Equations.Rate(network.Inputs, state, nudge);
                int activators = network.Layout.Cells.Sum(cell => network.Layout.Groups[cell.Activator].Size);
                double[] capacitance = [.. network.Layout.Groups.Skip(1).SelectMany(group => group.Capacitance)];
                for (int i = 0; i < state.Length; i++)
                {
                    Assert.Equal((i < activators ? -1 : 1) * slope[i], capacitance[i] * rate[i], 1e-6);
                }
            }
        }
    });

    [Property(MaxTest = 20)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public Property Equilibria_are_stationary_points_of_the_energy() => Prop.ForAll(Seeds, seed =>
    {
        foreach (RandomNetwork network in Networks(seed))
        {
            double[] state = ReferenceEquilibrium.Settle(network.Equations, network.Inputs).State;
            Assert.All(EnergySlope(network, state, null), slope => Assert.Equal(0, slope, 1e-6));
        }
    });

    [Property(MaxTest = 20)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public Property Capacitances_and_time_constants_leave_equilibria_where_they_are() => Prop.ForAll(Seeds, seed =>
    {
        var stream = new RandomStream(seed, StreamPurpose.Study, 5);
        foreach (RandomNetwork network in Networks(seed))
        {
            NodeGroup[] slowed = [.. network.Layout.Groups.Select(group =>
                group with { Capacitance = [.. group.Capacitance.Select(c => c * (0.5 + stream.NextDouble()))] })];
            var other = new NetworkEquations(network.Layout with { Groups = slowed }, network.Parameters);
            double[] state = ReferenceEquilibrium.Settle(network.Equations, network.Inputs).State;
            Assert.Equal(0, other.Residual(network.Inputs, state), 1e-11);
        }
    });

    // Inhibitors ascend: they are pushed away from the target, and where the activators are at a minimum they go there, so that the cost rises.
    [Property(MaxTest = 20)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public Property A_nudge_pushes_inhibitors_away_from_the_target() => Prop.ForAll(Seeds, seed =>
    {
        const double Beta = 1e-3;
        RandomNetwork network = CellNetworks.Draw(CellLayouts.Layered([2, 3, 2], _diffusive with { ReadsInhibitors = true }), seed);
        NetworkEquations equations = network.Equations;
        double[] state = RandomState(network.Layout, seed);
        var nudge = new OutputNudge(network.Cost, Beta, network.Target);
        double[] free = equations.Rate(network.Inputs, state), nudged = equations.Rate(network.Inputs, state, nudge);
        Assert.Equal(free[..^2], nudged[..^2]);
        for (int k = 0; k < 2; k++)
        {
            double push = Beta * (state[^(2 - k)] - network.Target[k]) / 0.5;
            Assert.Equal(push, nudged[^(2 - k)] - free[^(2 - k)], 1e-12);
        }

        double[] settled = ReferenceEquilibrium.Settle(equations, network.Inputs).State;
        double[,] jacobian = equations.Jacobian(network.Inputs, settled);
        bool isMinimum = Matrix<double>.Build.Dense(5, 5, (i, j) => -jacobian[i, j]).Evd(Symmetricity.Symmetric).EigenValues.All(value => value.Real > 0);
        double CostAt(double[] at) => equations.Cost(network.Cost, network.Target, at);
        Assert.True(!isMinimum || CostAt(ReferenceEquilibrium.Settle(equations, network.Inputs, nudge, settled).State) > CostAt(settled));
    });

    [Fact]
    public void Outputs_are_the_group_that_is_read()
    {
        NetworkLayout membranes = CellLayouts.Layered([2, 3, 2], new()), inhibitors = CellLayouts.Layered([2, 3, 2], new() { ReadsInhibitors = true });
        double[] state = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        Assert.Equal([3.0, 4.0], new NetworkEquations(membranes, new(membranes)).Outputs(state));
        Assert.Equal([8.0, 9.0], new NetworkEquations(inhibitors, new(inhibitors)).Outputs(state));
    }

    [Fact]
    public void Kinks_count_in_the_distance()
    {
        NetworkLayout layout = CellLayouts.Layered([1, 1], new() { Nonlinearity = new() { Kind = NonlinearityKind.PiecewiseLinear } });
        Assert.Equal(0.25, new NetworkEquations(layout, new(layout)).KinkDistance([0], [0.75, 4]), 1e-14);
    }

    private static Arbitrary<int> Seeds => Gen.Choose(1, 100_000).ToArbitrary();

    private static IEnumerable<RandomNetwork> Networks(int seed)
    {
        foreach (NonlinearityKind kind in Enum.GetValues<NonlinearityKind>())
        {
            yield return CellNetworks.Draw(CellLayouts.Layered([2, 3, 2], new() { Nonlinearity = new() { Kind = kind, Alpha = 0.2, OuterSlope = 1.5 } }), seed);
        }

        yield return CellNetworks.Draw(CellLayouts.Layered([2, 4, 3, 2], _diffusive), seed);
        yield return CellNetworks.Draw(CellLayouts.Layered([2, 3, 2], _diffusive with { ReadsInhibitors = true }), seed);
        yield return CellNetworks.Draw(CellLayouts.Row(5, 0.4, isRing: true, new()), seed);
    }

    private static double[] RandomState(NetworkLayout layout, int seed)
    {
        var stream = new RandomStream(seed, StreamPurpose.Study, 4);
        return [.. Enumerable.Range(0, layout.FreeCount).Select(_ => stream.NextUniform(-1.5, 1.5))];
    }

    private static double[] EnergySlope(RandomNetwork network, double[] state, OutputNudge? nudge)
    {
        const double Step = 1e-6;
        NetworkEquations equations = network.Equations;
        return [.. Enumerable.Range(0, state.Length).Select(i =>
            (equations.Energy(network.Inputs, Moved(state, i, Step), nudge) - equations.Energy(network.Inputs, Moved(state, i, -Step), nudge)) / (2 * Step))];
    }

    private static double[] Moved(double[] state, int node, double by)
    {
        var moved = (double[])state.Clone();
        moved[node] += by;
        return moved;
    }
}
