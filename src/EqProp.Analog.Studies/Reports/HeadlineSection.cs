using System.Globalization;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Reports;

/// <summary>The top of the report: what ran, and the numbers that people ask for first.</summary>
internal static class HeadlineSection
{
    public static void Write(HtmlPage page, RunRecord record)
    {
        page.Element("h1", record.CircuitName);
        page.Raw("<p class=\"lead\">").Text(Summary(record)).Raw("</p>");
        page.Raw("<p class=\"meta\">")
            .Text(string.Create(CultureInfo.InvariantCulture, $"{record.StartedUtc:yyyy-MM-dd HH:mm} UTC \u00b7 seed {record.Seed} \u00b7 circuit {Short(record.CircuitHash)} \u00b7 {record.Tool.Name} {record.Tool.Version}"))
            .Element("span", StatusText(record.Status), record.Status is RunStatus.Interrupted or RunStatus.Running or RunStatus.Diverged ? "status warn" : "status")
            .Raw("</p>");
        foreach (WarningRecord warning in record.Warnings ?? [])
        {
            page.Raw("<p class=\"warning\">").Element("b", warning.Message).Text($" {warning.Remedy}").Raw("</p>");
        }

        page.Raw("<div class=\"tiles\">");
        bool first = true;
        foreach ((string value, string name) in Tiles(record))
        {
            page.Raw(first ? "<div class=\"tile first\">" : "<div class=\"tile\">").Element("b", value).Element("span", name).Raw("</div>");
            first = false;
        }

        page.Raw("</div>\n");
    }

    public static string Microseconds(double seconds) => $"{HtmlPage.Number(Math.Round(seconds * 1e6, 4))}\u00a0\u00b5s";

    private static string Summary(RunRecord record)
    {
        string what = record.Dataset is { } dataset ? $" on {dataset.Name}" : "";
        string result = record.Test is { } test
            ? $"{HtmlPage.Percent(test.AccuracyPercent)} of {HtmlPage.Whole(test.Examples)} test examples answered right{what}"
            : record.Kind == RunKind.Train ? $"Learning{what}; the test examples have not been measured" : $"Measured{what}";
        return record.SettlingTimeSeconds is { } settling
            ? $"{result}; a free phase settles in {AtLeast(record)}{Microseconds(settling)}{Unsettled(record)}."
            : result + ".";
    }

    private static string AtLeast(RunRecord record) => record.SettlingUnsettledPercent > 0 ? "at least " : "";

    private static string Unsettled(RunRecord record) =>
        record.SettlingUnsettledPercent is > 0 and { } percent ? $" ({HtmlPage.Percent(percent)} had not settled)" : "";

    private static IEnumerable<(string Value, string Name)> Tiles(RunRecord record)
    {
        if (record.Test is { } test)
        {
            yield return (HtmlPage.Percent(test.AccuracyPercent), "test accuracy");
        }

        if (record.SettlingTimeSeconds is { } settling)
        {
            yield return (AtLeast(record) + Microseconds(settling), $"settling time, free phase{Unsettled(record)}");
        }

        if (record.Phase is { } phase)
        {
            yield return (Microseconds(phase.FreeSeconds), $"free phase, {HtmlPage.Whole(phase.FreeSteps)} steps");
            yield return (Microseconds(phase.NudgedSeconds), $"nudged phase, {HtmlPage.Whole(phase.NudgedSteps)} steps");
        }

        if (record.Epochs is { Count: > 0 } epochs)
        {
            yield return (HtmlPage.Whole(epochs.Count), epochs.Count == 1 ? "epoch" : "epochs");
            yield return (Duration(epochs.Sum(epoch => epoch.Seconds)), "learning, wall time");
        }
    }

    private static string Duration(double seconds) => seconds switch
    {
        >= 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0}\u00a0h"),
        >= 120 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.0}\u00a0min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0}\u00a0s"),
    };

    private static string StatusText(RunStatus status) => status switch
    {
        RunStatus.Completed => "completed",
        RunStatus.StoppedEarly => "stopped early",
        RunStatus.Interrupted => "interrupted",
        RunStatus.Diverged => "diverged",
        _ => "still running",
    };

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}
