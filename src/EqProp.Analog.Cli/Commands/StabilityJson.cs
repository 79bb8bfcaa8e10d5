using System.Numerics;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Stability;
using EqProp.Analog.Studies.OperatingPoints;

namespace EqProp.Analog.Cli.Commands;

/// <summary>What stability says to a program: eigenvalues in inverse shared time constants T0 unless the name says otherwise.</summary>
internal static class StabilityJson
{
    public static JsonObject Describe(ResolvedCircuit circuit, StabilityReport report)
    {
        StabilityFindings found = report.Findings;
        return new JsonObject
        {
            ["schemaVersion"] = 1,
            ["name"] = circuit.Name,
            ["hash"] = circuit.Hash,
            ["die"] = CircuitHeadline.Die(circuit),
            ["timeConstantSeconds"] = report.Layout.Map.TimeConstant,
            ["regime"] = Lower(found.Regime),
            ["summary"] = StabilityWords.Regime(report),
            ["starts"] = found.Starts,
            ["motions"] = found.Motions.Tried,
            ["motionsAtRest"] = found.Motions.Settled,
            ["stablePoints"] = found.StablePoints,
            ["settlesFromInitialState"] = found.SettlesFromInitialState,
            ["cycle"] = found.Cycle is { } cycle ? Cycle(report, cycle) : null,
            ["excitation"] = found.Excitation is { } excitation ? Excitation(report, excitation) : null,
            ["nodes"] = new JsonArray([.. report.NodeNames.Select(name => JsonValue.Create(name))]),
            ["points"] = new JsonArray([.. found.Points.Select(point => Point(report, point))]),
            ["chosenPoint"] = found.Chosen,
            ["margins"] = new JsonArray([.. report.Margins.Select(margin => Margin(report, margin))]),
        };
    }

    private static JsonObject Cycle(StabilityReport report, LimitCycle cycle) => new()
    {
        ["node"] = report.NodeNames[cycle.Node],
        ["lowVolts"] = report.Layout.Map.ToVolts(cycle.Low),
        ["highVolts"] = report.Layout.Map.ToVolts(cycle.High),
        ["periodSeconds"] = report.Layout.Map.ToSeconds(cycle.Period),
        ["hertz"] = 1 / report.Layout.Map.ToSeconds(cycle.Period),
        ["periodSpread"] = cycle.Spread,
    };

    private static JsonObject Excitation(StabilityReport report, Excitation excitation) => new()
    {
        ["node"] = report.NodeNames[excitation.Node],
        ["thresholdVolts"] = report.Layout.Map.VoltageSwing * excitation.Threshold,
        ["excursionVolts"] = report.Layout.Map.VoltageSwing * excitation.Excursion,
        ["seconds"] = report.Layout.Map.ToSeconds(excitation.Duration),
    };

    private static JsonObject Point(StabilityReport report, OperatingPoint point) => new()
    {
        ["stable"] = point.IsStable,
        ["spectralAbscissa"] = Finite(point.Spectrum.Abscissa),
        ["frequencyHertz"] = point.Spectrum.Frequency / report.Layout.Map.TimeConstant,
        ["eigenvalues"] = new JsonArray([.. point.Spectrum.Eigenvalues.Select(Pair)]),
        ["miniMaximizer"] = point.MiniMaximizer is { } test
            ? new JsonObject
            {
                ["activatorFloor"] = test.ActivatorFloor,
                ["inhibitorFloor"] = test.InhibitorFloor,
                ["reducedFloor"] = test.ReducedFloor,
                ["verdict"] = Lower(test.Verdict),
            }
            : null,
        ["states"] = new JsonArray([.. point.State.Select(state => JsonValue.Create(state))]),
        ["volts"] = new JsonArray([.. report.Volts(point).Select(volts => JsonValue.Create(volts))]),
    };

    private static JsonObject Margin(StabilityReport report, StabilityMargin margin) => new()
    {
        ["parameter"] = StabilityWords.Symbol(margin.Move.Parameter),
        ["field"] = StabilityWords.Field(margin.Move.Parameter),
        ["present"] = margin.Move.Present,
        ["down"] = Limit(margin.Move, margin.Down),
        ["up"] = Limit(margin.Move, margin.Up),
    };

    private static JsonObject? Limit(ParameterMove move, StabilityLimit limit) => limit.Kind == LimitKind.None
        ? null
        : new JsonObject
        {
            ["value"] = limit.Value,
            [move.IsFactor ? "factor" : "shift"] = move.IsFactor ? Math.Exp(limit.Amount) : limit.Amount,
            ["kind"] = Lower(limit.Kind),
            ["eigenvalue"] = Pair(limit.Leading),
        };

    private static JsonArray Pair(Complex value) => [value.Real, value.Imaginary];

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string Lower<T>(T value)
        where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];
}
