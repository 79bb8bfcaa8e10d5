using EqProp.Analog.Energy;

namespace EqProp.Analog.Studies.Energy;

/// <summary>The boundary of a figure in two parts: what it counts, and the sources of its numbers, which are long and can stand elsewhere on the same page.</summary>
/// <param name="Counted">What is counted and what is not.</param>
/// <param name="Sources">Sources in the order of their share of the energy.</param>
public sealed record CountedText(string Counted, IReadOnlyList<string> Sources)
{
    /// <summary>Takes the boundary of a figure apart.</summary>
    /// <param name="figure">The figure.</param>
    /// <returns>Both parts; together they say what the boundary says.</returns>
    public static CountedText Of(EnergyFigure figure)
    {
        IReadOnlyList<string> sources = BoundaryLine.Sources(figure.Items);
        return new(figure.Boundary.Replace($"Sources: {string.Join(" | ", sources.DefaultIfEmpty("none"))}.", "", StringComparison.Ordinal).TrimEnd(), sources);
    }
}
