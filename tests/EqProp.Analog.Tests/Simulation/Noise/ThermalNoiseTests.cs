using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.TestKit;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Tests.Simulation.Noise;

/// <summary>White noise against k T / C, equipartition, and the Lyapunov equation.</summary>
public class ThermalNoiseTests
{
    private const int Neurons = 64, Examples = 200;

    public static TheoryData<IntegrationMethod, double> Methods => new()
    {
        { IntegrationMethod.ProjectedEuler, 0.5 },
        { IntegrationMethod.AveragedEuler, 0.5 },
        { IntegrationMethod.AveragedEuler, 1.5 },
        { IntegrationMethod.ExponentialEuler, 0.5 },
        { IntegrationMethod.ExponentialEuler, 3 },
        { IntegrationMethod.StochasticRungeKutta, 0.5 },
    };

    /// <summary>One RC node: k T / C times what the method is known to make of it.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void A_lone_neuron_has_the_variance_kT_over_C(IntegrationMethod method, double step)
    {
        NoisyChip chip = NoisyChip.Lone(Neurons, NoisyChip.Thermal) with { Options = new BenchOptions(step, method) };
        double expected = NoisyChip.Theta * Facts(method).StationaryVariance(step);
        Moments.AssertVariance(expected, [.. chip.Sample(Examples, 1, (int)(30 / step), 0).SelectMany(states => states)]);
    }

    [Fact]
    public void Neither_leak_nor_precision_changes_it_and_each_capacitance_has_its_own()
    {
        NoisyChip chip = NoisyChip.Lone(Neurons, NoisyChip.Thermal, heterogeneous: true) with
        {
            Options = new BenchOptions(0.2, IntegrationMethod.AveragedEuler, PrecisionKind.Single),
        };
        double[][] samples = chip.Sample(Examples, 1, 200, 0);
        IReadOnlyList<double> capacitance = chip.Layout.Groups[1].Capacitance;
        Assert.True(capacitance.Max() > 1.8 * capacitance.Min());
        Moments.AssertVariance(NoisyChip.Theta, [.. samples.SelectMany(states => states.Select((s, i) => s * Math.Sqrt(capacitance[i])))]);
    }

    /// <summary>Resistors between membranes that all have one temperature: covariance k T C^-1, correlations none.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_passive_network_has_the_covariance_kT_over_C_whatever_its_resistors(bool recurrent)
    {
        var options = new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Linear, Heterogeneous: true) { Synapse = SynapseKind.Resistive };
        NetworkLayout layout = recurrent ? Layouts.Recurrent(2, 4, 3, options) : Layouts.Layered([2, 5, 3], options);
        RandomNetwork drawn = Layouts.Draw(layout, 5, rowSum: 3);
        var chip = new NoisyChip(layout, drawn.Parameters, NoisyChip.Thermal) { Options = new BenchOptions(0.1, IntegrationMethod.AveragedEuler) };
        double[] capacitance = Capacitance(layout);
        var expected = new double[capacitance.Length, capacitance.Length];
        for (int i = 0; i < capacitance.Length; i++)
        {
            expected[i, i] = NoisyChip.Theta / capacitance[i];
        }

        Moments.AssertCovariance(expected, chip.Sample(2000, 5, 200, 100, [1, 0.5f]));
    }

    /// <summary>A S + S A' + Q = 0, solved as one dense system.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_active_network_has_the_covariance_of_its_Lyapunov_equation(bool fabricated)
    {
        RandomNetwork drawn = Layouts.Draw(
            Layouts.Layered([2, 5, 3], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Linear, Heterogeneous: true)), 6, rowSum: 0.3);
        NetworkLayout layout = fabricated ? Fabricate(drawn.Layout) : drawn.Layout;
        var noise = new NoiseBlock { Thermal = new ThermalNoiseBlock { LeakExcess = 0.7, SynapseExcess = 1.5 } };
        var chip = new NoisyChip(layout, drawn.Parameters, noise) { Options = new BenchOptions(0.05, IntegrationMethod.StochasticRungeKutta) };
        double[,] expected = Lyapunov(layout, drawn.Parameters, noise.Thermal);
        Moments.AssertCovariance(expected, chip.Sample(1500, 4, 600, 240, [1, 0.5f]), bias: 0.003);
        Assert.True(Math.Abs(expected[0, 6]) > 0.02 * expected[0, 0]);
    }

    /// <summary>A junction whose conductance q I / k T is the leak: half of its thermal noise. Both at once add.</summary>
    [Theory]
    [InlineData(false, 0.5)]
    [InlineData(true, 1.5)]
    public void Shot_noise_of_a_junction_is_half_its_thermal_noise(bool both, double part)
    {
        const double current = 1e-6 * 1.380649e-23 * 300 / 1.602176634e-19;
        var noise = new NoiseBlock { Shot = new ShotNoiseBlock { MembraneCurrent = current }, Thermal = both ? new ThermalNoiseBlock() : null };
        NoisyChip chip = NoisyChip.Lone(Neurons, noise) with { Options = new BenchOptions(0.5, IntegrationMethod.ExponentialEuler) };
        Moments.AssertVariance(part * NoisyChip.Theta, [.. chip.Sample(Examples, 1, 60, 0).SelectMany(states => states)]);
    }

    private static StochasticMethod Facts(IntegrationMethod method) => method switch
    {
        IntegrationMethod.ProjectedEuler => StochasticMethod.EulerMaruyama,
        IntegrationMethod.AveragedEuler => StochasticMethod.AveragedEuler,
        IntegrationMethod.ExponentialEuler => StochasticMethod.ExponentialEuler,
        _ => StochasticMethod.StochasticRungeKutta,
    };

    private static double[] Capacitance(NetworkLayout layout) => [.. layout.Groups.Skip(1).SelectMany(group => group.Capacitance)];

    private static NetworkLayout Fabricate(NetworkLayout layout)
    {
        double[] gains = [.. Enumerable.Range(0, 15).Select(k => 0.6 + 0.05 * k)], back = [.. Enumerable.Range(0, 15).Select(k => 1.3 - 0.04 * k)];
        return layout with
        {
            Groups = [.. layout.Groups.Select((group, g) => g == 0 ? group : group with { Slope = [.. Enumerable.Range(0, group.Size).Select(i => 0.8 + 0.1 * i)] })],
            Couplings =
            [
                layout.Couplings[0],
                layout.Couplings[1] with { ForwardGain = gains, BackwardGain = back, Offset = [.. Enumerable.Range(0, 15).Select(k => 0.01 * (k - 7))] },
            ],
        };
    }

    // Of the membranes s: c ds = (-lambda s + sum (F W + O) a s) dt + sqrt(2 theta G) dW; what is read is a s.
    private static double[,] Lyapunov(NetworkLayout layout, NetworkParameters parameters, ThermalNoiseBlock thermal)
    {
        double[] capacitance = Capacitance(layout), leak = [.. layout.Groups.Skip(1).SelectMany(group => group.Leak)];
        double[] slope = [.. layout.Groups.Skip(1).SelectMany(group => Enumerable.Range(0, group.Size).Select(group.SlopeOf))];
        int n = leak.Length, hidden = layout.Groups[1].Size;
        Matrix<double> rate = Matrix<double>.Build.Dense(n, n);
        double[] conductance = [.. leak.Select(g => thermal.LeakExcess * g)];
        for (int i = 0; i < n; i++)
        {
            rate[i, i] = -leak[i] / capacitance[i];
        }

        for (int k = 0; k < parameters.Weights[0].Length; k++)
        {
            conductance[k % hidden] += thermal.SynapseExcess * Math.Abs(parameters.Weights[0][k]);
        }

        for (int k = 0; k < parameters.Weights[1].Length; k++)
        {
            (int i, int j) = Math.DivRem(k, layout.OutputCount);
            Coupling coupling = layout.Couplings[1];
            double ahead = coupling.Forward(k, parameters.Weights[1][k]), behind = coupling.Backward(k, parameters.Weights[1][k]);
            rate[hidden + j, i] += ahead * slope[i] / capacitance[hidden + j];
            rate[i, hidden + j] += behind * slope[hidden + j] / capacitance[i];
            conductance[hidden + j] += thermal.SynapseExcess * Math.Abs(ahead);
            conductance[i] += thermal.SynapseExcess * Math.Abs(behind);
        }

        Matrix<double> one = Matrix<double>.Build.DenseIdentity(n);
        Matrix<double> system = one.KroneckerProduct(rate) + rate.KroneckerProduct(one);
        Vector<double> power = Vector<double>.Build.Dense(n * n);
        for (int i = 0; i < n; i++)
        {
            power[i * n + i] = -2 * NoisyChip.Theta * conductance[i] / (capacitance[i] * capacitance[i]);
        }

        Vector<double> solved = system.Solve(power);
        var covariance = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                covariance[i, j] = slope[i] * slope[j] * solved[j * n + i];
            }
        }

        return covariance;
    }
}
