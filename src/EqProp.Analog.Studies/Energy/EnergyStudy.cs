using EqProp.Analog.Circuits;
using EqProp.Analog.Energy;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Simulation.Metering;

namespace EqProp.Analog.Studies.Energy;

/// <summary>
/// Energy of a chip with given weights: inferences of test examples and updates of minibatches are followed in physical time and metered, and the
/// ledgers of periphery and idle are added. The chip itself is not changed.
/// </summary>
public static class EnergyStudy
{
    /// <summary>Free phases that end earlier.</summary>
    private const int SettlingPoints = 12;

    /// <summary>Runs the study.</summary>
    /// <param name="circuit">A resolved circuit.</param>
    /// <param name="options">What to look at.</param>
    /// <returns>Figures with their boundaries.</returns>
    /// <exception cref="InputException">Data, weights or the component table are missing or broken, or the dynamics diverged.</exception>
    public static EnergyResult Run(ResolvedCircuit circuit, EnergyOptions options)
    {
        ComponentTable? table = ComponentTableFile.Of(circuit, options.ComponentShelf);
        EnergyBench bench = EnergyBench.SetUp(circuit, options);
        var ledger = new PeripheryLedger(circuit.Description, bench.Chip.Layout, table);
        var uncertainty = new EnergyUncertainty();
        (EnergyFigure inference, MeteredInference? metered) = Inference(bench, ledger, uncertainty, options);
        (EnergyFigure? update, string? reason) = Update(bench, ledger, uncertainty, options);
        return new EnergyResult
        {
            CircuitName = circuit.Name,
            CircuitHash = circuit.Hash,
            Die = bench.Chip.Seed,
            Examples = bench.Examples.Count,
            AccuracyPercent = metered?.AccuracyPercent,
            Inference = inference,
            Update = update,
            NoUpdate = reason,
            UpdatesPerEpoch = update is null ? null : bench.UpdatesPerEpoch,
            PeakWatts = options.FollowsSettling && metered is not null ? bench.PeakWatts() : null,
            Settling = options.FollowsSettling && metered is not null ? Settling(bench, ledger, options) : [],
        };
    }

    private static (EnergyFigure Figure, MeteredInference? Metered) Inference(
        EnergyBench bench, PeripheryLedger ledger, EnergyUncertainty uncertainty, EnergyOptions options)
    {
        try
        {
            MeteredInference metered = bench.Infer(options.Cancellation);
            LedgerPage page = ledger.PerInference(new() { FreeSeconds = metered.FreeSeconds });
            return (Figure(bench, page, metered.Phases, bench.Examples.Count, uncertainty), metered);
        }
        catch (InputException problem) when (IsOfMeter(problem))
        {
            return (WithoutPhysical(ledger.PerInference(), problem, uncertainty), null);
        }
    }

    private static (EnergyFigure? Figure, string? Reason) Update(
        EnergyBench bench, PeripheryLedger ledger, EnergyUncertainty uncertainty, EnergyOptions options)
    {
        if (bench.Learning is null)
        {
            return (null, "The circuit has no learning block.");
        }

        try
        {
            ledger.PerUpdate();
        }
        catch (InputException problem) when (IsOfMeter(problem))
        {
            return (null, problem.Violations[0].Message);
        }

        try
        {
            MeteredUpdate metered = bench.Learn(options.Cancellation);
            LedgerPage page = ledger.PerUpdate(new()
            {
                FreeSeconds = metered.FreeSeconds,
                NudgedSeconds = metered.NudgedSeconds,
                WritesPerParameter = metered.WritesPerParameter,
                Examples = metered.Examples,
            });
            return (Figure(bench, page, metered.Phases, 1, uncertainty), null);
        }
        catch (InputException problem) when (IsOfMeter(problem))
        {
            return (WithoutPhysical(ledger.PerUpdate(), problem, uncertainty), null);
        }
    }

    private static bool IsOfMeter(InputException problem) => problem.Violations[0].Code.StartsWith("energy.", StringComparison.Ordinal);

    private static EnergyFigure Figure(EnergyBench bench, LedgerPage page, IReadOnlyList<PhaseEnergy> phases, double count, EnergyUncertainty uncertainty)
    {
        (IReadOnlyList<EnergyItem> physical, IReadOnlyList<MissingComponent> missing) = PhysicalLedger.Of(bench.Description, bench.Chip.Layout, phases, count);
        IReadOnlyList<EnergyItem> rest = PhysicalLedger.WithoutGiven(bench.Description, page.Items, phases, count);
        return Figure(page, [.. physical, .. rest], [.. missing, .. page.Missing], uncertainty, bench.Silenced);
    }

    private static EnergyFigure WithoutPhysical(LedgerPage page, InputException problem, EnergyUncertainty uncertainty)
    {
        Violation why = problem.Violations[0];
        return Figure(page, page.Items, [new("network", $"not metered ({why.Message.TrimEnd('.')})", 1, why.Remedy), .. page.Missing], uncertainty, "");
    }

    private static EnergyFigure Figure(LedgerPage page, IReadOnlyList<EnergyItem> items, IReadOnlyList<MissingComponent> missing, EnergyUncertainty uncertainty, string silenced)
    {
        EnergyEstimate estimate = uncertainty.Of(items);
        return new EnergyFigure
        {
            Scope = page.Scope,
            Items = items,
            Missing = missing,
            Estimate = estimate,
            Boundary = BoundaryLine.Of(page.Scope, items, missing, estimate) + silenced,
            Seconds = page.Seconds,
        };
    }

    private static List<SettlingPoint> Settling(EnergyBench bench, PeripheryLedger ledger, EnergyOptions options)
    {
        var points = new List<SettlingPoint>();
        double count = bench.Examples.Count;
        foreach (MeteredInference until in bench.InferUntil(SettlingPoints, options.Cancellation))
        {
            LedgerPage page = ledger.PerInference(new() { FreeSeconds = until.FreeSeconds });
            double physical = PhysicalLedger.Of(bench.Description, bench.Chip.Layout, until.Phases, count).Items.Sum(item => item.Joules);
            double rest = PhysicalLedger.WithoutGiven(bench.Description, page.Items, until.Phases, count).Sum(item => item.Joules);

            // What membranes hold is lost when the next example begins.
            double held = until.Phases.Sum(phase => phase.Total.Stored) / count;
            points.Add(new(until.FreeSeconds, physical + rest + held, until.AccuracyPercent ?? double.NaN));
        }

        return points;
    }
}
