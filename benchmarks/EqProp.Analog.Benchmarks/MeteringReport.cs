using System.Diagnostics;
using System.Globalization;
using EqProp.Analog.Benchmarks.Machine;
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Simulation;
using EqProp.Analog.Simulation.Metering;

namespace EqProp.Analog.Benchmarks;

/// <summary>What metering of energy adds to the time of free phases: pairs of the same phases with and without, in turn, on one thread. Arguments: <c>--smoke</c>; <c>dies</c> for ensembles alone.</summary>
internal static class MeteringReport
{
    private const int Examples = 24;
    private const double SampleSeconds = 0.2;

    private static readonly (string Name, string Preset, string[] Settings)[] Chips =
    [
        ("64-64-10 hard sigmoid", "digits-leaky", ["circuit.topology.layers=[256,64,10]"]),
        ("256-256-10 hard sigmoid (digits-leaky)", "digits-leaky", []),
        ("784-500-10 hard sigmoid (mnist-leaky-500)", "mnist-leaky-500", []),
        ("784-500-500-10 hard sigmoid", "mnist-leaky-500-500", []),
        ("2-16-1 tanh with drawn elements (chip-130nm)", "chip-130nm", ["circuit.noise=null"]),
        ("256-256-10 FitzHugh-Nagumo (digits-fhn)", "digits-fhn", []),
        ("2-8-1 buffered resistors (loaded-tanh-xor)", "loaded-tanh-xor", []),
    ];

    public static int Run(string[] arguments)
    {
        arguments = Smoke.Take(arguments);
        int pairs = Smoke.IsOn ? 1 : 7;
        Console.WriteLine(string.Join("\n", MachineLines.All()));
        if (arguments is not ["dies"])
        {
            ReportChips(pairs);
        }

        DiesMeteringReport.Run(pairs);
        return 0;
    }

    private static void ReportChips(int pairs)
    {
        Console.WriteLine(Text($"- free phases of {Examples} examples by Tsitouras' method, relative tolerance 1e-6, one thread, best of {pairs} pairs, time of the processor"));
        Console.WriteLine();
        Console.WriteLine("| chip | precision | without (us an example) | metered (us an example) | ratio of best | median of ratios |");
        Console.WriteLine("| --- | --- | ---: | ---: | ---: | ---: |");
        foreach ((string name, string preset, string[] settings) in Smoke.Some(Chips))
        {
            foreach (string precision in Smoke.Some("double", "single"))
            {
                Report(name, preset, [.. settings, $"simulation.precision={precision}", "simulation.method=tsitouras", precision == "double" ? "simulation.relativeTolerance=1e-6" : "simulation.relativeTolerance=1e-4"], precision, pairs);
            }
        }
    }

    private static void Report(string name, string preset, string[] settings, string precision, int pairs)
    {
        CircuitDescription description = CircuitLoader.Load(TrainingCase.PresetFile(preset), settings).Description;
        using IPhysicalNetwork plain = PowerUp(description, null), metered = PowerUp(description, new PhaseMeter());
        Time(plain, description, 3);
        Time(metered, description, 3);
        int repeats = Smoke.IsOn ? 1 : Math.Max(1, (int)(SampleSeconds / Time(plain, description, 3)));
        (double Plain, double Metered)[] seen = [.. Enumerable.Range(0, pairs).Select(_ => (Time(plain, description, repeats), Time(metered, description, repeats)))];
        double best = seen.Min(pair => pair.Plain), bestMetered = seen.Min(pair => pair.Metered);
        double median = seen.Select(pair => pair.Metered / pair.Plain).Order().ElementAt(pairs / 2);
        Console.WriteLine(Text($"| {name} | {precision} | {1e6 * best / Examples:F1} | {1e6 * bestMetered / Examples:F1} | {bestMetered / best:F2} | {median:F2} |"));
    }

    private static IPhysicalNetwork PowerUp(CircuitDescription description, PhaseMeter? meter)
    {
        ChipInstance chip = ChipFabricator.Fabricate(description);
        IPhysicalNetwork network = SimulatedNetwork.Create(chip, Examples, new SimulationOptions { Threads = 1, Meter = meter });
        network.Program(ParameterInitializer.Draw(chip.Layout, description.Learning!.Initialization, 1));
        var stream = new RandomStream(1, StreamPurpose.Study, 11);
        float[] inputs = [.. Enumerable.Range(0, Examples * chip.Layout.InputCount).Select(_ => (float)stream.NextDouble())];
        network.Clamp(inputs, [.. Enumerable.Range(0, Examples)]);
        return network;
    }

    /// <summary>Seconds of the processor, which others on the machine disturb less than those of the clock.</summary>
    private static double Time(IPhysicalNetwork network, CircuitDescription description, int repeats)
    {
        var phase = new PhaseLength(description.Learning!.FreePhase.Steps!.Value);
        using Process process = Process.GetCurrentProcess();
        TimeSpan began = process.TotalProcessorTime;
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            network.StartAtInitialState();
            network.Settle(phase);
        }

        process.Refresh();
        return (process.TotalProcessorTime - began).TotalSeconds / repeats;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
