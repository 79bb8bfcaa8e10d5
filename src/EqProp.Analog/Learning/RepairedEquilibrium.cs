using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Learning;

/// <summary>
/// Nudged operating points of a network to which a linear force is added that turns the antisymmetric part of its Jacobian round:
/// 0 = F(s) - beta dC/ds - 2 A (s - s0), so that a small nudge moves it as it would move the transposed network (Scurria et al. 2026).
/// </summary>
/// <remarks>
/// With summed currents s gives way to the activities, in whose metric A is taken. Newton's method from the free operating point; where it does
/// not arrive, relaxation steps come between its trials.
/// </remarks>
internal sealed class RepairedEquilibrium
{
    private const double Residual = 1e-12;
    private const int NewtonSteps = 30;
    private const int RelaxationSteps = 50;
    private const int MostRounds = 400;

    private readonly NetworkEquations _equations;
    private readonly double[] _inputs;
    private readonly double[] _free;
    private readonly double[] _seen;
    private readonly double[,] _antisymmetric;

    public RepairedEquilibrium(NetworkEquations equations, ReadOnlySpan<double> inputs, double[] free)
    {
        _equations = equations;
        _inputs = inputs.ToArray();
        _free = free;
        _seen = equations.Seen(free);
        _antisymmetric = equations.Antisymmetric(inputs, free);
    }

    /// <summary>States of the free nodes at the nudged operating point.</summary>
    public double[] Settle(OutputNudge nudge)
    {
        double[] state = (double[])_free.Clone();
        for (int round = 0; round < MostRounds; round++)
        {
            if (ByNewton(state, nudge) is { } found)
            {
                return found;
            }

            state = Relax(state, nudge);
        }

        throw new InputException(
            "network.unsettled", "circuit", "The nudged network with its antisymmetric part turned round has no operating point near the free one.",
            "Use a smaller learning.beta, or the rule dyadic, which needs none.", FailureKind.Diverged);
    }

    private double[]? ByNewton(double[] start, OutputNudge nudge)
    {
        double[] state = start;
        for (int k = 0; k <= NewtonSteps; k++)
        {
            double[] rate = Rate(state, nudge);
            bool[] held = _equations.HeldAt(state, rate);
            if (Largest(rate, held) <= Residual)
            {
                return state;
            }

            double[] step = MovingNodes.Solve(Jacobian(state, nudge), held, rate);
            state = _equations.Project([.. state.Zip(step, (s, d) => s - d)]);
            if (!state.All(double.IsFinite))
            {
                return null;
            }
        }

        return null;
    }

    private double[] Relax(double[] start, OutputNudge nudge)
    {
        double[] state = start;
        double step = 1 / Matrix<double>.Build.DenseOfArray(Jacobian(start, nudge)).InfinityNorm();
        for (int k = 0; k < RelaxationSteps; k++)
        {
            double[] rate = Rate(state, nudge);
            state = _equations.Project([.. state.Zip(rate, (s, r) => s + step * r)]);
        }

        return state;
    }

    private double[] Rate(double[] state, OutputNudge nudge)
    {
        double[] rate = _equations.Rate(_inputs, state, nudge), seen = _equations.Seen(state);
        for (int i = 0; i < rate.Length; i++)
        {
            double turned = 0;
            for (int j = 0; j < rate.Length; j++)
            {
                turned += _antisymmetric[i, j] * (seen[j] - _seen[j]);
            }

            rate[i] -= 2 * turned / _equations.Inertia(i);
        }

        return rate;
    }

    private double[,] Jacobian(double[] state, OutputNudge nudge)
    {
        double[,] jacobian = _equations.Jacobian(_inputs, state, nudge);
        for (int i = 0; i < state.Length; i++)
        {
            for (int j = 0; j < state.Length; j++)
            {
                jacobian[i, j] -= 2 * _antisymmetric[i, j] * _equations.SeenSlope(j, state[j]) / _equations.Inertia(i);
            }
        }

        return jacobian;
    }

    private static double Largest(double[] rate, bool[] held)
    {
        double largest = 0;
        for (int i = 0; i < rate.Length; i++)
        {
            largest = held[i] ? largest : Math.Max(largest, Math.Abs(rate[i]));
        }

        return largest;
    }
}
