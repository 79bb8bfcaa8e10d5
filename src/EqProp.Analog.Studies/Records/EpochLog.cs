using System.Globalization;
using System.Text;

namespace EqProp.Analog.Studies.Records;

/// <summary>The epochs of a run as a table for spreadsheets: units in the header row, numbers never localised.</summary>
internal static class EpochLog
{
    private const string Header =
        "epoch,train error (%),validation error (%),test error (%),train cost,free residual max (swing/tau),"
        + "free residual mean (swing/tau),learning time (s),evaluation time (s),rate factor,"
        + "answers changed from a random start (%),answers changed from the stored start (%),"
        + "test free residual max (swing/tau),test free residual mean (swing/tau),lost updates (%),cut updates (%),updates at a bound (%),writes a parameter";

    public static string ToCsv(IReadOnlyList<EpochRecord> epochs)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (EpochRecord epoch in epochs)
        {
            double?[] values =
            [
                epoch.TrainErrorPercent, epoch.ValidationErrorPercent, epoch.TestErrorPercent, epoch.TrainCost, epoch.FreeResidualMax,
                epoch.FreeResidualMean, epoch.Seconds, epoch.EvaluationSeconds, epoch.RateFactor,
                epoch.StartSensitivity?.ChangedFromRandomPercent, epoch.StartSensitivity?.ChangedFromStoredPercent,
                epoch.TestFreeResidualMax, epoch.TestFreeResidualMean,
                epoch.Updates?.LostPercent, epoch.Updates?.CutPercent, epoch.Updates?.AtBoundPercent, epoch.Updates?.WritesPerParameter,
            ];
            text.Append(CultureInfo.InvariantCulture, $"{epoch.Epoch}");
            foreach (double? value in values)
            {
                text.Append(',').Append(value?.ToString("R", CultureInfo.InvariantCulture));
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
