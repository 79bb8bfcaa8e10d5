using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Trials;
using MathNet.Numerics.Distributions;

namespace EqProp.Analog.Studies.Designs;

/// <summary>Reads the axes of a study, and reports everything that is wrong with them.</summary>
/// <param name="findings">Where problems go.</param>
internal sealed class AxisReader(Findings findings)
{
    /// <summary>Most values that one axis takes in a grid.</summary>
    public const int MostValues = 100_000;

    private const int DrawnDigits = 9;
    private static readonly RecordShapes ProtocolShapes = new(typeof(TrialProtocol));

    /// <summary>Reads an axis.</summary>
    /// <param name="block">What the file says.</param>
    /// <param name="place">JSON path of the axis.</param>
    /// <param name="isDrawn">Whether the design draws values rather than walks through them.</param>
    /// <returns>The axis; null where it cannot be used.</returns>
    public StudyAxis? Read(AxisBlock block, string place, bool isDrawn)
    {
        string[] ways =
        [
            .. block.Values is null ? (string[])[] : ["values"],
            .. block.From is null && block.To is null ? (string[])[] : ["from and to"],
            .. block.Distribution is null ? (string[])[] : ["distribution"],
            .. block.Levels is null ? (string[])[] : ["levels"],
        ];
        if (ways.Length != 1)
        {
            findings.Add(
                "axis.one", place, ways.Length == 0 ? "The axis says nothing of its values." : $"The axis has {string.Join(" and ", ways)}.",
                "Give exactly one of values, from with to, distribution, and levels.");
            return null;
        }

        if (block.Levels is { } levels)
        {
            return OfLevels(block, levels, place);
        }

        return FieldOf(block, place) is { } type ? OfField(block, type, place, isDrawn) : null;
    }

    private StudyAxis? OfField(AxisBlock block, Type type, string place, bool isDrawn)
    {
        if (block.Count is not null && block.From is null)
        {
            findings.Add("axis.count", $"{place}.count", "Only a range has a count.", "Leave count out.");
        }

        return block.Values is { } values ? OfList(block, values, place)
            : block.Distribution is { } distribution ? OfDistribution(block, distribution, type, place, isDrawn)
            : OfRange(block, type, place, isDrawn);
    }

    private StudyAxis? OfLevels(AxisBlock block, IReadOnlyList<AxisLevel> levels, string place)
    {
        if (block.Path is not null || block.Count is not null)
        {
            findings.Add("axis.levels", place, "Named levels have their paths in their settings, and no count.", "Leave path and count out, or give values instead of levels.");
        }

        if (block.Name is null)
        {
            findings.Add("axis.name", $"{place}.name", "An axis of levels has no path to be named after.", "Give the axis a name.");
        }

        if (levels.Count == 0)
        {
            findings.Add("axis.empty", $"{place}.levels", "There is no level.", "Give at least one.");
        }

        foreach (string twice in levels.GroupBy(level => level.Name).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            findings.Add("axis.levels", $"{place}.levels", $"Two levels are named '{twice}'.", "Give each level a name of its own.");
        }

        for (int i = 0; i < levels.Count; i++)
        {
            foreach (string setting in levels[i].Set)
            {
                RequirePath(setting.Split('=')[0].Trim(), $"{place}.levels[{i}].set");
            }
        }

        AxisValue[] values = [.. levels.Select(level => new AxisValue(level.Name, double.NaN, level.Set))];
        return values.Length == 0 ? null : Named(block, "", false, values, values);
    }

    private StudyAxis? OfList(AxisBlock block, JsonArray list, string place)
    {
        if (list.Count is 0 or > MostValues)
        {
            findings.Add("axis.empty", $"{place}.values", $"There are {list.Count} values.", $"Give 1 to {MostValues}.");
            return null;
        }

        AxisNumber?[] read = [.. list.Select(AxisNumber.Read)];
        string unit = read.FirstOrDefault(one => one?.Unit.Length > 0)?.Unit ?? "";
        bool isNumeric = read.All(one => one?.Fits(unit) == true);
        if (!isNumeric && read.All(one => one is not null))
        {
            findings.Add("axis.units", $"{place}.values", "The values have different units.", "Write all of them in one unit.");
            return null;
        }

        AxisValue[] values = [.. list.Select((value, i) => Value(block.Path!, Text(value), isNumeric ? read[i]!.Value.Value : double.NaN))];
        return Named(block, isNumeric ? unit : "", isNumeric, values, values);
    }

    private StudyAxis? OfRange(AxisBlock block, Type type, string place, bool isDrawn)
    {
        if (AxisNumber.Read(block.From) is not { } from || AxisNumber.Read(block.To) is not { } to)
        {
            findings.Add("axis.range", place, "The ends of the range are not both numbers or quantities with a known unit.", "Give from and to, such as \"0.1 pF\" and \"10 pF\".");
            return null;
        }

        AxisRange range = new(from, to, block.Spacing);
        if (range.Problem is { } problem)
        {
            findings.Add("axis.range", place, problem, "Change from or to; both belong to one unit.");
            return null;
        }

        if ((block.Count is null && !isDrawn) || block.Count is < 2 or > MostValues)
        {
            findings.Add("axis.count", $"{place}.count", $"A range has {block.Count?.ToString(CultureInfo.InvariantCulture) ?? "no number of"} values here.", $"Give a count from 2 to {MostValues}.");
            return null;
        }

        AxisValue At(AxisNumber number) => Value(block.Path!, Whole(number, type));
        AxisValue[] values = [.. Enumerable.Range(0, block.Count ?? 0).Select(i => At(range.At(i, block.Count!.Value))).DistinctBy(value => value.Text)];
        return Named(block, range.Unit, true, values, share => At(range.Draw(share)));
    }

    private StudyAxis? OfDistribution(AxisBlock block, AxisDistribution distribution, Type type, string place, bool isDrawn)
    {
        if (!isDrawn)
        {
            findings.Add("axis.distribution", $"{place}.distribution", "This design walks through values, and a distribution has none.", "Use the design random, latinHypercube, sobol or saltelli, or give a range.");
            return null;
        }

        bool isNormal = distribution.Kind == AxisDistributionKind.Normal;
        if (AxisNumber.Read(distribution.Center) is not { } center || AxisNumber.Read(distribution.Sigma) is not { } sigma
            || (isNormal ? !sigma.Fits(center.Unit) && !center.Fits(sigma.Unit) : sigma.Unit.Length > 0) || !(sigma.Value > 0) || (!isNormal && !(center.Value > 0)))
        {
            findings.Add(
                "axis.distribution", $"{place}.distribution", "Center and sigma do not make a distribution.",
                isNormal ? "Give both in one unit, sigma above zero." : "Give a center above zero, and a sigma of the logarithm above zero without a unit.");
            return null;
        }

        string unit = isNormal && center.Unit.Length == 0 ? sigma.Unit : center.Unit;
        AxisValue Draw(double share)
        {
            double normal = Normal.InvCDF(0, 1, share);
            double number = isNormal ? center.Value + sigma.Value * normal : center.Value * Math.Exp(sigma.Value * normal);
            return Value(block.Path!, Whole(new AxisNumber(number, unit).Rounded(DrawnDigits), type));
        }

        return Named(block, unit, true, [], Draw);
    }

    private static StudyAxis Named(AxisBlock block, string unit, bool isNumeric, AxisValue[] values, AxisValue[] drawn) =>
        Named(block, unit, isNumeric, values, share => drawn[Math.Min((int)(share * drawn.Length), drawn.Length - 1)]);

    private static StudyAxis Named(AxisBlock block, string unit, bool isNumeric, AxisValue[] values, Func<double, AxisValue> draw) => new()
    {
        Name = block.Name ?? block.Path?[(block.Path.LastIndexOf('.') + 1)..] ?? "axis",
        Path = block.Path,
        Unit = unit,
        IsNumeric = isNumeric,
        Values = values,
        Draw = draw,
    };

    private Type? FieldOf(AxisBlock block, string place)
    {
        if (block.Path is null)
        {
            findings.Add("axis.path", place, "The axis has no path.", "Give the path of a field, such as circuit.neurons.membraneCapacitance, or named levels.");
            return null;
        }

        return RequirePath(block.Path, $"{place}.path");
    }

    private Type? RequirePath(string path, string place)
    {
        bool isOfTrial = path.StartsWith(ProtocolSettings.Prefix, StringComparison.Ordinal);
        RecordShapes shapes = isOfTrial ? ProtocolShapes : RecordShapes.OfCircuit;
        string inner = isOfTrial ? path[ProtocolSettings.Prefix.Length..] : path;
        if (FieldPaths.Find(shapes, inner, out Type? type) is null)
        {
            findings.Add("axis.unknownPath", place, $"'{path}' is no field of {(isOfTrial ? "a trial" : "a circuit")}.", FieldPaths.Remedy(shapes, inner));
            return null;
        }

        return type;
    }

    // Whole numbers stay whole between the ends of a range.
    private static AxisNumber Whole(AxisNumber number, Type type) => type == typeof(int) ? number with { Value = Math.Round(number.Value) } : number;

    private static AxisValue Value(string path, AxisNumber number) => Value(path, number.Text, number.Value);

    private static AxisValue Value(string path, string text, double number) => new(text, number, [$"{path}={text}"]);

    private static string Text(JsonNode? value) =>
        value is null ? "null" : value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
