namespace EqProp.Analog.Studies.Training;

/// <summary>How far a run is; given out several times a second.</summary>
/// <param name="Epoch">Epoch, from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="EpochFraction">Part of the present epoch that is done.</param>
/// <param name="ExamplesPerSecond">Training examples a second, over the present epoch.</param>
/// <param name="TrainErrorPercent">Running training error of the present epoch.</param>
/// <param name="SecondsLeft">Estimate of the time to the end; null before there is one.</param>
/// <param name="FinishedEpoch">Set once, right after an epoch was evaluated.</param>
public sealed record TrainingStatus(
    int Epoch, int Epochs, double EpochFraction, double ExamplesPerSecond, double TrainErrorPercent, double? SecondsLeft,
    Records.EpochRecord? FinishedEpoch = null)
{
    /// <summary>Set once, when the run has noticed something that its user should change.</summary>
    public IReadOnlyList<Records.WarningRecord> Warnings { get; init; } = [];
}
