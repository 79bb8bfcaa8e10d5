using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Submission;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Submission;

/// <summary>The text of scripts for schedulers.</summary>
public class SubmissionScriptTests
{
    private const string Approved = "tests/EqProp.Analog.Tests/Submission/Approved";

    public static TheoryData<string> Engines => [.. SubmissionEngineCatalog.All.Select(engine => engine.Name)];

    [Theory]
    [Trait(TestKinds.Trait, TestKinds.Golden)]
    [MemberData(nameof(Engines))]
    public void Scripts_read_as_approved(string name)
    {
        ISubmissionEngine engine = SubmissionEngineCatalog.Find(name)!;
        Approval.Verify(Approved, $"{name}-plain", AllOf(engine.Write(Requests.Plain)));
        SubmissionRequest full = name == "kubernetes" ? Requests.Full with { ArrayLimit = null } : Requests.Full;
        Approval.Verify(Approved, $"{name}-full", AllOf(engine.Write(full)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_script_that_submits_is_among_them(string name)
    {
        ISubmissionEngine engine = SubmissionEngineCatalog.Find(name)!;
        Assert.Contains(engine.Write(Requests.Plain), script => script.Name == engine.SubmitScript);
    }

    [Fact]
    public void Containers_must_be_named_and_see_the_folder()
    {
        ISubmissionEngine engine = SubmissionEngineCatalog.Find("kubernetes")!;
        Assert.Equal("kubernetes.container", Refusal(engine, Requests.Plain with { Container = null }));
        Assert.Equal("kubernetes.mount", Refusal(engine, Requests.Plain with { Container = new("image", "claim", "/share") }));
        Assert.Equal("kubernetes.shards", Refusal(engine, Requests.Plain with { ArrayLimit = 7 }));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("4", "4")]
    [InlineData("0 1 2 5 7 8", "0-2,5,7-8")]
    public void Numbers_are_written_as_ranges(string numbers, string expected) => Assert.Equal(
        expected,
        ShardRanges.Text([.. numbers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))]));

    [Fact]
    public void What_Slurm_takes_is_read_from_its_configuration()
    {
        SlurmLimits limits = SlurmLimits.Parse("Configuration data as of 2026-11-24\nMaxArraySize            = 1001\nMaxDBDMsgs = 20008\nMaxJobCount             = 10000\n");
        Assert.Equal(new SlurmLimits(1001, 10000), limits);
        Assert.Equal(new SlurmLimits(null, null), SlurmLimits.Parse("MaxArraySize = 0\n"));
    }

    private static string Refusal(ISubmissionEngine engine, SubmissionRequest request) =>
        Assert.Throws<InputException>(() => engine.Write(request)).Violations[0].Code;

    private static string AllOf(IEnumerable<SubmissionScript> scripts) =>
        string.Concat(scripts.Select(script => $"==== {script.Name}\n{script.Text}"));
}
