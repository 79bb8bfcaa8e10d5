using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Studies.Tables;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

/// <summary>The command study report, on a study that was run.</summary>
public sealed partial class StudyReportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_study_that_was_run_has_its_report_and_any_chip_of_it_can_be_made_again()
    {
        string folder = _folder.File("study");
        CommandResult run = InProcess.Run(
            "study", "run", "xor-quick", "--out", folder, "--set", "samples.dies=3", "--set", "measures=[\"accuracyPercent\",\"costMean\"]", "--set", "yield.atLeast=101", "--quiet");
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        string page = Path.Combine(folder, "report.html"), first = File.ReadAllText(page);
        Assert.Contains(page, run.Out, StringComparison.Ordinal);
        CommandResult again = InProcess.Run("study", "report", folder);
        Assert.Equal((ExitCode.Done, page), (again.ExitCode, again.Out.Trim()));
        Assert.Contains("The yield is 0.0 % (95 % interval 0.0 to 56.1 %) at each of 3 points.", again.Error, StringComparison.Ordinal);
        Assert.Equal(first, File.ReadAllText(page));

        // No chip is as good as that: all of them are listed.
        Match command = Commands().Matches(WebUtility.HtmlDecode(first)).First(match => match.Groups[2].Value == "2" && match.Groups[1].Value == "0.5");
        StudyTable table = TableFiles.Read(folder);
        int row = Enumerable.Range(0, table.Rows).Single(i =>
            ((double[])table.Find("one way")!.Values)[i] == 0.5 && ((int[])table.Find("die")!.Values)[i] == 2);
        CommandResult train = InProcess.Run(
            "train", Path.Combine(folder, "circuit.json"), "--set", "circuit.fabrication.variations[0].relativeSigma=" + command.Groups[1].Value, "--die-seed", command.Groups[2].Value,
            "--out", _folder.File("run"), "--json", "--quiet");

        // A study sums the cost of test examples in another order than a run.
        double cost = ((double[])table.Find("costMean")!.Values)[row];
        Assert.Equal(cost, JsonNode.Parse(train.Out)!["test"]!["cost"]!.GetValue<double>(), 1e-9 * cost);
    }

    [Fact]
    public void The_document_has_the_numbers_of_the_page()
    {
        string folder = _folder.File("study");
        Assert.Equal(ExitCode.Done, InProcess.Run("study", "run", "xor-quick", "--out", folder, "--set", "samples.dies=4", "--quiet").ExitCode);
        JsonObject document = JsonNode.Parse(InProcess.Run("study", "report", folder, "--json", "--quiet").Out)!.AsObject();
        Assert.Equal(
            ["schemaVersion", "name", "planHash", "sentence", "confidence", "trials", "failed", "yield", "axes", "measures", "points", "rankings"],
            document.Select(member => member.Key));
        Assert.Equal(12, (int)document["trials"]!);
        JsonNode point = document["points"]![0]!;
        Assert.Equal("0.5", (string?)point["values"]!["one way"]);
        Assert.Equal((4, 1.0), ((int)point["good"]!, (double)point["yield"]!));
        Assert.InRange((double)point["wilson"]![0]!, 0.510, 0.511);
        Assert.InRange((double)point["exact"]![0]!, 0.397, 0.399);
        Assert.Equal(100, (double)point["measures"]!["accuracyPercent"]!["mean"]!);
    }

    [Fact]
    public void Without_a_table_there_is_nothing_to_report()
    {
        string folder = _folder.File("study");
        Assert.Equal(ExitCode.Done, InProcess.Run("study", "plan", "xor-quick", "--out", folder, "--quiet").ExitCode);
        CommandResult result = InProcess.Run("study", "report", folder);
        Assert.Equal((ExitCode.InputOutput, ""), (result.ExitCode, result.Out));
        Assert.Contains("table.json", result.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"eqprop train circuit\.json --set 'circuit\.fabrication\.variations\[0\]\.relativeSigma=([0-9.]+)' --die-seed (\d+)")]
    private static partial Regex Commands();
}
