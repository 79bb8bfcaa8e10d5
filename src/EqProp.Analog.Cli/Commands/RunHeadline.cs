using System.Text.Json;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Cli.Commands;

/// <summary>The numbers by which two runs are compared first.</summary>
internal static class RunHeadline
{
    /// <summary>Sets the numbers of two runs side by side, equal ones included.</summary>
    public static IReadOnlyList<FieldDifference> Compare(RunRecord left, RunRecord right)
    {
        JsonObject leftNumbers = Of(left);
        JsonObject rightNumbers = Of(right);
        return
        [
            .. leftNumbers.Select(number => new FieldDifference(number.Key, Show(number.Value), Show(rightNumbers[number.Key])))
                .Where(number => (number.Left, number.Right) is not (CircuitDiff.Absent, CircuitDiff.Absent)),
        ];
    }

    private static JsonObject Of(RunRecord record) => new()
    {
        ["status"] = JsonSerializer.SerializeToNode(record.Status),
        ["tool version"] = record.Tool.Version,
        ["seed"] = record.Seed,
        ["epochs"] = record.Epochs?.Count,
        ["train error (%)"] = record.Epochs?.LastOrDefault()?.TrainErrorPercent,
        ["test error (%)"] = record.Test?.ErrorPercent,
        ["test accuracy (%)"] = record.Test?.AccuracyPercent,
        ["test cost"] = record.Test?.Cost,
        ["free residual, mean"] = record.Test?.FreeResidualMean,
        ["answers changed by a random start (%)"] = record.StartSensitivity?.ChangedFromRandomPercent,
        ["settling time (s)"] = record.SettlingTimeSeconds,
        ["learning (s)"] = record.Epochs?.Sum(epoch => epoch.Seconds),
    };

    private static string Show(JsonNode? value) => value?.ToJsonString() ?? CircuitDiff.Absent;
}
