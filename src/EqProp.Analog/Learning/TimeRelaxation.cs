using EqProp.Analog.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Learning;

/// <summary>
/// One example moving in physical time with an error that is kept small: where a network has more than one equilibrium, or unstable ones, it
/// leads where the circuit goes.
/// </summary>
/// <remarks>
/// Third order with an embedded second order (Bogacki and Shampine 1989), where the last slope of a step is the first of the next. Close to an
/// equilibrium the error control keeps steps inside the region of stability.
/// </remarks>
internal sealed class TimeRelaxation
{
    private const double Tolerance = 1e-7;

    private readonly NetworkEquations _equations;
    private readonly double[] _inputs;
    private readonly OutputNudge? _nudge;
    private double[] _rate;
    private double _step;

    public TimeRelaxation(NetworkEquations equations, ReadOnlySpan<double> inputs, OutputNudge? nudge, double[] state)
    {
        _equations = equations;
        _inputs = inputs.ToArray();
        _nudge = nudge;
        State = state;
        _rate = equations.Rate(inputs, state, nudge);
        _step = 0.1 / Matrix<double>.Build.DenseOfArray(equations.Jacobian(inputs, state, nudge)).InfinityNorm();
    }

    /// <summary>Present states, one a free node.</summary>
    public double[] State { get; private set; }

    /// <summary>Tries so many steps; those whose error is too large are not taken.</summary>
    public void Advance(int steps)
    {
        for (int k = 0; k < steps; k++)
        {
            Try();
        }
    }

    private void Try()
    {
        double h = _step;
        double[] second = RateAt(Moved((0.5, _rate)));
        double[] third = RateAt(Moved((0.75, second)));
        double[] next = _equations.Project(Moved((2.0 / 9, _rate), (1.0 / 3, second), (4.0 / 9, third)));
        double[] last = RateAt(next);
        double error = 0;
        for (int i = 0; i < next.Length; i++)
        {
            double miss = h * (-5.0 / 72 * _rate[i] + 1.0 / 12 * second[i] + 1.0 / 9 * third[i] - 1.0 / 8 * last[i]);
            error = Math.Max(error, Math.Abs(miss) / (Tolerance * Math.Max(1, Math.Abs(next[i]))));
        }

        _step *= double.IsFinite(error) ? Math.Clamp(0.9 / Math.Cbrt(error), 0.2, 5) : 0.2;
        if (error <= 1)
        {
            (State, _rate) = (next, last);
        }
    }

    private double[] RateAt(double[] state) => _equations.Rate(_inputs, state, _nudge);

    private double[] Moved(params ReadOnlySpan<(double Weight, double[] Slope)> parts)
    {
        var moved = (double[])State.Clone();
        foreach (var (weight, slope) in parts)
        {
            for (int i = 0; i < moved.Length; i++)
            {
                moved[i] += _step * weight * slope[i];
            }
        }

        return moved;
    }
}
