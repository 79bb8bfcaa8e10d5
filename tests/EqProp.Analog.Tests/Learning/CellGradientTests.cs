using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using MathNet.Numerics.LinearAlgebra;
using Xunit.Abstractions;

namespace EqProp.Analog.Tests.Learning;

/// <summary>Equilibrium propagation on FitzHugh-Nagumo neurons, which descend in u and ascend in v, against finite differences of the settled cost.</summary>
public class CellGradientTests(ITestOutputHelper output)
{
    private const double Beta = 1e-3;
    private const double Agreement = 1e-5;

    private static readonly CellOptions _signed = new();
    private static readonly CellOptions _diffusive = new() { Synapse = SynapseKind.Resistive, CouplesInhibitors = true, WeightMinimum = 0 };

    // A fast inhibitor keeps these states stable although f has its rising slope there.
    private static readonly CellOptions _fast = new() { Gamma = 0.5, B = 0, Tau = 0.2, CouplesInhibitors = true };

    private static readonly string[] _names = ["signed", "diffusive", "signed, v read", "diffusive, v read", "indefinite", "indefinite, v read"];

    public static TheoryData<string> Names => new(_names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Estimate_equals_finite_differences_in_every_kind_of_parameter(string name)
    {
        double worst = 0, exact = 0;
        foreach (RandomNetwork network in Networks(name).Take(3))
        {
            NetworkParameters differences = CellNetworks.Differences(network);
            var comparison = new GradientComparison(CellNetworks.Estimate(network, Beta), differences);
            worst = Math.Max(worst, comparison.Arrays.Max(array => array.RelativeError));
            exact = Math.Max(exact, new GradientComparison(CellNetworks.Adjoint(network), differences).Arrays.Max(array => array.RelativeError));
            Assert.All(comparison.Arrays, array => Assert.True(array.ReferenceNorm > 1e-4, array.Name));
        }

        output.WriteLine($"{name}: estimate {worst:g3}, adjoint {exact:g3}");
        Assert.InRange(worst, 0, Agreement);
        Assert.InRange(exact, 0, Agreement);
    }

    [Theory]
    [InlineData(NonlinearityKind.AlphaCubic)]
    [InlineData(NonlinearityKind.Tanh)]
    [InlineData(NonlinearityKind.PiecewiseLinear)]
    public void Every_nonlinear_conductance_learns(NonlinearityKind kind)
    {
        CellOptions options = _diffusive with { Nonlinearity = new() { Kind = kind, Alpha = 0.2 } };
        foreach (RandomNetwork network in Many(CellLayouts.Layered([3, 4, 2], options)).Take(3))
        {
            var comparison = new GradientComparison(CellNetworks.Estimate(network, Beta), CellNetworks.Differences(network));
            Assert.InRange(comparison.Arrays.Max(array => array.RelativeError), 0, Agreement);
        }
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void Error_falls_with_the_order_of_the_estimator(bool centered, int order)
    {
        const double Coarse = 0.04;
        foreach (string name in _names)
        {
            RandomNetwork network = Networks(name).First();
            NetworkParameters exact = CellNetworks.Adjoint(network);
            double Error(double beta) => new GradientComparison(CellNetworks.Estimate(network, beta, centered), exact).Total.RelativeError;
            double slope = Math.Log2(Error(Coarse) / Error(Coarse / 4)) / 2;
            output.WriteLine($"{name}: {slope:f3}");
            Assert.InRange(slope, order - 0.1, order + 0.1);
        }
    }

    [Fact]
    public void States_called_indefinite_are_stable_and_their_activator_block_is_not_definite()
    {
        RandomNetwork network = Networks("indefinite").First();
        int activators = network.Layout.FreeCount / 2;
        double[] state = ReferenceEquilibrium.Settle(network.Equations, network.Inputs).State;
        double[,] jacobian = network.Equations.Jacobian(network.Inputs, state);
        double least = -Matrix<double>.Build.Dense(activators, activators, (i, j) => jacobian[i, j]).Evd().EigenValues.Max(value => value.Real);
        output.WriteLine($"least eigenvalue {least:f3}");
        Assert.InRange(least, -2, -0.3);
    }

    // Nudged phases too short for the inhibitors: they stay where the free phase left them.
    [Fact]
    public void With_frozen_inhibitors_the_estimate_points_elsewhere()
    {
        double[] angles = [.. Many(CellLayouts.Layered([3, 4, 2], _diffusive)).Take(6).Select(network =>
            new GradientComparison(Frozen(network), CellNetworks.Adjoint(network)).Total.AngleDegrees)];
        output.WriteLine(string.Join(' ', angles.Select(angle => angle.ToString("f0"))));
        Assert.All(angles, angle => Assert.InRange(angle, 25, 180));
    }

    [Fact]
    public void Inhibitors_nudged_as_if_they_descended_teach_the_opposite()
    {
        RandomNetwork network = Networks("diffusive, v read").First();
        NetworkEquations equations = network.Equations;
        double[] free = ReferenceEquilibrium.Settle(equations, network.Inputs).State;

        // The current -beta dC/dv is that of the nudge +beta dC/dv with beta turned.
        double[][] Pulled(double beta) => ReferenceEquilibrium
            .Settle(equations, network.Inputs, new OutputNudge(network.Cost, -beta, network.Target), free).Activities;
        NetworkParameters estimate = ContrastEstimate.Compute(network.Layout, Pulled(Beta), Pulled(-Beta), 1 / (2 * Beta), network.Parameters);
        Assert.Equal(180, new GradientComparison(estimate, CellNetworks.Differences(network)).Total.AngleDegrees, 0.1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Unlike_transconductors_leave_the_estimate_exact_as_long_as_inhibitors_do_not_diffuse(bool readsInhibitors)
    {
        NetworkLayout layout = CellNetworks.Mismatched(CellLayouts.Layered([3, 4, 2], _signed with { ReadsInhibitors = readsInhibitors }), 0.3, 1);
        foreach (RandomNetwork network in Many(layout).Take(3))
        {
            var comparison = new GradientComparison(CellNetworks.Estimate(network, Beta), CellNetworks.Differences(network));
            Assert.InRange(comparison.Arrays.Max(array => array.RelativeError), 0, Agreement);
        }
    }

    [Theory]
    [InlineData(0.1, 0.05, 10)]
    [InlineData(0.3, 0.5, 20)]
    public void Unlike_transconductors_and_diffusing_inhibitors_cost_some_degrees(double spread, double least, double most)
    {
        double[] angles = [.. Enumerable.Range(1, 5).Select(seed =>
        {
            NetworkLayout layout = CellNetworks.Mismatched(CellLayouts.Layered([3, 4, 2], _diffusive), spread, seed);
            RandomNetwork network = CellNetworks.Draw(layout, seed, 2);
            return new GradientComparison(CellNetworks.Estimate(network, Beta), CellNetworks.Adjoint(network)).Total.AngleDegrees;
        })];
        output.WriteLine($"{spread}: {string.Join(' ', angles.Select(angle => angle.ToString("f2")))} degrees");
        Assert.InRange(angles.Average(), least, most);
    }

    private static IEnumerable<RandomNetwork> Networks(string name)
    {
        CellOptions options = name.Split(',')[0] switch
        {
            "signed" => _signed,
            "diffusive" => _diffusive,
            _ => _fast,
        };
        return Many(CellLayouts.Layered([3, 4, 2], options with { ReadsInhibitors = name.EndsWith("v read", StringComparison.Ordinal) }), name[0] == 'i' ? 0.2 : 0.5);
    }

    private static IEnumerable<RandomNetwork> Many(NetworkLayout layout, double scale = 0.5) =>
        Enumerable.Range(1, 1000).Select(seed => CellNetworks.Draw(layout, seed, scale))
            .Where(network => network.Equations.KinkDistance(network.Inputs, ReferenceEquilibrium.Settle(network.Equations, network.Inputs).State) > 0.01);

    private static NetworkParameters Frozen(RandomNetwork network)
    {
        NetworkLayout layout = network.Layout;
        ReferenceEquilibrium free = ReferenceEquilibrium.Settle(network.Equations, network.Inputs);
        NetworkParameters held = network.Parameters.Clone();
        foreach (Cell cell in layout.Cells)
        {
            for (int i = 0; i < layout.Groups[cell.Activator].Size; i++)
            {
                held.Biases[cell.Activator][i] -= free.Activities[cell.Inhibitor][i];
            }
        }

        // Inhibitors that nobody sees: the activators move among constant currents.
        var alone = new NetworkEquations(layout with { Links = [] }, held);
        double[][] Nudged(double beta)
        {
            double[][] activities = ReferenceEquilibrium
                .Settle(alone, network.Inputs, new OutputNudge(network.Cost, beta, network.Target), free.State).Activities;
            return [.. activities.Select((values, g) => layout.Cells.Any(cell => cell.Inhibitor == g) ? free.Activities[g] : values)];
        }

        return ContrastEstimate.Compute(layout, Nudged(Beta), Nudged(-Beta), 1 / (2 * Beta), network.Parameters);
    }
}
