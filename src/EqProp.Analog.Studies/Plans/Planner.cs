using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Designs;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Plans;

/// <summary>Makes plans: every point is resolved and checked here, so that nothing that the study says can fail overnight.</summary>
public sealed class Planner
{
    private const int LeastTrials = 16;
    private const int MostTrials = 64;
    private const int PacketsAShard = 16;
    private const int MostViolations = 20;

    private readonly Study _study;
    private readonly ITrial _trial;
    private readonly PlanOptions _options;

    private Planner(Study study, ITrial trial, PlanOptions options)
    {
        _study = study;
        _trial = trial;
        _options = options;
    }

    /// <summary>Makes the plan of a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trial">What is done at each point.</param>
    /// <param name="options">Shards, threads, ...; the usual ones if left out.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="InputException">Points are wrong, or cannot be tried so; carries the violations of all of them.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static StudyPlan Make(Study study, ITrial trial, PlanOptions? options = null) => new Planner(study, trial, options ?? new()).Make();

    private StudyPlan Make()
    {
        CheckMeasures();
        ResolvedCircuit template = Template();
        IReadOnlyList<AxisValue>[] rows = [.. DesignPoints.Of(_study.Description.Design, _study.Axes, axis => Usual(axis, template))];
        PlanPoint[] points = Resolve(rows);
        var plan = new StudyPlan
        {
            Hash = "",
            Description = _study.Description,
            Tool = _options.Tool,
            Circuit = _study.Circuit,
            CircuitHash = template.Hash,
            Axes = [.. _study.Axes.Select(axis => new PlanAxis(axis.Name, axis.Path, axis.Unit, axis.IsNumeric))],
            Measures = _trial.Measures,
            Points = points,
            Layout = new(1, 1),
        };
        return plan with { Hash = plan.ComputeHash(), Layout = Layout(plan) };
    }

    private void CheckMeasures()
    {
        string[] names = [.. _trial.Measures.Select(measure => measure.Name)];
        if (_study.Description.Yield is { } yield && !names.Contains(yield.Measure))
        {
            throw new InputException(
                "yield.measure", $"{_study.Origin}: yield.measure", $"'{yield.Measure}' is not one of the measures that this study keeps.", NearestName.Remedy(yield.Measure, names));
        }

        if (_study.Axes.FirstOrDefault(axis => names.Contains(axis.Name)) is { } twice)
        {
            throw new InputException("axis.name", $"{_study.Origin}: axes", $"'{twice.Name}' is the name of an axis and of a measure.", "Give the axis another name.");
        }
    }

    // What is wrong without any axis is told once, and not of a point.
    private ResolvedCircuit Template() => PointResolver.Resolve(_study.Description, _study.Circuit, [], 0).Circuit;

    private PlanPoint[] Resolve(IReadOnlyList<AxisValue>[] rows)
    {
        PlanPoint?[] points = new PlanPoint?[rows.Length];
        var failures = new InputException?[rows.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = _options.Cancellation };
        try
        {
            Parallel.For(0, rows.Length, parallel, i =>
            {
                try
                {
                    points[i] = Resolve(rows[i], i);
                }
                catch (InputException failure)
                {
                    failures[i] = failure;
                }
            });
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
        }

        InputException?[] wrong = [.. failures.Where(failure => failure is not null)];
        return wrong.Length == 0 ? [.. points.Select(point => point!)] : throw Failure(rows, failures, wrong[0]!.Kind);
    }

    private PlanPoint Resolve(IReadOnlyList<AxisValue> row, int index)
    {
        string[] own = [.. row.SelectMany(value => value.Set)];
        TrialPoint point = PointResolver.Resolve(_study.Description, _study.Circuit, own, index);
        _trial.Check(point);
        return new(
            [.. row.Select(value => value.Text)], [.. row.Select(value => value.Number)], own, point.Circuit.Hash,
            PointResolver.FirstSeeds(_study.Description.Samples, point.Circuit.Description));
    }

    // Ten thousand points with one wrong field are one mistake: each is told of the first point that has it.
    private InputException Failure(IReadOnlyList<AxisValue>[] rows, InputException?[] failures, FailureKind kind)
    {
        HashSet<(string Code, string Field)> told = [];
        List<Violation> violations = [];
        for (int i = 0; i < rows.Length && violations.Count < MostViolations; i++)
        {
            foreach (Violation violation in failures[i]?.Violations ?? [])
            {
                if (told.Add((violation.Code, violation.Path)))
                {
                    violations.Add(violation with { Path = $"{_study.Origin}: point {i}{Place(rows[i])}: {violation.Path}" });
                }
            }
        }

        return new InputException(violations, kind);
    }

    private string Place(IReadOnlyList<AxisValue> row) =>
        row.Count == 0 ? "" : $" ({string.Join(", ", row.Select((value, axis) => $"{_study.Axes[axis].Name} {value.Text}"))})";

    // What the circuit or the trial has where no axis changes it.
    private AxisValue Usual(StudyAxis axis, ResolvedCircuit template)
    {
        if (axis.Path is null)
        {
            return new("as it is", double.NaN, []);
        }

        bool isOfTrial = ProtocolSettings.Is(axis.Path);
        JsonNode? node = isOfTrial ? StudyLoader.Write(_study.Description)["trial"] : template.Json;
        foreach (string key in (isOfTrial ? axis.Path[ProtocolSettings.Prefix.Length..] : axis.Path).Split('.'))
        {
            int bracket = key.IndexOf('[', StringComparison.Ordinal);
            node = (node as JsonObject)?[bracket < 0 ? key : key[..bracket]];
            if (bracket >= 0)
            {
                node = node is JsonArray list && int.TryParse(key[(bracket + 1)..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int i) && i < list.Count ? list[i] : null;
            }
        }

        string text = node is null ? "" : node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();
        return new(text, axis.IsNumeric && AxisNumber.Read(node) is { } number && number.Fits(axis.Unit) ? number.Value : double.NaN, []);
    }

    private PlanLayout Layout(StudyPlan plan)
    {
        int perPoint = plan.TrialsPerPoint;
        if (_study.Description.Stop is { } stop)
        {
            return new(Math.Min(_options.Shards, plan.Points.Count), Math.Min(stop.Every, perPoint));
        }

        long share = plan.Trials / ((long)_options.Shards * PacketsAShard);
        int packet = _options.PacketTrials ?? (int)Math.Clamp(share, LeastTrials, MostTrials);
        packet = Math.Min(packet, perPoint);

        // No shard is to be empty as long as there are trials enough.
        long packetsWanted = (_options.Shards + plan.Points.Count - 1) / plan.Points.Count;
        packet = (int)Math.Max(1, Math.Min(packet, perPoint / Math.Min(packetsWanted, perPoint)));
        long packets = plan.Points.Count * (((long)perPoint + packet - 1) / packet);
        return new((int)Math.Min(_options.Shards, packets), packet);
    }
}
