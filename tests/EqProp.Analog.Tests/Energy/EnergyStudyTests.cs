using EqProp.Analog.Circuits;
using EqProp.Analog.Energy;
using EqProp.Analog.Studies.Energy;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Energy;

/// <summary>Energy of whole presets.</summary>
public class EnergyStudyTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private static string Circuits => Path.Combine(RepositoryRoot.Path, "circuits");

    public static TheoryData<string> Presets =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Circuits, "presets"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Where(name => !NeedsFiles(name)).Order(),
    ];

    [Theory]
    [MemberData(nameof(Presets))]
    public void EveryPresetHasFiguresWithTheirBoundary(string preset)
    {
        EnergyResult result = Study(preset, 10);
        output.WriteLine($"{preset}: {result.Inference.Boundary}");
        output.WriteLine(string.Join("\n", result.Inference.Items.Concat(result.Update?.Items ?? []).Select(item => $"{item.Ledger} {item.Category} {item.Phase} {item.Group} {item.Component} {item.Action} {item.Joules:g4}")));
        output.WriteLine(string.Join("\n", result.Inference.Missing.Concat(result.Update?.Missing ?? []).Select(item => item.ToString())));
        output.WriteLine($"{result.NoUpdate} {result.Update?.Boundary} peak {result.PeakWatts} accuracy {result.AccuracyPercent}");
        output.WriteLine(string.Join("\n", result.Settling));
        Assert.All(result.Inference.Items.Where(item => item.Ledger != EnergyLedger.Physical), item => Assert.True(item.Joules >= 0));
        Assert.True(result.Update is not null || result.NoUpdate is not null);
        Assert.True(result.Inference.Estimate.Joules > 0 || result.Inference.Missing.Count > 0);
    }

    private static bool NeedsFiles(string preset) => preset.StartsWith("mnist", StringComparison.Ordinal) || preset.StartsWith("fashion", StringComparison.Ordinal);

    private static EnergyResult Study(string preset, int examples, params string[] settings)
    {
        ResolvedCircuit circuit = CircuitLoader.Load(Path.Combine(Circuits, "presets", preset + ".json"), settings);
        return EnergyStudy.Run(circuit, new() { Examples = examples, ComponentShelf = Path.Combine(Circuits, "components"), Simulation = new() { Threads = 1 } });
    }
}
