using System.Diagnostics;
using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Simulation;
using EqProp.Analog.Simulation.Ensembles;

namespace EqProp.Analog.Benchmarks;

/// <summary>What metering adds to the time of free phases of many dies at once: the table below that of chips by themselves.</summary>
internal static class DiesMeteringReport
{
    private const int Dies = 64;
    private const double SampleSeconds = 0.2;

    private const string Rails = "simulation.method=projectedEuler", NoRails = "circuit.coupling.force=currentSumming";

    private static readonly (string Name, string Preset, string[] Settings)[] Circuits =
    [
        ("256-32-10 hard sigmoid, no rails", "digits-leaky", ["circuit.topology.layers=[256,32,10]", NoRails]),
        ("256-32-10 tanh, no rails", "digits-leaky", ["circuit.topology.layers=[256,32,10]", NoRails, "circuit.neurons.activation={\"kind\":\"tanh\"}"]),
        ("256-256-10 hard sigmoid, no rails", "digits-leaky", [NoRails]),
        ("256-64-64-10 hard sigmoid, no rails", "digits-leaky", ["circuit.topology.layers=[256,64,64,10]", "learning.rates=[0.1]", "learning.initialization.weightScale=[1]", NoRails]),
        ("2-16-1 tanh (chip-130nm)", "chip-130nm", ["circuit.noise=null"]),
        ("256-256-10 FitzHugh-Nagumo (digits-fhn)", "digits-fhn", []),
        ("2-8-1 buffered resistors (loaded-tanh-xor)", "loaded-tanh-xor", []),
        ("256-32-10 hard sigmoid with rails, Euler", "digits-leaky", ["circuit.topology.layers=[256,32,10]", Rails]),
    ];

    public static void Run(int pairs)
    {
        Console.WriteLine();
        Console.WriteLine(Text($"- free phases of {Dies} dies with drawn leaks, capacitances, offsets and gains, one example, likewise"));
        Console.WriteLine();
        Console.WriteLine("| dies | precision | without (us a die) | metered (us a die) | ratio of best | median of ratios |");
        Console.WriteLine("| --- | --- | ---: | ---: | ---: | ---: |");
        foreach ((string name, string preset, string[] settings) in Smoke.Some(Circuits))
        {
            foreach ((string precision, string tolerance) in Smoke.Some(("double", "1e-6"), ("single", "1e-4")))
            {
                Report(name, preset, [$"simulation.precision={precision}", "simulation.method=tsitouras", $"simulation.relativeTolerance={tolerance}", .. settings], precision, pairs);
            }
        }

        foreach ((string precision, string tolerance) in Smoke.Some(("double", "1e-6"), ("single", "1e-4")))
        {
            ReportRings(precision, tolerance, pairs);
        }
    }

    private static void Report(string name, string preset, string[] settings, string precision, int pairs)
    {
        CircuitDescription description = CircuitLoader.Load(TrainingCase.PresetFile(preset), settings).Description;
        if (description.Circuit.Fabrication is null)
        {
            description = description with { Circuit = description.Circuit with { Fabrication = Spread(description.Circuit) } };
        }

        using ChipEnsemble plain = PowerUp(description, null), metered = PowerUp(description, new EnsembleMeter());
        Report(name, precision, plain, metered, new(description.Learning!.FreePhase.Steps!.Value), pairs);
    }

    /// <summary>Sparse circuits leave the steps that are made for them while they are metered.</summary>
    private static void ReportRings(string precision, string tolerance, int pairs)
    {
        ChipEnsemble Ring(EnsembleMeter? meter) => RingCase.Dies(
            64, Dies, IntegrationMethod.Tsitouras, double.Parse(tolerance, CultureInfo.InvariantCulture), precision == "double" ? PrecisionKind.Double : PrecisionKind.Single, meter);
        using ChipEnsemble plain = Ring(null), metered = Ring(new());
        Report("ring of 64 FitzHugh-Nagumo cells", precision, plain, metered, new(100), pairs);
    }

    private static void Report(string name, string precision, ChipEnsemble plain, ChipEnsemble metered, PhaseLength phase, int pairs)
    {
        Time(plain, phase, 3);
        Time(metered, phase, 3);
        int repeats = Smoke.IsOn ? 1 : Math.Max(1, (int)(SampleSeconds / Time(plain, phase, 3)));
        (double Plain, double Metered)[] seen = [.. Enumerable.Range(0, pairs).Select(_ => (Time(plain, phase, repeats), Time(metered, phase, repeats)))];
        double best = seen.Min(pair => pair.Plain), bestMetered = seen.Min(pair => pair.Metered);
        double median = seen.Select(pair => pair.Metered / pair.Plain).Order().ElementAt(pairs / 2);
        Console.WriteLine(Text($"| {name} | {precision} | {1e6 * best / Dies:F2} | {1e6 * bestMetered / Dies:F2} | {bestMetered / best:F2} | {median:F2} |"));
    }

    private static FabricationBlock Spread(CircuitBlock circuit)
    {
        static VariationBlock Of(VariedParameter parameter) => new() { Parameter = parameter, RelativeSigma = 0.03 };
        VariationBlock[] membranes = [Of(VariedParameter.LeakConductance), Of(VariedParameter.MembraneCapacitance)];
        bool hasActivations = circuit.Neurons.FitzHughNagumo is null;
        return new() { Variations = hasActivations ? [.. membranes, new() { Parameter = VariedParameter.InputOffset, AbsoluteSigma = "5 mV" }, Of(VariedParameter.ActivationGain)] : membranes };
    }

    private static ChipEnsemble PowerUp(CircuitDescription description, EnsembleMeter? meter)
    {
        ChipEnsemble ensemble = ChipEnsemble.Create(description, [.. Enumerable.Range(0, Dies)], new SimulationOptions { Threads = 1 }, 1, meter: meter);
        ensemble.Program(ParameterInitializer.Draw(ensemble.Layout, description.Learning!.Initialization, 1));
        var stream = new RandomStream(1, StreamPurpose.Study, 11);
        ensemble.Clamp([.. Enumerable.Range(0, ensemble.Layout.InputCount).Select(_ => (float)stream.NextDouble())]);
        return ensemble;
    }

    /// <summary>Seconds of the processor, which others on the machine disturb less than those of the clock.</summary>
    private static double Time(ChipEnsemble dies, PhaseLength phase, int repeats)
    {
        using Process process = Process.GetCurrentProcess();
        TimeSpan began = process.TotalProcessorTime;
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            dies.StartAtInitialState();
            dies.Settle(phase);
        }

        process.Refresh();
        return (process.TotalProcessorTime - began).TotalSeconds / repeats;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
