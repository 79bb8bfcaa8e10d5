using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation.Noise;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Sources hold the outputs in every engine: the rest settles where Newton's method on the rest of the equations says, and released, all of it where it was free.</summary>
public class HeldOutputTests
{
    private const int Count = 7;
    private const double Same = 1e-8;

    private static readonly Dictionary<string, BenchOptions> Engines = new()
    {
        ["Euler"] = new(),
        ["Runge-Kutta"] = new(Method: IntegrationMethod.Rk4),
        ["stochastic Runge-Kutta"] = new(Method: IntegrationMethod.StochasticRungeKutta),
        ["exponential"] = new(Method: IntegrationMethod.ExponentialEuler),
        ["Tsitouras"] = new(Method: IntegrationMethod.Tsitouras) { Tolerance = 1e-12 },
        ["Rosenbrock"] = new(Method: IntegrationMethod.Rosenbrock) { Tolerance = 1e-12 },
        ["red-black"] = Steady(OperatingPointMethod.RedBlack),
        ["Anderson"] = Steady(OperatingPointMethod.Anderson),
        ["automatic"] = Steady(OperatingPointMethod.Automatic),
    };

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (string engine in Engines.Keys)
            {
                foreach (string circuit in (string[])["EnergyBased Tanh", "EnergyBased HardSigmoid", "CurrentSumming Tanh", "CurrentSumming HardSigmoid", "linear resistors", "amplified tanh resistors"])
                {
                    bool hasRails = circuit == "EnergyBased HardSigmoid";
                    if (!hasRails || engine is not ("Runge-Kutta" or "stochastic Runge-Kutta"))
                    {
                        data.Add(engine, circuit, "two layers");
                        data.Add(engine, circuit, "three layers");
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_rest_settles_around_them(string engine, string circuit, string shape)
    {
        RandomNetwork drawn = Draw(circuit, shape == "two layers" ? [4, 9, 3] : [4, 7, 5, 3]);
        Check(drawn, Engines[engine]);
    }

    /// <summary>More outputs than hidden nodes, so that the larger of a pair is held.</summary>
    [Fact]
    public void The_larger_layer_can_be_held() => Check(Draw("CurrentSumming Tanh", [4, 3, 19]), new());

    [Theory]
    [InlineData("Euler")]
    [InlineData("Tsitouras")]
    public void Inhibitors_settle_around_held_activators(string engine)
    {
        RandomNetwork drawn = CellNetworks.Draw(CellLayouts.Layered([3, 4, 2], new() { Gamma = 0.6, Tau = 0.8, CouplesInhibitors = true }), 2);
        Check(drawn, Engines[engine]);
    }

    /// <summary>Noise moves the rest and not what is held, nor its mean over the last steps.</summary>
    [Theory]
    [InlineData(IntegrationMethod.ProjectedEuler)]
    [InlineData(IntegrationMethod.AveragedEuler)]
    [InlineData(IntegrationMethod.StochasticRungeKutta)]
    [InlineData(IntegrationMethod.ExponentialEuler)]
    public void Noise_does_not_move_them(IntegrationMethod method)
    {
        RandomNetwork drawn = Draw("CurrentSumming Tanh", [4, 9, 3]);
        var noise = new NoiseBlock { Thermal = new ThermalNoiseBlock { LeakExcess = 1e6 } };
        NoisyChip chip = new(drawn.Layout, drawn.Parameters, noise) { Options = new(Method: method), AveragingSteps = 12 };
        using IPhysicalNetwork network = chip.Start(Count);
        network.Settle(new PhaseLength(50));
        double[] hidden = network.Group(1, Count, NodeQuantity.State), held = [.. Enumerable.Range(0, 3 * Count).Select(k => 0.03 * k)];
        network.ClampOutputs(held);
        network.Settle(new PhaseLength(51));
        Assert.Equal(held, network.Group(2, Count, NodeQuantity.State));
        Assert.All(hidden.Zip(network.Group(1, Count, NodeQuantity.State)), pair => Assert.NotEqual(pair.First, pair.Second));
        network.ReleaseNudge();
        network.Settle(new PhaseLength(50));
        Assert.All(held.Zip(network.Group(2, Count, NodeQuantity.State)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    private static BenchOptions Steady(OperatingPointMethod method) => new()
    {
        Settling = SettlingKind.SteadyState,
        SteadyState = new() { Method = method, Tolerance = 1e-11 },
    };

    private static RandomNetwork Draw(string circuit, int[] sizes)
    {
        if (ExtendedCircuits.All.Contains(circuit))
        {
            return ExtendedCircuits.Layered(circuit, 3, sizes);
        }

        string[] words = circuit.Split(' ');
        var options = new NeuronOptions(Enum.Parse<ForceForm>(words[0]), Enum.Parse<ActivationKind>(words[1]), 1.2, 0.1, Heterogeneous: true);
        return Layouts.Draw(Layouts.Layered(sizes, options, 3), 3, rowSum: 0.5);
    }

    private static void Check(RandomNetwork drawn, BenchOptions options)
    {
        Examples examples = Examples.Draw(drawn.Layout, Count, 8);
        using IPhysicalNetwork network = Bench.PowerUp(drawn.Layout, drawn.Parameters, Count, options);
        network.Clamp(examples.Inputs, examples.Rows);
        network.StartAtInitialState();
        PhaseLength phase = new(3000, options.Settling == SettlingKind.Transient ? 1e-10 : null);
        network.Settle(phase);
        double[][] free = network.States(Count);

        double[] held = [.. examples.Targets.Select(target => (double)target)];
        network.ClampOutputs(held);
        network.Settle(phase);
        Compare(e => drawn.Equations.WithOutputsHeld(held.AsSpan(e * drawn.Layout.OutputCount, drawn.Layout.OutputCount)));

        // Steps of a fixed length go another way than those until settled.
        network.Settle(new PhaseLength(201));
        Compare(e => drawn.Equations.WithOutputsHeld(held.AsSpan(e * drawn.Layout.OutputCount, drawn.Layout.OutputCount)));

        network.ReleaseNudge();
        network.Settle(phase);
        double[][] released = network.States(Count);
        for (int e = 0; e < Count; e++)
        {
            Bench.AssertClose(free[e], released[e], Same);
        }

        void Compare(Func<int, NetworkEquations> equations)
        {
            double[][] states = network.States(Count);
            for (int e = 0; e < Count; e++)
            {
                ReferenceEquilibrium gold = ReferenceEquilibrium.Settle(equations(e), examples.Input(e), start: equations(e).InitialState());
                Bench.AssertClose(gold.State[..states[e].Length], states[e], Same);
            }
        }
    }
}
