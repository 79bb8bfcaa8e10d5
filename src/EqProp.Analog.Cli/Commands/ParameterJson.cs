using System.Text.Json.Nodes;
using EqProp.Analog.NonIdealities;
using EqProp.Analog.Studies.Chips;

namespace EqProp.Analog.Cli.Commands;

/// <summary>Drawn parameters as JSON.</summary>
internal static class ParameterJson
{
    /// <summary>Moments and histogram of one parameter.</summary>
    public static JsonObject Of(ParameterSummary p) => new()
    {
        ["name"] = p.Name,
        ["group"] = p.Group,
        ["unit"] = p.Unit,
        ["nominal"] = p.Nominal,
        ["devices"] = p.Count,
        ["mean"] = p.Mean,
        ["sigma"] = p.Sigma,
        ["min"] = p.Minimum,
        ["max"] = p.Maximum,
        ["histogram"] = new JsonObject
        {
            ["edges"] = Numbers(p.Histogram.Edges),
            ["counts"] = new JsonArray([.. p.Histogram.Counts.Select(count => JsonValue.Create(count))]),
        },
    };

    /// <summary>All values of one die.</summary>
    public static JsonObject Of(int die, IReadOnlyList<DrawnParameter> drawn) => new()
    {
        ["die"] = die,
        ["parameters"] = new JsonArray([.. drawn.Select(p => new JsonObject
        {
            ["name"] = p.Name,
            ["group"] = p.Group,
            ["unit"] = p.Unit,
            ["values"] = Numbers(p.Values),
        })]),
    };

    private static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(value => JsonValue.Create(value))];
}
