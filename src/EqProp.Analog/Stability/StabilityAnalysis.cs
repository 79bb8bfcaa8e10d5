using EqProp.Analog.Networks;

namespace EqProp.Analog.Stability;

/// <summary>Finds out what a network does: where it can rest, whether it stays there, and whether it moves for ever.</summary>
public sealed class StabilityAnalysis
{
    /// <summary>States closer than this are one point.</summary>
    private const double SamePoint = 1e-6;

    /// <summary>A point is left along random directions of this size, to see where it leads.</summary>
    private const double Nudge = 1e-3;

    private const int MostPoints = 256;
    private const int MostRounds = 3;
    private const int MostKickedCells = 8;

    private readonly NetworkEquations _equations;
    private readonly double[] _inputs;
    private readonly StabilityOptions _options;
    private readonly StartStates _starts;
    private readonly double _duration;
    private readonly List<OperatingPoint> _points = [];

    private StabilityAnalysis(NetworkEquations equations, double[] inputs, StabilityOptions options)
    {
        _equations = equations;
        _inputs = inputs;
        _options = options;
        _starts = new StartStates(equations.Layout);
        _duration = options.Duration * SlowestTime(equations.Layout);
    }

    /// <summary>Analyses a network.</summary>
    /// <param name="equations">Groups, couplings, weights and biases.</param>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="options">How thoroughly.</param>
    /// <param name="stop">Stops between starts.</param>
    /// <returns>What was found. More starts can find more points.</returns>
    public static StabilityFindings Run(
        NetworkEquations equations, double[] inputs, StabilityOptions? options = null, CancellationToken stop = default) =>
        new StabilityAnalysis(equations, inputs, options ?? new()).Run(stop);

    /// <summary>Lets a network move from its initial state, and tells where that ends.</summary>
    /// <param name="equations">The network.</param>
    /// <param name="inputs">One a clamped node.</param>
    /// <returns>
    /// The point where it settles and no cycle, or a cycle and the point that Newton's method finds from the initial state; neither where
    /// neither was seen.
    /// </returns>
    public static (OperatingPoint? Point, LimitCycle? Cycle) FromInitialState(NetworkEquations equations, double[] inputs)
    {
        var analysis = new StabilityAnalysis(equations, inputs, new());
        (int? point, LimitCycle? cycle) = analysis.Follow(equations.InitialState());
        point ??= analysis.Seek(equations.InitialState());
        return (point is { } index ? analysis._points[index] : null, cycle);
    }

    /// <summary>The longest time constant of a node by itself, not less than the shared one.</summary>
    /// <param name="layout">The network.</param>
    /// <returns>In shared time constants. Leaks of activators are negative, so that their magnitude counts.</returns>
    public static double SlowestTime(NetworkLayout layout) => layout.Groups.Skip(1)
        .SelectMany(group => group.Capacitance.Zip(group.Leak, (c, leak) => c / (leak == 0 ? 1 : Math.Abs(leak))))
        .Append(1).Max();

    private StabilityFindings Run(CancellationToken stop)
    {
        double[] initial = _equations.InitialState();
        (int? first, LimitCycle? ownCycle) = Follow(initial);
        OperatingPoint? from = first is { } index ? _points[index] : null;
        Seek(initial);
        double[][] random = [.. _starts.Random(_options.Starts, _options.Seed)];
        double[][] starts = [.. _starts.Even(), .. random];
        foreach (double[] start in starts)
        {
            stop.ThrowIfCancellationRequested();
            Seek(start);
        }

        int tried = 1, settled = first is null ? 0 : 1;
        LimitCycle? cycle = ownCycle;
        double[][] leaving = [.. _points.Where(point => !point.IsStable).Take(_options.Motions).Select(Leave)];
        foreach (double[] start in leaving.Concat(random.Take(_options.Motions)))
        {
            stop.ThrowIfCancellationRequested();
            (int? end, LimitCycle? other) = Follow(start);
            tried++;
            settled += end is null ? 0 : 1;
            cycle ??= other;
        }

        OperatingPoint[] sorted = [.. _points.OrderBy(point => !point.IsStable).ThenBy(point => point.Spectrum.Abscissa)];
        from ??= sorted.FirstOrDefault();
        return new StabilityFindings
        {
            Points = sorted,
            Chosen = from is null ? null : Array.IndexOf(sorted, from),
            Cycle = cycle,
            SettlesFromInitialState = first is not null,
            Excitation = cycle is null && sorted.Count(point => point.IsStable) == 1 && _options.Kicks ? Kick(sorted[0], stop) : null,
            Motions = (tried, settled),
            Starts = starts.Length + 1,
        };
    }

    /// <summary>Lets the network move and tells where it ends.</summary>
    private (int? Point, LimitCycle? Cycle) Follow(double[] start)
    {
        for (int round = 0; round < MostRounds; round++)
        {
            Motion motion = Motion.Run(_equations, _inputs, start, _duration);
            start = motion.States[^1];
            if (!double.IsFinite(motion.Residual))
            {
                break;
            }

            if (motion.EndsAtRest && Seek(start, Nudge) is { } point && _points[point].IsStable)
            {
                return (point, null);
            }

            if (motion.EndsAtRest)
            {
                start = Away(start, round);
            }
            else if (LimitCycle.Of(motion) is { } cycle && (cycle.IsPeriodic || round == MostRounds - 1))
            {
                return (null, cycle);
            }
        }

        // What falls slower than the time given still falls: to the stable point beside it.
        return Seek(start, Nudge) is { } near && _points[near].IsStable ? (near, null) : (null, null);
    }

    /// <summary>Finds the point near a state and keeps it, once.</summary>
    private int? Seek(double[] start, double reach = double.PositiveInfinity)
    {
        if (RestFinder.Find(_equations, _inputs, start, reach) is not { } state)
        {
            return null;
        }

        int known = _points.FindIndex(point => point.State.Zip(state, (a, b) => Math.Abs(a - b)).DefaultIfEmpty().Max() < SamePoint);
        if (known < 0 && _points.Count < MostPoints)
        {
            _points.Add(OperatingPoint.At(_equations, _inputs, state));
            known = _points.Count - 1;
        }

        return known < 0 ? null : known;
    }

    private double[] Leave(OperatingPoint point, int index) => Away(point.State, index);

    private double[] Away(double[] state, int index)
    {
        double[] random = _starts.Random(index + 1, _options.Seed).Last();
        return [.. state.Zip(random, (s, r) => s + Nudge * r)];
    }

    private Excitation? Kick(OperatingPoint rest, CancellationToken stop)
    {
        NetworkLayout layout = _equations.Layout;
        foreach ((int node, NodeGroup group) in layout.Cells
            .SelectMany(cell => Enumerable.Range(0, layout.Groups[cell.Activator].Size).Select(i => (_starts.FirstNodes[cell.Activator] + i, layout.Groups[cell.Activator])))
            .Take(MostKickedCells))
        {
            stop.ThrowIfCancellationRequested();
            if (group.Nonlinearity is { } nonlinearity
                && Excitation.Of(_equations, _inputs, rest.State, node, Knees.Of(nonlinearity), _duration) is { } excitation)
            {
                return excitation;
            }
        }

        return null;
    }
}
