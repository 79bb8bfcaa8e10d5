using System.Reflection;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Reports;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Records;

public class RunRecordTests
{
    [Property(MaxTest = 50)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void A_record_comes_back_as_it_was(string? name, double cost, double? settling, int seed)
    {
        RunRecord record = ReportSamples.Record() with { CircuitName = name ?? "", SettlingTimeSeconds = settling, Seed = seed };
        record = record with { Test = record.Test! with { Cost = cost } };
        RunRecord back = RunRecord.FromJson(record.ToJson(), "test");
        Assert.Equal(record.ToJson(), back.ToJson());
        Assert.Equal((record.SettlingTimeSeconds, record.Seed, record.Test.Cost), (back.SettlingTimeSeconds, back.Seed, back.Test!.Cost));
        Assert.Equal(record.Epochs, back.Epochs);
    }

    [Fact]
    public void Names_are_those_of_the_format_and_nulls_are_left_out()
    {
        RunRecord record = ReportSamples.Record(1) with { SettlingTimeSeconds = null, Status = RunStatus.StoppedEarly };
        JsonObject json = JsonNode.Parse(record.ToJson())!.AsObject();
        Assert.Equal(1, (int?)json["schemaVersion"]);
        Assert.Equal("train", (string?)json["kind"]);
        Assert.Equal("stopped early", (string?)json["status"]);
        Assert.False(json.ContainsKey("settlingTimeSeconds"));
        Assert.False(json["epochs"]![0]!.AsObject().ContainsKey("testErrorPercent"));
        Assert.Equal(960, (int?)json["test"]!["confusion"]![0]![0]);
        Assert.Contains("--set 'learning.epochs=12'", record.ToJson());
    }

    [Theory]
    [InlineData("{\"schemaVersion\": 2}", "record.version")]
    [InlineData("{\"schemaVersion\": \"x\"}", "record.format")]
    [InlineData("{\"schemaVersion\": 1}", "record.format")]
    [InlineData("{\"schemaVersion\": 1,", "record.format")]
    [InlineData("[]", "record.version")]
    public void What_is_no_record_is_refused(string json, string code) =>
        Assert.Equal(code, Assert.Throws<InputException>(() => RunRecord.FromJson(json, "test")).Violations[0].Code);

    [Fact]
    public void The_README_names_every_member()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "EqProp.Analog.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The solution was not found.");
        }

        string readme = File.ReadAllText(Path.Combine(folder, "src/EqProp.Analog.Studies/Records/README.md"));
        Type[] types =
        [
            typeof(RunRecord), typeof(DatasetRecord), typeof(EpochRecord), typeof(TestRecord), typeof(StartSensitivityRecord),
            typeof(UnitGroupRecord), typeof(PhaseRecord), typeof(EnvironmentRecord), typeof(ToolRecord),
        ];
        Assert.All(types.SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)), property =>
        {
            string name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            Assert.Matches($"[`.]{name}(`|\\[)", readme);
        });
    }
}
