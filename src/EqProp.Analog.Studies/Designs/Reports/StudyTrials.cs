using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Tables;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>The trials of a study by point: its table, seen through its plan.</summary>
internal sealed class StudyTrials
{
    private readonly int[][] _rowsOfPoint;
    private readonly int[] _point;
    private readonly int[] _chips;
    private readonly Dictionary<string, double[]> _values = [];

    /// <summary>Sees a table through the plan that it came from.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="table">The table.</param>
    /// <exception cref="InputException">The table is not one of this plan.</exception>
    public StudyTrials(StudyPlan plan, StudyTable table)
    {
        Plan = plan;
        _point = Column<int>(table, "point");
        if (_point.Any(point => point < 0 || point >= plan.Points.Count))
        {
            throw Wrong("point", "has points that the plan has not");
        }

        if (table.Find("planHash")?.Values is string[] hashes && hashes.FirstOrDefault(hash => hash != plan.Hash) is { } other)
        {
            throw Wrong("planHash", $"is of the plan {other}, and this is {plan.Hash}");
        }

        Failures = Column<string>(table, "failure");
        int[] dies = Column<int>(table, "die"), noise = Column<int>(table, "noiseSeed"), data = Column<int>(table, "dataSeed"), learning = Column<int>(table, "learningSeed");
        Seeds = [.. dies.Select((die, row) => new TrialSeeds(die, noise[row], data[row], learning[row]))];
        _chips = ChipsOf(Seeds);
        foreach (TrialMeasure measure in plan.Measures)
        {
            _values[measure.Name] = Column<double>(table, measure.Name);
        }

        _rowsOfPoint = new int[plan.Points.Count][];
        ILookup<int, int> rows = Enumerable.Range(0, table.Rows).ToLookup(row => _point[row]);
        for (int point = 0; point < plan.Points.Count; point++)
        {
            _rowsOfPoint[point] = [.. rows[point]];
        }

        IsGood = plan.Description.Yield is { } yield ? [.. _values[yield.Measure].Select((value, row) => Failures[row].Length == 0 && IsWithin(value, yield))] : null;
    }

    /// <summary>The plan.</summary>
    public StudyPlan Plan { get; }

    /// <summary>Why the chip of each trial failed; empty where it did not.</summary>
    public IReadOnlyList<string> Failures { get; }

    /// <summary>Seeds of each trial.</summary>
    public IReadOnlyList<TrialSeeds> Seeds { get; }

    /// <summary>Whether the chip of each trial is good; null where the study has no yield.</summary>
    public IReadOnlyList<bool>? IsGood { get; }

    /// <summary>Trials.</summary>
    public int Count => _point.Length;

    /// <summary>The point of a trial.</summary>
    public int PointOf(int row) => _point[row];

    /// <summary>Trials of a point.</summary>
    public IReadOnlyList<int> RowsOf(int point) => _rowsOfPoint[point];

    /// <summary>Trials of several points.</summary>
    public IReadOnlyList<int> RowsOf(IEnumerable<int> points) => [.. points.SelectMany(point => _rowsOfPoint[point])];

    /// <summary>
    /// What makes trials alike, by number: their die, or all of their seeds where a study has one die. Points that were drawn are a sample themselves: over several
    /// of them, trials of one point are alike.
    /// </summary>
    public IReadOnlyList<int> ClustersOf(IReadOnlyList<int> rows)
    {
        bool areDrawn = DesignPoints.IsDrawn(Plan.Description.Design.Kind) && rows.Any(row => _point[row] != _point[rows[0]]);
        int[] of = areDrawn ? _point : _chips;
        return [.. rows.Select(row => of[row])];
    }

    /// <summary>Values of a measure, one a trial.</summary>
    public IReadOnlyList<double> ValuesOf(TrialMeasure measure) => _values[measure.Name];

    private static bool IsWithin(double value, YieldBlock yield) =>
        !double.IsNaN(value) && !(value < yield.AtLeast) && !(value > yield.AtMost);

    private static int[] ChipsOf(IReadOnlyList<TrialSeeds> seeds)
    {
        bool manyDies = seeds.Select(one => one.Die).Distinct().Skip(1).Any();
        Dictionary<TrialSeeds, int> numbers = [];
        return [.. seeds.Select(one => manyDies ? one.Die : numbers.TryGetValue(one, out int number) ? number : numbers[one] = numbers.Count)];
    }

    private static T[] Column<T>(StudyTable table, string name) =>
        table.Find(name)?.Values as T[] ?? throw Wrong(name, table.Find(name) is null ? "is missing" : "holds values of another kind");

    private static InputException Wrong(string column, string what) => new(
        "table.column", $"{TableFiles.CsvName}: {column}", $"The column {column} {what}.", "Merge the study again.");
}
