using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

/// <summary>Accuracy some hours after learning.</summary>
public sealed class EvaluateHoursTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Run => _folder.File("run");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_chip_that_forgets_is_measured_at_each_time()
    {
        InProcess.Run("train", "xor", "--out", Run, "--quiet", "--set", """circuit.coupling.device={"aging":{"retentionTime":"1000 s"}}""");

        CommandResult json = InProcess.Run("evaluate", Run, "--hours", "0,0.001,24", "--json", "--quiet");
        CommandResult text = InProcess.Run("evaluate", Run, "--hours", "24", "--quiet");

        JsonArray aged = JsonNode.Parse(json.Out)!["aged"]!.AsArray();
        Assert.Equal([0, 0.001, 24], aged.Select(row => (double)row!["hours"]!));
        Assert.Equal([100, 100, 50], aged.Select(row => (double)row!["accuracyPercent"]!));
        Assert.Contains("after 24 hours", text.Out);
        Assert.Contains("50.00 %", text.Out);
    }

    [Fact]
    public void A_circuit_that_does_not_age_and_hours_that_are_none_are_refused()
    {
        InProcess.Run("train", "xor", "--out", Run, "--quiet", "--set", "learning.epochs=1");
        Assert.Equal(ExitCode.BadInput, InProcess.Run("evaluate", Run, "--hours", "1").ExitCode);
        Assert.Equal(ExitCode.Usage, InProcess.Run("evaluate", Run, "--hours", "-1").ExitCode);
    }
}
