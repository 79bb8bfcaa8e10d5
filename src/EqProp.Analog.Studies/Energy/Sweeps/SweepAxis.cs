using System.Globalization;
using System.Text.RegularExpressions;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Designs;

namespace EqProp.Analog.Studies.Energy.Sweeps;

/// <summary>A field of the description and the values that it takes in turn.</summary>
/// <param name="Path">Path of the field, such as circuit.neurons.membraneCapacitance.</param>
/// <param name="Values">Values as they stand in a circuit file.</param>
/// <param name="Numbers">The same as numbers, in <see cref="Unit"/>; null for names.</param>
/// <param name="Unit">Unit of the numbers; empty for none.</param>
/// <param name="IsLogarithmic">Whether the values lie in equal ratios.</param>
public sealed partial record SweepAxis(string Path, IReadOnlyList<string> Values, IReadOnlyList<double>? Numbers, string Unit, bool IsLogarithmic)
{
    /// <summary>Most values of one axis.</summary>
    public const int MostValues = 200;

    private const string Remedy = "Write PATH=FROM:TO:COUNTlog, PATH=FROM:TO:COUNTlin or PATH=A,B,C, such as circuit.neurons.membraneCapacitance=0.1pF:10pF:9log.";

    /// <summary>The last name of the path, for titles.</summary>
    public string ShortName => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>Reads an axis: <c>path=from:to:9log</c>, <c>path=from:to:9lin</c> or <c>path=a,b,c</c>. Numbers may have units.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The axis.</returns>
    /// <exception cref="InputException">The text is of no such form, or a range cannot be walked.</exception>
    public static SweepAxis Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string path = equals < 0 ? "" : text[..equals].Trim(), values = equals < 0 ? "" : text[(equals + 1)..].Trim();
        if (path.Length == 0 || values.Length == 0)
        {
            throw Problem(text, "is not of the form path=values.");
        }

        return Range().Match(values) is { Success: true } range ? OfRange(path, text, range) : OfList(path, text, values);
    }

    private static SweepAxis OfRange(string path, string text, Match range)
    {
        bool isLogarithmic = range.Groups["spacing"].Value == "log";
        if (!int.TryParse(range.Groups["count"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count is < 2 or > MostValues)
        {
            throw Problem(text, $"A range has 2 to {MostValues} values.");
        }

        var ends = new AxisRange(
            Number(text, range.Groups["from"].Value), Number(text, range.Groups["to"].Value), isLogarithmic ? AxisSpacing.Logarithmic : AxisSpacing.Linear);
        if (ends.Problem is { } problem)
        {
            throw Problem(text, problem);
        }

        AxisNumber[] numbers = [.. Enumerable.Range(0, count).Select(i => ends.At(i, count))];
        return new(path, [.. numbers.Select(number => number.Text)], [.. numbers.Select(number => number.Value)], ends.Unit, isLogarithmic);
    }

    private static SweepAxis OfList(string path, string text, string values)
    {
        string[] list = values.Split(',', StringSplitOptions.TrimEntries);
        if (list.Any(value => value.Length == 0 || value.Contains(':', StringComparison.Ordinal)))
        {
            throw Problem(text, $"'{values}' is no range and no list.");
        }

        if (list.Length > MostValues)
        {
            throw Problem(text, $"A list has at most {MostValues} values.");
        }

        AxisNumber?[] read = [.. list.Select(value => AxisNumber.Read(value))];
        string unit = read.FirstOrDefault(one => one?.Unit.Length > 0)?.Unit ?? "";
        bool areNumbers = read.All(one => one is { } number && number.Fits(unit));
        return new(path, list, areNumbers ? [.. read.Select(one => one!.Value.Value)] : null, areNumbers ? unit : "", false);
    }

    private static AxisNumber Number(string text, string number) =>
        AxisNumber.Read(number) ?? throw Problem(text, $"'{number}' is neither a number nor a quantity with a known unit.");

    private static InputException Problem(string text, string message) => new("sweep.form", $"--sweep {text}", message, Remedy);

    [GeneratedRegex(@"^(?<from>[^:,]+):(?<to>[^:,]+):(?<count>[0-9]+)(?<spacing>log|lin)$", RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}
