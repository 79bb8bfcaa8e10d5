using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Stability;

namespace EqProp.Analog.Studies.Cells;

/// <summary>Finds nullclines of cells from the equations of the whole chip, so that they are those of a drawn die with all its couplings.</summary>
internal sealed class NullclineFinder
{
    private const int Points = 240;
    private const int MostNodes = 500;

    private readonly NetworkEquations _equations;
    private readonly double[] _inputs;
    private readonly double[]? _rest;
    private readonly int[] _first;

    public NullclineFinder(NetworkLayout layout, NetworkParameters parameters, double[] inputs)
    {
        _equations = new NetworkEquations(layout, parameters);
        _inputs = inputs;
        _rest = layout.FreeCount <= MostNodes ? RestFinder.Find(_equations, inputs, _equations.InitialState()) ?? StabilityAnalysis.FromInitialState(_equations, inputs).Point?.State : null;
        _first = new int[layout.Groups.Count];
        for (int g = 2; g < _first.Length; g++)
        {
            _first[g] = _first[g - 1] + layout.Groups[g - 1].Size;
        }
    }

    /// <summary>The nullclines of one cell over a range of its activator.</summary>
    /// <returns>The lines; null without a state at rest.</returns>
    public CellNullclines? Of(CellTrace trace)
    {
        NetworkLayout layout = _equations.Layout;
        Cell cell = layout.Cells.Single(one => one.Activator == trace.Group);
        if (_rest is null || layout.Groups[trace.Group].Nonlinearity is not { } nonlinearity)
        {
            return null;
        }

        int u = _first[cell.Activator] + trace.Node, v = _first[cell.Inhibitor] + trace.Node;
        (double low, double high) = Span(trace, Knees.Of(nonlinearity));
        double[] states = [.. Enumerable.Range(0, Points).Select(k => low + (high - low) * k / (Points - 1))];
        (double Activator, double Inhibitor)[] still = [.. states.Select(state => Still(u, v, state))];
        return new CellNullclines(
            [.. states.Select(layout.Map.ToVolts)], [.. still.Select(point => layout.Map.ToVolts(point.Activator))], [.. still.Select(point => layout.Map.ToVolts(point.Inhibitor))]);
    }

    /// <summary>Both rates are linear in the inhibitor, so that one step of Newton's method finds their roots.</summary>
    private (double Activator, double Inhibitor) Still(int u, int v, double state)
    {
        double[] at = (double[])_rest!.Clone();
        at[u] = state;
        double[] rate = _equations.Rate(_inputs, at);
        double[] shifted = (double[])at.Clone();
        shifted[v] += 1;
        double[] moved = _equations.Rate(_inputs, shifted);
        return (at[v] - rate[u] / (moved[u] - rate[u]), at[v] - rate[v] / (moved[v] - rate[v]));
    }

    private (double Low, double High) Span(CellTrace trace, Knees knees)
    {
        double Swings(double volts) => _equations.Layout.Map.ToState(volts);
        double low = Math.Min(Swings(trace.Activator.Min()), knees.Left - 0.5 * knees.Distance);
        double high = Math.Max(Swings(trace.Activator.Max()), knees.Right + 0.5 * knees.Distance);
        return (low, high);
    }
}
