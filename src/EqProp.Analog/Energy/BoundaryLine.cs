using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.Quantities;

namespace EqProp.Analog.Energy;

/// <summary>The text without which no figure of energy should stand: what it counts, what it leaves out, where its numbers come from.</summary>
public static class BoundaryLine
{
    private const string Colon = ": ";

    /// <summary>What no ledger has, whatever is stated.</summary>
    public const string NeverCounted = "digital data outside the converters, memories that keep states between examples, regulators, pads and boards";

    /// <summary>Writes the line.</summary>
    /// <param name="scope">What is counted: "an inference".</param>
    /// <param name="items">Every row of the figure, of any ledger.</param>
    /// <param name="missing">What happens and has no energy stated.</param>
    /// <param name="estimate">The sum and its interval.</param>
    /// <returns>A paragraph.</returns>
    public static string Of(string scope, IReadOnlyList<EnergyItem> items, IReadOnlyList<MissingComponent> missing, EnergyEstimate estimate)
    {
        string counted = items.Count == 0 ? "nothing" : string.Join("; ", items.GroupBy(item => item.Ledger).OrderBy(ledger => ledger.Key).Select(ledger =>
            $"{RecordShapes.FileName(ledger.Key.ToString())} ({string.Join(", ", ledger.Select(Name).Distinct())})"));
        string left = missing.Count == 0 ? "" : $"Missing, with no energy stated: {string.Join(", ", missing.Select(one => $"{one.Component} {one.Action}").Distinct())}. ";
        return $"{Text(estimate.Joules)} for {scope}, 90 % interval {Text(estimate.Low)} to {Text(estimate.High)} over the entries of the component table, "
            + $"numbers of the description taken as exact. Counted: {counted}. {left}Never counted: {NeverCounted}. {Fits(items)}"
            + $"Sources: {string.Join(" | ", Sources(items).DefaultIfEmpty("none"))}.";
    }

    /// <summary>Where the numbers of some rows come from, each source once; what several have in common behind a colon once.</summary>
    /// <param name="items">The rows.</param>
    /// <returns>Sources in the order of their share of the energy.</returns>
    public static IReadOnlyList<string> Sources(IReadOnlyList<EnergyItem> items) =>
    [
        .. items.GroupBy(item => Split(item.Source) is (_, { Length: > 0 } why) ? why : item.Source)
            .OrderByDescending(source => source.Sum(item => item.Joules))
            .Select(source => string.Join(", ", source.Select(item => Split(item.Source).What).Distinct()) + (Split(source.First().Source).Why is { Length: > 0 } why ? Colon + why : "")),
    ];

    /// <summary>Adds to what a source says of a number, before where that comes from.</summary>
    /// <param name="source">The source of a row.</param>
    /// <param name="addition">What to add.</param>
    /// <returns>The source of a row that is part of it.</returns>
    public static string Qualified(string source, string addition) =>
        Split(source) is (var what, { Length: > 0 } why) ? $"{what}, {addition}{Colon}{why}" : $"{source}, {addition}";

    private static (string What, string Why) Split(string source) =>
        source.IndexOf(Colon, StringComparison.Ordinal) is var at and >= 0 ? (source[..at], source[(at + Colon.Length)..]) : (source, "");

    private static string Name(EnergyItem item) => $"{item.Component} {item.Action}";

    // Which share of the energy rests on assumptions.
    private static string Fits(IReadOnlyList<EnergyItem> items)
    {
        double total = items.Sum(item => item.Joules), assumed = items.Where(item => item.Fit == FitKind.Assumed).Sum(item => item.Joules);
        return total > 0 ? string.Create(CultureInfo.InvariantCulture, $"{100 * assumed / total:0.#} % of it rests on assumed numbers. ") : "";
    }

    private static string Text(double joules) =>
        QuantityText.Format(double.Parse(joules.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), UnitTable.Get("J"));
}
