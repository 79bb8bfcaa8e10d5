using EqProp.Analog.Circuits;
using EqProp.Analog.Energy;
using EqProp.Analog.Studies.Energy;

namespace EqProp.Analog.Tests.Energy;

/// <summary>Made-up figures of energy with a row in several phases and categories, one of them given back.</summary>
internal static class EnergySamples
{
    public static ComponentEntry Entry { get; } = new()
    {
        Component = "adc",
        Action = "convert",
        Energy = new UncertainEnergy { Value = 2e-12, Low = 1e-12, High = 5e-12 },
        Source = "a survey",
        Fit = FitKind.Measured,
    };

    public static EnergyFigure Figure(string scope, double factor) => Of(scope,
    [
        Item(EnergyLedger.Physical, EnergyCategory.Coupling, ChipPhase.Free, "input -> hidden 1", "synapseResistor", 1, 3.25e-9 * factor, null, null),
        Item(EnergyLedger.Physical, EnergyCategory.Dynamic, ChipPhase.Reset, "hidden 1", "membrane", 1, -1.5e-10 * factor, null, null),
        Item(EnergyLedger.Periphery, EnergyCategory.Conversion, ChipPhase.Free, "output", "adc", 10, 2e-12 * factor, FitKind.Measured, Entry),
        Item(EnergyLedger.Periphery, EnergyCategory.Static, ChipPhase.Load, "", "neuron", 266, 5.75e-12 * factor, FitKind.Assumed, null),
    ]);

    public static EnergyResult Result() => new()
    {
        CircuitName = "a < b & c",
        CircuitHash = "b1946ac92492d2347c6235b4d2611184b1946ac92492d2347c6235b4d2611184",
        Die = 3,
        Examples = 50,
        AccuracyPercent = 96,
        Inference = Figure("an inference", 1),
        Update = Figure("an update of 20 examples", 40),
        UpdatesPerEpoch = 1000,
        PeakWatts = 1.25e-5,
        Settling = [new(1e-6, 1e-9, 52), new(2e-6, 2e-9, 95.5), new(4e-6, 4e-9, 96)],
    };

    private static EnergyFigure Of(string scope, IReadOnlyList<EnergyItem> items)
    {
        IReadOnlyList<MissingComponent> missing = [new("dac", "convert", 256, "Give circuit.energy.inputConverter.")];
        EnergyEstimate estimate = new EnergyUncertainty().Of(items);
        return new() { Scope = scope, Items = items, Missing = missing, Estimate = estimate, Boundary = BoundaryLine.Of(scope, items, missing, estimate), Seconds = 1.25e-5 };
    }

    private static EnergyItem Item(
        EnergyLedger ledger, EnergyCategory category, ChipPhase phase, string group, string component, double count, double joules, FitKind? fit, ComponentEntry? entry) => new()
        {
            Ledger = ledger,
            Category = category,
            Phase = phase,
            Group = group,
            Component = component,
            Action = "works",
            Count = count,
            UnitJoules = joules,
            Source = $"source of {component}",
            Fit = fit,
            Entry = entry,
        };
}
