namespace EqProp.Analog.Networks;

/// <content>What the forces lack of being reciprocal, and a force that turns it round.</content>
public sealed partial class NetworkEquations
{
    /// <summary>
    /// The antisymmetric part A = (K - K^T) / 2 of the currents in the metric, K_ij = m_i dI_i/dx_j, where x is what the cost would see of a node:
    /// its state, or with summed currents its activity.
    /// </summary>
    internal double[,] Antisymmetric(ReadOnlySpan<double> inputs, ReadOnlySpan<double> state)
    {
        double[,] jacobian = Jacobian(inputs, state);
        var result = new double[state.Length, state.Length];
        for (int i = 0; i < state.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                result[i, j] = (ByActivity(jacobian, i, j, state) - ByActivity(jacobian, j, i, state)) / 2;
                result[j, i] = -result[i, j];
            }
        }

        return result;
    }

    /// <summary>x of every free node.</summary>
    internal double[] Seen(ReadOnlySpan<double> state)
    {
        double[] seen = state.ToArray();
        for (int i = 0; i < seen.Length && !IsEnergyBased; i++)
        {
            seen[i] = _activations[i].Value(seen[i]);
        }

        return seen;
    }

    /// <summary>dx/ds of one free node.</summary>
    internal double SeenSlope(int node, double state) => IsEnergyBased ? 1 : _activations[node].Slope(state);

    /// <summary>Capacitance times metric of one free node: what a rate is to be multiplied by for a force in the metric.</summary>
    internal double Inertia(int node) => _capacitance[node] * _nodeMetric[node];
}
