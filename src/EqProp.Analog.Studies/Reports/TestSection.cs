using System.Globalization;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Reports;

/// <summary>The final measurement: confusion matrix, how well the free phases settled, and whether the start matters.</summary>
internal static class TestSection
{
    public static void Write(HtmlPage page, RunRecord record)
    {
        if (record.Test is null && record.StartSensitivity is null)
        {
            return;
        }

        page.Element("h2", "Test");
        if (record.Test is { } test)
        {
            page.Element("p", string.Create(
                CultureInfo.InvariantCulture,
                $"{HtmlPage.Whole(test.Examples)} examples, error {HtmlPage.Percent(test.ErrorPercent)}, mean cost {HtmlPage.Number(test.Cost)}. At the end of the free phase (mean {test.MeanSteps:0.#} steps) the fastest neuron of an example still moved by {HtmlPage.Number(test.FreeResidualMean)} swings a time constant on average, {HtmlPage.Number(test.FreeResidualMax)} at most."));
            WriteConfusion(page, record, test.Confusion);
        }

        if (record.StartSensitivity is { } start)
        {
            page.Element("h3", "Does the answer depend on where the free phase starts?");
            page.Element("p", StartSentence(start));
        }
    }

    public static string ClassName(RunRecord record, int index) =>
        record.Dataset?.ClassNames is { } names && index < names.Count ? names[index] : index.ToString(CultureInfo.InvariantCulture);

    private static void WriteConfusion(HtmlPage page, RunRecord record, IReadOnlyList<IReadOnlyList<int>> confusion)
    {
        int worst = Math.Max(1, confusion.SelectMany((row, r) => row.Where((_, c) => c != r)).DefaultIfEmpty().Max());
        page.Element("h3", "Confusion matrix");
        page.Element("p", "Rows: the right class. Columns: the answer. Empty cells are zero; the shade of mistakes is relative to the most frequent one.", "note");
        page.Raw("<div class=\"scroll\"><table class=\"confusion\"><thead><tr><th></th>");
        for (int column = 0; column < confusion.Count; column++)
        {
            page.Element("th", ClassName(record, column));
        }

        page.Raw("<th>right</th></tr></thead><tbody>");
        for (int row = 0; row < confusion.Count; row++)
        {
            WriteRow(page, ClassName(record, row), confusion[row], row, worst);
        }

        page.Raw("</tbody></table></div>\n");
    }

    private static void WriteRow(HtmlPage page, string name, IReadOnlyList<int> counts, int row, int worst)
    {
        double total = Math.Max(1, counts.Sum());
        page.Raw("<tr>").Element("th", name);
        for (int column = 0; column < counts.Count; column++)
        {
            bool hit = column == row;
            double heat = hit ? counts[column] / total : (double)counts[column] / worst;
            string kind = hit ? " class=\"hit\"" : counts[column] == 0 ? " class=\"none\"" : "";
            page.Raw(string.Create(CultureInfo.InvariantCulture, $"<td{kind} style=\"--heat:{heat:0.###}\">{counts[column]}</td>"));
        }

        page.Element("th", row < counts.Count ? string.Create(CultureInfo.InvariantCulture, $"{100 * counts[row] / total:0.0}\u00a0%") : "").Raw("</tr>");
    }

    private static string StartSentence(StartSensitivityRecord start)
    {
        string set = start.Set switch
        {
            "train" => " training",
            "test" => " test",
            _ => "",
        };
        string examples = HtmlPage.Whole(start.Examples) + set;
        string random = start.ChangedFromRandomPercent == 0
            ? $"No: all {examples} examples tried got the same answer from random states as from zero."
            : $"Of {examples} examples tried, {HtmlPage.Percent(start.ChangedFromRandomPercent)} got another answer when the free phase started from random states in place of zero.";
        string stored = start.ChangedFromStoredPercent is { } changed
            ? $" From the states stored while learning, {HtmlPage.Percent(changed)} changed."
            : "";
        string storedError = start.ErrorFromStoredPercent is { } error ? $", {HtmlPage.Percent(error)} from stored states" : "";
        return $"{random}{stored} The error on them is {HtmlPage.Percent(start.ErrorFromZeroPercent)} from zero{storedError}, and {HtmlPage.Percent(start.ErrorFromRandomPercent)} from random states.";
    }
}
