using System.Globalization;
using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Spatial;

namespace EqProp.Analog.Cli.Commands;

/// <summary>The part of <c>eqprop gradient</c> about residual stacks: equilibrium propagation and echoes, layer by layer.</summary>
internal static class StackGradientTable
{
    public static void Write(Terminal terminal, SpatialComparison stack)
    {
        TextTable table = new(
            "layer", Numbers("exact length"), Numbers("EP cosine"), Numbers("norm ratio"), Numbers("returning echo cosine"), Numbers("norm ratio"),
            Numbers("forward echo cosine"), Numbers("norm ratio"));
        foreach (LayerAgreement row in stack.Layers.Append(stack.Total))
        {
            table.Add([row.Layer, Text(row.ExactNorm, "G4"), .. Cells(row.Centered), .. Cells(row.ReturningEcho), .. Cells(row.ForwardEcho)]);
        }

        terminal.Write(table);
        terminal.WriteLine($"layers of the first example: centered at beta {Text(stack.Beta, "G4")}, echoes of kick {Text(stack.Epsilon, "G4")}; forward echoes against the gradient with the first layer given");
        terminal.WriteLine(stack.EchoFailure is { } failure
            ? $"no echoes: {failure}"
            : $"the recurrence stretches a deviation {Text(stack.Growth!.Measured, "G3")} times: {Text(stack.Growth.DigitsLost, "F1")} digits are lost from the first layer to the last");

        static TextColumn Numbers(string title) => new(title, Numbers: true);
    }

    public static JsonObject Describe(SpatialComparison stack) => new()
    {
        ["beta"] = stack.Beta,
        ["epsilon"] = stack.Epsilon,
        ["layers"] = new JsonArray([.. stack.Layers.Append(stack.Total).Select(Describe)]),
        ["growthFactors"] = stack.Growth is { } growth ? new JsonArray([.. growth.Factors.Select(factor => (JsonNode)factor)]) : null,
        ["growth"] = stack.Growth?.Measured,
        ["echoFailure"] = stack.EchoFailure,
    };

    private static JsonNode Describe(LayerAgreement row) => new JsonObject
    {
        ["layer"] = row.Layer,
        ["exactNorm"] = row.ExactNorm,
        ["centered"] = Describe(row.Centered),
        ["returningEcho"] = Describe(row.ReturningEcho),
        ["forwardEcho"] = Describe(row.ForwardEcho),
    };

    private static JsonObject? Describe(VectorAgreement? agreement) => agreement is not { } a ? null : new JsonObject
    {
        ["cosine"] = a.Cosine,
        ["normRatio"] = Finite(a.NormRatio),
        ["relativeError"] = Finite(a.RelativeError),
    };

    // JSON has no infinity: the exact gradient is zero and the estimate is not.
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string[] Cells(VectorAgreement? agreement) =>
        agreement is { } a ? [Text(a.Cosine, "F8"), Text(a.NormRatio, "G6")] : ["", ""];

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
