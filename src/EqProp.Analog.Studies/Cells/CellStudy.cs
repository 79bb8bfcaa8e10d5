using EqProp.Analog.Networks;
using EqProp.Analog.Rhythms;
using EqProp.Analog.Simulation;
using EqProp.Analog.Stability;

namespace EqProp.Analog.Studies.Cells;

/// <summary>When the cells of a chip fire, how much they do so together, and what way they take through the plane of their states.</summary>
public sealed record CellStudy
{
    private const int CoherenceTimes = 400;
    private const int MostPortraits = 4;
    private const double Hysteresis = 0.1;
    private const double SmallestFit = 0.9;

    /// <summary>Names of all cells, in the order of the groups.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Times in seconds at which each cell rose through the middle between its knees.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Crossings { get; init; }

    /// <summary>Times of <see cref="Order"/> in seconds.</summary>
    public required IReadOnlyList<double> OrderSeconds { get; init; }

    /// <summary>Kuramoto's order parameter at each of them; null where fewer than two cells have a phase.</summary>
    public required IReadOnlyList<double?> Order { get; init; }

    /// <summary>Mean frequency of the cells that fired twice or more, in hertz; null without any.</summary>
    public double? MeanHertz { get; init; }

    /// <summary>The first wave along a row of cells; null where there is none of an even speed.</summary>
    public WaveSpeed? Wave { get; init; }

    /// <summary>Duration of the record in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Portraits of a few cells.</summary>
    public required IReadOnlyList<CellPortrait> Portraits { get; init; }

    /// <summary>Studies a record.</summary>
    /// <param name="transient">The voltages.</param>
    /// <param name="layout">The chip.</param>
    /// <param name="parameters">Weights and biases.</param>
    /// <param name="inputs">One a clamped node.</param>
    /// <returns>The study; null for circuits whose neurons have one state.</returns>
    public static CellStudy? Of(Transient transient, NetworkLayout layout, NetworkParameters parameters, double[] inputs)
    {
        if (transient.Cells.Count == 0)
        {
            return null;
        }

        IReadOnlyList<double>[] crossings = [.. transient.Cells.Select(cell => CrossingsOf(transient, layout, cell))];
        double end = transient.TimesSeconds[^1];
        double[] times = [.. Enumerable.Range(0, CoherenceTimes + 1).Select(k => end * k / CoherenceTimes)];
        double[] rates = [.. crossings.Where(one => one.Count > 1).Select(one => (one.Count - 1) / (one[^1] - one[0]))];
        var finder = new NullclineFinder(layout, parameters, inputs);
        HashSet<string> shown = [.. transient.Traces.Select(trace => trace.Name)];
        return new CellStudy
        {
            Names = [.. transient.Cells.Select(cell => cell.Name)],
            Crossings = crossings,
            OrderSeconds = times,
            Order = KuramotoOrder.Over(crossings, times),
            MeanHertz = rates.Length > 0 ? rates.Average() : null,
            Wave = RowOf(transient, layout) is { } row ? WaveAlong(row, crossings) : null,
            Seconds = end,
            Portraits =
            [
                .. transient.Cells.Where(cell => shown.Contains(cell.Name)).Take(MostPortraits)
                    .Select(cell => new CellPortrait(cell.Name, cell.Activator, cell.Inhibitor, finder.Of(cell))),
            ],
        };
    }

    /// <summary>The group of cells that is a chain or a ring; null if there is none, or other neighbours besides.</summary>
    /// <param name="transient">The cells.</param>
    /// <param name="layout">The chip.</param>
    /// <returns>The row.</returns>
    internal static CellRow? RowOf(Transient transient, NetworkLayout layout)
    {
        foreach (int group in layout.Cells.Select(cell => cell.Activator))
        {
            int size = layout.Groups[group].Size;
            int[] shifts = [.. layout.Links.Where(link => link.Source == group && link.Target == group && link.Gains.Any(gain => gain != 0)).Select(link => Math.Abs(link.Shift)).Distinct()];
            if (size > 2 && shifts.Contains(1) && shifts.All(shift => shift == 1 || shift == size - 1))
            {
                return new CellRow(transient.Cells.TakeWhile(cell => cell.Group != group).Count(), size, shifts.Contains(size - 1));
            }
        }

        return null;
    }

    private static WaveSpeed? WaveAlong(CellRow row, IReadOnlyList<double>[] crossings)
    {
        double?[] arrivals = [.. crossings.Skip(row.First).Take(row.Count).Select(one => one.Count > 0 ? one[0] : (double?)null)];
        return WaveSpeed.Of(arrivals, row.IsRing) is { Fit: >= SmallestFit } wave ? wave : null;
    }

    private static IReadOnlyList<double> CrossingsOf(Transient transient, NetworkLayout layout, CellTrace cell)
    {
        Knees knees = Knees.Of(layout.Groups[cell.Group].Nonlinearity ?? new());
        double swing = layout.Map.VoltageSwing * knees.Distance;
        return UpwardCrossings.Find(transient.TimesSeconds, cell.Activator, layout.Map.ToVolts(knees.Middle), Hysteresis * swing);
    }
}
