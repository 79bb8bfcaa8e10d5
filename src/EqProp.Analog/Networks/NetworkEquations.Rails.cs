using EqProp.Analog.Circuits;
using EqProp.Analog.Neurons;
using MathNet.Numerics.Integration;

namespace EqProp.Analog.Networks;

/// <content>Rails, diodes, and steps that respect them.</content>
public sealed partial class NetworkEquations
{
    private const int MostBisections = 200;
    private const double Rounding = 1e-16;

    /// <summary>Which free nodes sit at a rail while their force points outward; they do not move.</summary>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="state">One a free node.</param>
    /// <param name="nudge">The push on the outputs; none in a free phase.</param>
    /// <returns>One a free node; all false without rails.</returns>
    public bool[] Held(ReadOnlySpan<double> inputs, ReadOnlySpan<double> state, OutputNudge? nudge = null) =>
        HeldAt(state, Rate(inputs, state, nudge));

    /// <summary>The same network with its outputs held at given states by sources.</summary>
    /// <param name="states">One an output; rails keep what lies beyond them.</param>
    /// <returns>New equations, whose operating points are those of the rest.</returns>
    public NetworkEquations WithOutputsHeld(ReadOnlySpan<double> states)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(states.Length, Layout.OutputCount, nameof(states));
        var held = new NetworkEquations(Layout, _parameters);
        for (int k = 0; k < states.Length; k++)
        {
            (double lower, double upper) = _rails[FirstOutput + k];
            double state = Math.Clamp(states[k], lower, upper);
            held._rails[FirstOutput + k] = (state, state);
        }

        return held;
    }

    /// <summary>One explicit Euler step of all free nodes at once, put back between the rails.</summary>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="state">One a free node.</param>
    /// <param name="epsilon">Step in time constants.</param>
    /// <param name="nudge">The push on the outputs; none in a free phase.</param>
    /// <returns>The states after the step, one a free node.</returns>
    public double[] Step(ReadOnlySpan<double> inputs, ReadOnlySpan<double> state, double epsilon, OutputNudge? nudge = null)
    {
        double[] next = Rate(inputs, state, nudge);
        for (int i = 0; i < next.Length; i++)
        {
            next[i] = state[i] + epsilon * next[i];
        }

        return Project(next);
    }

    /// <summary>
    /// A step with the diodes at its end point and all else at its start: the same fixed points as <see cref="Step"/>, whatever the
    /// diodes' conductance.
    /// </summary>
    internal double[] ImplicitDiodeStep(
        ReadOnlySpan<double> inputs, ReadOnlySpan<double> state, double epsilon, OutputNudge? nudge = null)
    {
        double[] next = Rate(inputs, state, nudge);
        for (int i = 0; i < next.Length; i++)
        {
            double scale = epsilon / _capacitance[i];
            double explicitly = state[i] + epsilon * next[i] + scale * DiodeCurrent(i, state[i]);
            next[i] = _diodes[i].Length == 0 ? explicitly : BehindDiodes(i, explicitly, scale);
        }

        return Project(next);
    }

    /// <summary>Puts states back between the rails, in place.</summary>
    internal double[] Project(double[] state)
    {
        for (int i = 0; i < state.Length; i++)
        {
            state[i] = Math.Clamp(state[i], _rails[i].Lower, _rails[i].Upper);
        }

        return state;
    }

    /// <summary>The same where the rates are known, those of other forces included.</summary>
    internal bool[] HeldAt(ReadOnlySpan<double> state, double[] rate)
    {
        var held = new bool[state.Length];
        for (int i = 0; i < held.Length; i++)
        {
            held[i] = IsFixed(i) || (state[i] == _rails[i].Lower && rate[i] < 0) || (state[i] == _rails[i].Upper && rate[i] > 0);
        }

        return held;
    }

    private bool IsFixed(int node) => _rails[node].Lower == _rails[node].Upper;

    private static DiodeFunction[] ShockleyDiodes(NodeGroup group) =>
        [.. group.Diodes.Where(d => d.Kind == DiodeKind.Shockley)
            .Select(d => new DiodeFunction(d.Direction, d.Level, d.Saturation, d.Thermal))];

    private static (double Lower, double Upper) RailsOf(NodeGroup group, ForceForm force)
    {
        var activation = new ActivationFunction(group.Activation);
        double lower = force == ForceForm.EnergyBased ? activation.LowerRail : double.NegativeInfinity;
        double upper = force == ForceForm.EnergyBased ? activation.UpperRail : double.PositiveInfinity;
        foreach (NodeDiode diode in group.Diodes.Where(d => d.Kind == DiodeKind.Ideal))
        {
            if (diode.Direction == DiodeDirection.FromMembrane)
            {
                upper = Math.Min(upper, diode.Level);
            }
            else
            {
                lower = Math.Max(lower, diode.Level);
            }
        }

        return (lower, upper);
    }

    private double DiodeCurrent(int node, double state) => _diodes[node].Sum(diode => diode.Current(state));

    private double DiodeSlope(int node, double state) => _diodes[node].Sum(diode => diode.Slope(state));

    // Energy-based: the integral of D ds. Current-summing: of D dy, which for the piecewise linear circuits is that over their output.
    private double DiodeEnergy(int node, double state)
    {
        ActivationFunction activation = _activations[node];
        bool isSmooth = !IsEnergyBased && activation.Kind is (ActivationKind.Tanh or ActivationKind.Logistic);
        double end = IsEnergyBased ? state : activation.Value(state);
        return isSmooth
            ? _diodes[node].Sum(diode => Quadrature(activation, diode, state))
            : _diodes[node].Sum(diode => diode.Integral(end));
    }

    // Panels no wider than what the exponential or the activation bends in, of order 16: exact but for rounding.
    private static double Quadrature(ActivationFunction activation, DiodeFunction diode, double state)
    {
        double width = Math.Min(2 * diode.Thermal, 0.5 / activation.Gain);
        int panels = (int)Math.Ceiling(Math.Abs(state - diode.Level) / width);
        double panel = (state - diode.Level) / Math.Max(panels, 1);
        double sum = 0;
        for (int k = 0; k < panels; k++)
        {
            double from = diode.Level + k * panel;
            sum += GaussLegendreRule.Integrate(s => diode.Current(s) * activation.Slope(s), from, from + panel, 16);
        }

        return sum;
    }

    // The root of x + scale D(x) = z, which rises everywhere: Newton's method inside a bracket that halves where Newton is slow.
    private double BehindDiodes(int node, double z, double scale)
    {
        double Excess(double x) => x + scale * DiodeCurrent(node, x) - z;
        double reach = 1;
        double low = z, high = z;
        while (Excess(low) > 0)
        {
            low -= reach;
            reach *= 2;
        }

        for (reach = 1; Excess(high) < 0; reach *= 2)
        {
            high += reach;
        }

        double x = (low + high) / 2;
        for (int k = 0; k < MostBisections; k++)
        {
            double excess = Excess(x);
            (low, high) = excess < 0 ? (x, high) : (low, x);
            double newton = x - excess / (1 + scale * DiodeSlope(node, x));
            if (Math.Abs(newton - x) <= Rounding * Math.Max(1, Math.Abs(x)))
            {
                return newton;
            }

            x = k % 3 != 2 && newton > low && newton < high ? newton : (low + high) / 2;
        }

        return x;
    }
}
