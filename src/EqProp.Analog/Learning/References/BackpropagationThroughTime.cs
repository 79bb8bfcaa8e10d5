using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.References;

/// <summary>
/// Backpropagation through the explicit Euler steps of a free phase, in double precision: what the steps of a nudged phase are measured against. Dense, for
/// small networks.
/// </summary>
/// <remarks>
/// A step is s' = P(s + epsilon f(s)), f = ds/dt and P the rails. With D zero at nodes that P stops and 1 elsewhere, and J the Jacobian of f,
/// dC/ds = (1 + epsilon J)^T D dC/ds' and dC/dtheta = epsilon (D dC/ds')^T df/dtheta. On a free state that rests, of a network with an energy,
/// the changes of a phase nudged by beta are these gradients, step by step, as beta goes to 0 (Ernoult et al. 2019):
/// o(t + 1) - o(t) = -beta epsilon / kappa dC/ds(T - t), with the states o = s where forces follow from an energy in s and the activities o = y where currents
/// are summed, and (d/beta) (y_i y_j) = -dC/dW(T - t).
/// </remarks>
public static class BackpropagationThroughTime
{
    /// <summary>Unrolls some steps of a free phase and goes back through them.</summary>
    /// <param name="equations">The network.</param>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="cost">The cost after the last step.</param>
    /// <param name="target">One an answer.</param>
    /// <param name="start">States before the first step, one a free node.</param>
    /// <param name="epsilon">Step in time constants.</param>
    /// <param name="steps">How many.</param>
    /// <returns>The gradient, step by step.</returns>
    public static TimeGradient Compute(
        NetworkEquations equations, ReadOnlySpan<double> inputs, CostKind cost, IReadOnlyList<double> target, ReadOnlySpan<double> start,
        double epsilon, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var states = new double[steps + 1][];
        var stopped = new bool[steps][];
        states[0] = start.ToArray();
        for (int step = 0; step < steps; step++)
        {
            (states[step + 1], stopped[step]) = Advance(equations, inputs, states[step], epsilon);
        }

        List<double[]> byState = [equations.CostByState(cost, target, states[steps])];
        List<NetworkParameters> byParameters = [];
        for (int step = steps - 1; step >= 0; step--)
        {
            double[] passed = [.. byState[^1].Select((value, i) => stopped[step][i] ? 0 : value)];
            byParameters.Add(ParameterSensitivity.Of(
                equations, equations.Activities(inputs, states[step]), states[step], [.. passed.Select(value => epsilon * value)]));
            byState.Add(Back(equations.Jacobian(inputs, states[step]), passed, epsilon));
        }

        return new TimeGradient(states[steps], byState, byParameters);
    }

    private static (double[] Next, bool[] Stopped) Advance(NetworkEquations equations, ReadOnlySpan<double> inputs, double[] state, double epsilon)
    {
        double[] rate = equations.Rate(inputs, state);
        double[] free = [.. state.Select((s, i) => s + epsilon * rate[i])];
        double[] next = equations.Project((double[])free.Clone());
        return (next, [.. next.Select((s, i) => s != free[i])]);
    }

    private static double[] Back(double[,] jacobian, double[] passed, double epsilon)
    {
        double[] result = (double[])passed.Clone();
        for (int j = 0; j < result.Length; j++)
        {
            for (int i = 0; i < passed.Length; i++)
            {
                result[j] += epsilon * jacobian[i, j] * passed[i];
            }
        }

        return result;
    }
}
