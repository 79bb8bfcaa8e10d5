using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Training;

/// <summary>Whether a run may stop before its last epoch; decided from the finished epochs alone, so a resumed run decides alike.</summary>
internal static class EarlyStop
{
    public static bool Applies(EarlyStopBlock? rule, IReadOnlyList<EpochRecord> epochs)
    {
        if (rule is null || epochs.Count == 0)
        {
            return false;
        }

        if (epochs[^1].TrainErrorPercent <= rule.TrainErrorPercent)
        {
            return true;
        }

        if (rule.Patience is not int patience)
        {
            return false;
        }

        double[] errors = [.. epochs.Select(e => e.ValidationErrorPercent ?? e.TrainErrorPercent)];
        return errors.Length - 1 - Array.IndexOf(errors, errors.Min()) >= patience;
    }
}
