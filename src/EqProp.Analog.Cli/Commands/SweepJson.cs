using System.Text.Json.Nodes;
using EqProp.Analog.Studies.Energy.Sweeps;

namespace EqProp.Analog.Cli.Commands;

/// <summary>A sweep as JSON.</summary>
internal static class SweepJson
{
    public static JsonObject Describe(SweepResult sweep) => new()
    {
        ["schemaVersion"] = 1,
        ["name"] = sweep.CircuitName,
        ["hash"] = sweep.CircuitHash,
        ["examples"] = sweep.Examples,
        ["weightsGiven"] = sweep.HasWeights,
        ["cutShort"] = sweep.IsCutShort,
        ["axes"] = new JsonArray([.. sweep.Axes.Select(axis => new JsonObject
        {
            ["path"] = axis.Path, ["unit"] = axis.Unit, ["values"] = new JsonArray([.. axis.Values.Select(value => JsonValue.Create(value))]),
        })]),
        ["points"] = new JsonArray([.. sweep.Points.Select(point => new JsonObject
        {
            ["values"] = new JsonArray([.. point.Values.Select(value => JsonValue.Create(value))]),
            ["joulesPerInference"] = point.JoulesPerInference,
            ["low"] = point.Low,
            ["high"] = point.High,
            ["joulesPerUpdate"] = point.JoulesPerUpdate,
            ["accuracyPercent"] = point.AccuracyPercent,
            ["noisePercent"] = point.NoisePercent,
            ["missing"] = point.Missing,
            ["onAccuracyFront"] = point.IsOnAccuracyFront,
            ["onNoiseFront"] = point.IsOnNoiseFront,
            ["failure"] = point.Failure,
        })]),
        ["boundary"] = sweep.Boundary,
    };
}
