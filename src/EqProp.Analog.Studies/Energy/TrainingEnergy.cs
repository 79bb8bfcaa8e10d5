using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Energy;

/// <summary>What it cost to learn up to some accuracy: epochs times the energy of an epoch with the weights that the chip has now; measuring between epochs is not counted.</summary>
/// <param name="AccuracyPercent">Accuracy reached, in percent.</param>
/// <param name="Epoch">The epoch after which it was reached.</param>
/// <param name="Set">What it was measured on: "test", "validation" or "training".</param>
/// <param name="Joules">Energy of all updates up to there.</param>
public sealed record TrainingEnergy(double AccuracyPercent, int Epoch, string Set, double Joules)
{
    /// <summary>Energy up to the last epoch of a run.</summary>
    /// <param name="epochs">Its epochs.</param>
    /// <param name="epochJoules">Energy of an epoch.</param>
    /// <returns>Null where nothing was measured.</returns>
    public static TrainingEnergy? Whole(IReadOnlyList<EpochRecord> epochs, double epochJoules) => Measured(epochs) is { Count: > 0 } seen
        ? seen[^1] with { Joules = seen[^1].Epoch * epochJoules }
        : null;

    /// <summary>Energy up to the first epoch that reached a target.</summary>
    /// <param name="epochs">Epochs of a run.</param>
    /// <param name="epochJoules">Energy of an epoch.</param>
    /// <param name="targetPercent">The target in percent.</param>
    /// <returns>Null where none reached it.</returns>
    public static TrainingEnergy? ToTarget(IReadOnlyList<EpochRecord> epochs, double epochJoules, double targetPercent) =>
        Measured(epochs).FirstOrDefault(epoch => epoch.AccuracyPercent >= targetPercent) is { } reached ? reached with { Joules = reached.Epoch * epochJoules } : null;

    // Test examples where the run measured them, else validation, else what was seen while learning.
    private static IReadOnlyList<TrainingEnergy> Measured(IReadOnlyList<EpochRecord> epochs)
    {
        (string Set, Func<EpochRecord, double?> Error)[] sets =
            [("test", epoch => epoch.TestErrorPercent), ("validation", epoch => epoch.ValidationErrorPercent), ("training", epoch => epoch.TrainErrorPercent)];
        (string set, Func<EpochRecord, double?> error) = sets.FirstOrDefault(one => epochs.Any(epoch => one.Error(epoch) is not null), sets[^1]);
        return [.. epochs.Where(epoch => error(epoch) is not null).Select(epoch => new TrainingEnergy(100 - error(epoch)!.Value, epoch.Epoch, set, 0))];
    }
}
