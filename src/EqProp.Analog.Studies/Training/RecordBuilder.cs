using System.Runtime.InteropServices;
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Training;

/// <summary>Puts what was measured into record form.</summary>
internal static class RecordBuilder
{
    /// <summary>A record with everything known before the first measurement.</summary>
    public static RunRecord Begin(ChipBench bench, RunKind kind, ToolRecord tool, string command, SimulationOptions simulation) => new()
    {
        Kind = kind,
        Tool = tool,
        CircuitName = bench.Circuit.Name,
        CircuitHash = bench.Circuit.Hash,
        CircuitPath = Path.GetFullPath(bench.Circuit.Origin),
        Seed = bench.Learning.Seed,
        Command = command,
        StartedUtc = DateTime.UtcNow,
        Dataset = new()
        {
            Name = bench.Data.Name,
            TrainExamples = bench.Data.Train.Count,
            ValidationExamples = bench.Data.Validation.Count,
            TestExamples = bench.Data.Test.Count,
            Inputs = bench.Data.Train.InputCount,
            Classes = bench.Data.Classes,
            ClassNames = bench.Data.ClassNames,
        },
        Phase = Phase(bench),
        Environment = new(
            Machine.ProcessorName, (int)simulation.Width, simulation.Threads,
            bench.Circuit.Description.Simulation.Precision == PrecisionKind.Double ? "double" : "single",
            RuntimeInformation.FrameworkDescription),
    };

    /// <summary>What an epoch showed while the chip learned and when it was measured after it.</summary>
    public static EpochRecord Epoch(ChipBench bench, TrainerProgress seen, double rateFactor, (Evaluation? Validation, Evaluation? Test) measured) => new()
    {
        Epoch = seen.Epoch,
        TrainErrorPercent = seen.TrainErrorPercent,
        ValidationErrorPercent = measured.Validation?.ErrorPercent,
        TestErrorPercent = measured.Test?.ErrorPercent,
        TrainCost = seen.MeanCost,
        FreeResidualMax = seen.ResidualMax,
        FreeResidualMean = seen.MeanResidual,
        TestFreeResidualMax = measured.Test?.ResidualMax,
        TestFreeResidualMean = measured.Test?.ResidualMean,
        Updates = Updates(seen.Updates, bench.Network.Layout),
        Gradient = seen.Epoch % bench.Learning.Evaluation.GradientEveryEpochs == 0
            ? UpdateProbe.Measure(bench, seen.Epoch, LearningRates.Of(bench.Network.Layout, bench.Learning).Times(rateFactor))
            : null,
        Seconds = seen.Seconds,
        RateFactor = rateFactor,
    };

    /// <summary>The final measurement on the test examples.</summary>
    public static TestRecord Test(Evaluation evaluation) => new()
    {
        Examples = evaluation.Examples,
        AccuracyPercent = 100 - evaluation.ErrorPercent,
        ErrorPercent = evaluation.ErrorPercent,
        Cost = evaluation.MeanCost,
        Confusion = evaluation.Confusion,
        FreeResidualMax = evaluation.ResidualMax,
        FreeResidualMean = evaluation.ResidualMean,
        MeanSteps = evaluation.MeanSteps,
        Unsettled = evaluation.Unsettled,
    };

    /// <summary>Dead and saturated units.</summary>
    public static IReadOnlyList<UnitGroupRecord> Units(Evaluation evaluation) =>
        [.. evaluation.Units.Select(u => new UnitGroupRecord(u.Group, u.Size, u.Dead, u.Saturated))];

    private static PhaseRecord Phase(ChipBench bench)
    {
        double step = bench.Circuit.Description.Simulation.TimeStep!.Value;
        int free = bench.Learning.FreePhase.Steps!.Value, nudged = bench.Learning.NudgedPhase.Steps!.Value;
        return new()
        {
            FreeSteps = free,
            NudgedSteps = nudged,
            FreeSeconds = free * step,
            NudgedSeconds = nudged * step,
            TimeConstantSeconds = bench.Network.Layout.Map.TimeConstant,
        };
    }

    /// <summary>What became of the changes of an epoch; null where writes are ideal, and not counted.</summary>
    public static UpdatesRecord? Updates(UpdateCounts counts, NetworkLayout layout)
    {
        if (counts.Wanted == 0)
        {
            return null;
        }

        double Percent(long count) => 100.0 * count / counts.Wanted;
        long parameters = new NetworkParameters(layout).Arrays().Sum(array => (long)array.Values.Length);
        return new()
        {
            LostPercent = Percent(counts.Lost),
            CutPercent = Percent(counts.Cut),
            AtBoundPercent = Percent(counts.AtBound),
            WritesPerParameter = (double)(counts.Wanted - counts.Lost) / parameters,
        };
    }
}
