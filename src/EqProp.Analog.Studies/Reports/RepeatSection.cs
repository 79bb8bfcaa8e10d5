using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Reports;

/// <summary>The end of the report: how to repeat the run, where things are, what circuit it was.</summary>
internal static class RepeatSection
{
    public static void Write(HtmlPage page, ReportData data)
    {
        RunRecord record = data.Record;
        page.Element("h2", "Repeat this run");
        page.Raw("<pre>").Text(record.Command).Raw("</pre>");
        page.Raw("<div class=\"left\">").Table([], Facts(record)).Raw("</div>");
        page.Element("h3", "Beside this page");
        page.Raw("<div class=\"left\">").Table(["file", "what it holds"], Files).Raw("</div>");
        page.Raw("<details>").Element("summary", "The resolved circuit").Raw("<pre>")
            .Text(data.Circuit.ToJsonString(RecordJson.FileOptions)).Raw("</pre></details>\n");
    }

    private static IReadOnlyList<string[]> Files =>
    [
        [RunFolder.CircuitFile, "the resolved circuit"],
        [RunFolder.RecordFile, "every number of this page"],
        [RunFolder.LogFile, "one row an epoch"],
        [RunFolder.WeightsFile, "weights and biases after learning, dimensionless, for NumPy"],
        [RunFolder.InitialWeightsFile, "the same before learning"],
        [RunFolder.ReportDataFile, "what is needed to draw this page again"],
    ];

    private static IEnumerable<string[]> Facts(RunRecord record)
    {
        yield return ["circuit hash", record.CircuitHash];
        if (record.CircuitPath is { } path)
        {
            yield return ["circuit file", path];
        }

        if (record.Dataset is { } dataset)
        {
            yield return
            [
                "examples",
                $"{dataset.Name}: {HtmlPage.Whole(dataset.TrainExamples)} training, {HtmlPage.Whole(dataset.ValidationExamples)} validation, {HtmlPage.Whole(dataset.TestExamples)} test; {HtmlPage.Whole(dataset.Inputs)} inputs, {HtmlPage.Whole(dataset.Classes)} classes",
            ];
        }

        if (record.Phase is { } phase)
        {
            yield return ["time constant C/g", SiPrefix.Text(phase.TimeConstantSeconds, "s")];
        }

        if (record.Environment is { } place)
        {
            yield return
            [
                "computed on",
                $"{place.Processor}, {place.Threads} {(place.Threads == 1 ? "thread" : "threads")}, {place.VectorWidth}-bit vectors, {place.Precision} precision, {place.Runtime}",
            ];
        }
    }
}
