using System.Globalization;
using EqProp.Analog.Benchmarks.Machine;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Numerics.Trajectories;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Crosscheck;
using EqProp.Analog.Studies.Formats;

namespace EqProp.Analog.Benchmarks;

/// <summary>
/// Times ngspice on the networks of <see cref="SettleCase"/>, one VCCS a synapse, one settle of 10 time constants from zero: processor
/// time of the whole process, best of some, beside one settle of our own at the same tolerance. Arguments: <c>--smoke</c> the smallest alone, once; <c>--runs N</c> (3).
/// </summary>
internal static class NgspiceReport
{
    private const double RelativeTolerance = 1e-4;

    private static readonly int[] Sizes = [16, 64, 128];

    /// <summary>As SPICE users have it: its own trtol, and no steps above a fifth of a time constant.</summary>
    private static readonly SpiceSettings Usual = new() { RelativeTolerance = RelativeTolerance, TruncationFactor = 7, FewestSteps = 50 };

    public static int Run(string[] arguments)
    {
        arguments = Smoke.Take(arguments);
        int runs = Array.IndexOf(arguments, "--runs") is var at and >= 0 ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : 3;
        NgspiceProgram ngspice = NgspiceProgram.Find(null, Environment.GetEnvironmentVariable);
        foreach (string line in MachineLines.All())
        {
            Console.WriteLine(line);
        }

        Console.WriteLine($"- {NgspiceProcess.Version(ngspice)}; fully connected tanh network, one VCCS a synapse, reltol {RelativeTolerance:G}, 10 time constants from zero");
        Console.WriteLine();
        Console.WriteLine("| neurons | points | ms of processor time, whole process | us a point | largest error | error at the end | ours, us | ratio |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (int neurons in Smoke.Some(Sizes))
        {
            Console.WriteLine(Row(ngspice, neurons, runs));
        }

        return 0;
    }

    private static string Row(NgspiceProgram ngspice, int neurons, int runs)
    {
        SpicePhase phase = Phase(neurons);
        SpiceDeck deck = SpiceNetlist.Write(phase, Usual);
        RawPlot plot = ngspice.Run(deck, Usual, phase.DurationSeconds, TimeSpan.FromMinutes(10), default);
        double[] times = plot.Find("time")!;
        double[][] states = new EngineWaveforms(Description()).Follow(phase, times, default).States;
        double along = 0, end = 0;
        for (int i = 0; i < neurons; i++)
        {
            double[] volts = plot.Find(deck.VectorOf(1, i))!;
            along = Math.Max(along, states.Zip(volts, (s, v) => Math.Abs(phase.Layout.Map.ToVolts(s[i]) - v)).Max());
            end = Math.Max(end, Math.Abs(phase.Layout.Map.ToVolts(states[^1][i]) - volts[^1]));
        }

        double best = Enumerable.Range(0, runs).Min(_ => NgspiceProcess.Seconds(ngspice, deck));
        using var settle = new SettleCase(
            neurons, 1, TrajectoryMethod.Tsitouras5, new StepTolerance(RelativeTolerance / 100, RelativeTolerance), VectorWidthSelection.Choose(null).Width);
        double ours = BestOf.Interleaved(1, () => settle.Run())[0];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {neurons} | {times.Length} | {best * 1e3:F1} | {best * 1e6 / times.Length:F1} | {along:E1} | {end:E1} | {ours * 1e6:F1} | {best / ours:F0} |");
    }

    private static SpicePhase Phase(int neurons)
    {
        var stream = new RandomStream(1, StreamPurpose.Study, (ulong)neurons);
        NetworkLayout layout = LayoutBuilder.Build(Description(neurons));
        var parameters = new NetworkParameters(layout);
        double[] weights = parameters.Weights[^1];
        for (int i = 0; i < neurons; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double weight = 0.25 / Math.Sqrt(neurons) * stream.NextGaussian();
                (weights[i * neurons + j], weights[j * neurons + i]) = (weight, weight);
            }
        }

        for (int i = 0; i < neurons; i++)
        {
            parameters.Biases[1][i] = stream.NextGaussian();
        }

        return new SpicePhase
        {
            Title = $"{neurons} neurons",
            Layout = layout,
            Parameters = parameters,
            Inputs = [0],
            DurationSeconds = layout.Map.ToSeconds(SettleCase.SettleTime),
        };
    }

    private static CircuitDescription Description(int neurons = 1) => new()
    {
        Circuit = new CircuitBlock
        {
            Neurons = new NeuronBlock
            {
                MembraneCapacitance = 1e-12,
                LeakConductance = 1e-6,
                Activation = new ActivationBlock { Kind = ActivationKind.Tanh },
            },
            Topology = new TopologyBlock { Kind = TopologyKind.Recurrent, Inputs = 1, Hidden = 0, Outputs = neurons },
            Coupling = new CouplingBlock { Force = ForceForm.CurrentSumming, WeightRange = [-10, 10] },
        },
    };
}
