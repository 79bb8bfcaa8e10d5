using System.Globalization;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Formats;
using EqProp.Analog.Tests.Reports;

namespace EqProp.Analog.Tests.Records;

public class RunFolderTests
{
    private static readonly JsonObject Circuit = new() { ["name"] = "\u03b2 < 1" };

    [Fact]
    public void A_run_is_found_again()
    {
        using var temporary = new TemporaryFolder();
        RunFolder made = RunFolder.Create(temporary.File("runs/a"), Circuit);
        made.WriteRecord(ReportSamples.Record());
        made.WriteWeights(RunFolder.WeightsFile, SmallNetwork.Layout, SmallNetwork.Parameters(3));

        RunFolder opened = RunFolder.Open(temporary.File("runs/a"));
        Assert.True(JsonNode.DeepEquals(Circuit, opened.ReadCircuit()));
        Assert.Equal(ReportSamples.Record().ToJson(), opened.ReadRecord().ToJson());
        SmallNetwork.AssertSame(SmallNetwork.Parameters(3), opened.ReadWeights(RunFolder.WeightsFile, SmallNetwork.Layout));
    }

    [Fact]
    public void The_log_has_a_row_an_epoch_with_units_and_points()
    {
        using var temporary = new TemporaryFolder();
        RunFolder folder = RunFolder.Create(temporary.File("a"), Circuit);
        RunRecord record = ReportSamples.Record(3);
        folder.WriteRecord(record);
        string[] lines = File.ReadAllLines(folder.PathOf(RunFolder.LogFile));
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("epoch,train error (%),", lines[0]);
        Assert.All(lines, line => Assert.Equal(18, line.Split(',').Length));
        string[] columns = lines[0].Split(',');
        Assert.Equal(
            ["epoch", "test error (%)", "learning time (s)", "test free residual max (swing/tau)", "test free residual mean (swing/tau)"],
            new[] { 0, 3, 7, 12, 13 }.Select(i => columns[i]));
        Assert.Equal("0.125", lines[2].Split(',')[12]);
        Assert.Equal("", lines[1].Split(',')[3]);
        Assert.Equal(record.Epochs?[0].TrainErrorPercent, double.Parse(lines[1].Split(',')[1], CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(RunFolder.CircuitFile)]
    [InlineData(RunFolder.RecordFile)]
    [InlineData(RunFolder.CheckpointFileName)]
    [InlineData(RunFolder.WeightsFile)]
    [InlineData(RunFolder.ReportFile)]
    [InlineData(RunFolder.ReportDataFile)]
    public void A_folder_with_a_run_is_not_written_over(string file)
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllText(temporary.File(file), "precious");
        InputException failure = Assert.Throws<InputException>(() => RunFolder.Create(temporary.Path, Circuit));
        Assert.Equal("run.exists", failure.Violations[0].Code);
        Assert.Contains("resume", failure.Violations[0].Remedy);
        Assert.Equal("precious", File.ReadAllText(temporary.File(file)));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_refused_before_anything_else()
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllText(temporary.File("file"), "");
        foreach (string path in new[] { temporary.File("file"), temporary.File("file/run"), "/proc/run" })
        {
            InputException failure = Assert.Throws<InputException>(() => RunFolder.Create(path, Circuit));
            Assert.Equal(FailureKind.InputOutput, failure.Kind);
            Assert.Equal(path, failure.Violations[0].Path);
        }
    }

    [Fact]
    public void Only_a_run_with_a_checkpoint_is_resumed()
    {
        using var temporary = new TemporaryFolder();
        Assert.Equal("run.missing", Assert.Throws<InputException>(() => RunFolder.Resume(temporary.Path)).Violations[0].Code);
        RunFolder folder = RunFolder.Create(temporary.Path, Circuit);
        Assert.Equal("run.checkpoint", Assert.Throws<InputException>(() => RunFolder.Resume(temporary.Path)).Violations[0].Code);
        File.WriteAllText(folder.PathOf(RunFolder.CheckpointFileName), "");
        Assert.Equal(temporary.Path, RunFolder.Resume(temporary.Path).FullPath);
        Assert.Equal(2, Directory.GetFiles(temporary.Path).Length);
    }

    [Fact]
    public void What_a_kill_left_half_written_is_removed_on_resuming_and_nothing_else()
    {
        using var temporary = new TemporaryFolder();
        RunFolder.Create(temporary.Path, Circuit);
        string[] kept = [RunFolder.CheckpointFileName, ".checkpoint.bin.mine.tmp", ".notes.0123456789abcdef0123456789abcdef.tmp", "data.tmp"];
        string[] left = [".checkpoint.bin.0123456789abcdef0123456789abcdef.tmp", ".record.json.fedcba9876543210fedcba9876543210.tmp"];
        foreach (string file in kept.Concat(left))
        {
            File.WriteAllText(temporary.File(file), "");
        }

        RunFolder.Resume(temporary.Path);

        string[] files = [.. Directory.GetFiles(temporary.Path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        Assert.Equal(kept.Append(RunFolder.CircuitFile).Order(StringComparer.Ordinal), files);
    }
}
