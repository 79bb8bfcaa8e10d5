using System.Text.Json;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Energy;
using EqProp.Analog.Studies.Energy;

namespace EqProp.Analog.Cli.Commands;

/// <summary>The energy of a circuit as JSON; joules, watts and seconds without prefixes.</summary>
internal static class EnergyJson
{
    public static JsonObject Describe(EnergyAnswer answer)
    {
        EnergyResult energy = answer.Energy;
        return new()
        {
            ["schemaVersion"] = 1,
            ["name"] = energy.CircuitName,
            ["hash"] = energy.CircuitHash,
            ["die"] = energy.Die,
            ["examples"] = energy.Examples,
            ["weightsGiven"] = answer.HasWeights,
            ["accuracyPercent"] = energy.AccuracyPercent,
            ["inference"] = Figure(energy.Inference),
            ["update"] = energy.Update is { } update ? Figure(update) : null,
            ["noUpdate"] = energy.NoUpdate,
            ["updatesPerEpoch"] = energy.UpdatesPerEpoch,
            ["epochJoules"] = energy.EpochJoules,
            ["peakNetworkWatts"] = energy.PeakWatts,
            ["training"] = Training(answer.Trained),
            ["targetPercent"] = answer.TargetPercent,
            ["toTarget"] = Training(answer.ToTarget),
            ["settling"] = new JsonArray([.. energy.Settling.Select(point => new JsonObject
            {
                ["seconds"] = point.Seconds, ["joules"] = point.Joules, ["accuracyPercent"] = double.IsFinite(point.AccuracyPercent) ? point.AccuracyPercent : null,
            })]),
            ["stopSettling"] = Choice(SettlingChoice.Of(energy.Settling)),
            ["comparison"] = new JsonArray([.. answer.Comparison.Select(Row)]),
            ["neuroBench"] = answer.Metrics is not { } metrics ? null : new JsonObject
            {
                ["footprint"] = metrics.Footprint,
                ["parameterCount"] = metrics.ParameterCount,
                ["connectionSparsity"] = metrics.ConnectionSparsity,
                ["activationSparsity"] = metrics.ActivationSparsity,
                ["denseMacs"] = metrics.DenseMacs,
                ["effectiveMacs"] = metrics.EffectiveMacs,
            },
        };
    }

    /// <summary>A name of the core as it stands in files.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static JsonObject Figure(EnergyFigure figure)
    {
        var breakdown = new EnergyBreakdown(figure.Items);
        return new()
        {
            ["scope"] = figure.Scope,
            ["joules"] = figure.Estimate.Joules,
            ["mean"] = figure.Estimate.Mean,
            ["low"] = figure.Estimate.Low,
            ["high"] = figure.Estimate.High,
            ["seconds"] = figure.Seconds,
            ["averageWatts"] = figure.AverageWatts,
            ["boundary"] = figure.Boundary,
            ["byCategoryAndPhase"] = new JsonObject(breakdown.Categories.Select(category => new KeyValuePair<string, JsonNode?>(
                Name(category), new JsonObject(breakdown.Phases.Select(phase => new KeyValuePair<string, JsonNode?>(Name(phase), breakdown.Of(category, phase))))))),
            ["byGroup"] = new JsonArray([.. breakdown.Groups.Select(group => new JsonObject { ["group"] = group.Group, ["joules"] = group.Joules })]),
            ["items"] = new JsonArray([.. figure.Items.Select(Item)]),
            ["missing"] = new JsonArray([.. figure.Missing.Select(one => new JsonObject
            {
                ["component"] = one.Component, ["action"] = one.Action, ["count"] = one.Count, ["remedy"] = one.Remedy,
            })]),
        };
    }

    private static JsonObject Item(EnergyItem item) => new()
    {
        ["ledger"] = Name(item.Ledger),
        ["category"] = Name(item.Category),
        ["phase"] = Name(item.Phase),
        ["group"] = item.Group,
        ["component"] = item.Component,
        ["action"] = item.Action,
        ["count"] = item.Count,
        ["unitJoules"] = item.UnitJoules,
        ["joules"] = item.Joules,
        ["source"] = item.Source,
        ["fit"] = Fit(item.Fit),
    };

    private static JsonObject Row(ComparedCost row) => new()
    {
        ["machine"] = row.Name,
        ["task"] = row.Task,
        ["joules"] = row.Joules,
        ["low"] = row.Low,
        ["high"] = row.High,
        ["boundary"] = row.Boundary,
        ["source"] = row.Source,
        ["fit"] = Fit(row.Fit),
    };

    private static JsonNode? Training(TrainingEnergy? training) => training is null ? null : new JsonObject
    {
        ["accuracyPercent"] = training.AccuracyPercent,
        ["set"] = training.Set,
        ["epoch"] = training.Epoch,
        ["joules"] = training.Joules,
    };

    private static JsonNode? Choice(SettlingChoice? choice) => choice is null ? null : new JsonObject
    {
        ["seconds"] = choice.Point.Seconds,
        ["joules"] = choice.Point.Joules,
        ["accuracyPercent"] = choice.Point.AccuracyPercent,
        ["savedPercent"] = choice.SavedPercent,
    };

    private static string? Fit(FitKind? fit) => fit is { } known ? Name(known) : null;
}
