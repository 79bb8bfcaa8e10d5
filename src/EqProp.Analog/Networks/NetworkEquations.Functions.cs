using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <content>Energy, cost and derivatives at a state.</content>
public sealed partial class NetworkEquations
{
    /// <summary>The energy E whose downhill slope moves the network (uphill for inhibitors), or E + beta C with a nudge.</summary>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="state">One a free node.</param>
    /// <param name="nudge">The push on the outputs; none in a free phase.</param>
    /// <returns>Energy in units of g V_swing^2 (a co-content, in watts).</returns>
    /// <exception cref="InvalidOperationException">
    /// There is no energy: couplings between free nodes that act one way or are not alike in both directions, or amplifiers whose gains agree
    /// with no metric.
    /// </exception>
    /// <remarks>
    /// Energy-based: E = sum m (L s^2 / 2 + integral of D - h ds - b y) - sum_pairs m_target A W y y, descended in s. Current-summing: the
    /// same with L H(y), H the integral of the inverse activation, and the integral of D - h dy, descended in y = rho(s). m is the
    /// <see cref="NetworkMetric"/>, 1 everywhere without amplifiers and inhibitors. Cells of an activator u and an inhibitor v:
    /// sum (-integral of f du - I u + u v + b v - gamma v^2 / 2).
    /// </remarks>
    public double Energy(ReadOnlySpan<double> inputs, ReadOnlySpan<double> state, OutputNudge? nudge = null)
    {
        if (!HasEnergy)
        {
            throw new InvalidOperationException(
                "A network with one-way or unlike couplings between free nodes, or with gains that agree with no metric, has no energy.");
        }

        double[] signals = Signals(inputs, state);
        double energy = nudge is null ? 0 : nudge.Beta * Cost(nudge.Cost, nudge.Target, state);
        for (int i = 0; i < state.Length; i++)
        {
            double activity = signals[inputs.Length + i];
            double square = IsEnergyBased ? state[i] * state[i] / 2 : _activations[i].InverseIntegral(activity);
            double own = _conductance[i] * square + DiodeEnergy(i, state[i]) - NonlinearEnergy(i, state[i]) - _bias[i] * activity;
            ReadOnlySpan<double> weights = _synapses.Into(i);
            for (int j = 0; j < weights.Length; j++)
            {
                double pairs = j < inputs.Length ? 1 : 0.5;
                own -= pairs * weights[j] * signals[j] * activity;
            }

            energy += _nodeMetric[i] * own;
        }

        return energy;
    }

    /// <summary>
    /// What the cost sees of the outputs: states for the energy-based force, activities for the current-summing one.
    /// </summary>
    /// <param name="state">One a free node.</param>
    /// <returns>One an output.</returns>
    public double[] Outputs(ReadOnlySpan<double> state)
    {
        double[] outputs = state.Slice(FirstOutput, Layout.OutputCount).ToArray();
        for (int k = 0; k < outputs.Length && !IsEnergyBased; k++)
        {
            outputs[k] = _activations[FirstOutput + k].Value(outputs[k]);
        }

        return outputs;
    }

    /// <summary>The cost C of one example.</summary>
    /// <param name="cost">Squared error of the outputs, or cross-entropy of the external read-out.</param>
    /// <param name="target">One an answer; those of the cross-entropy sum to one.</param>
    /// <param name="state">One a free node.</param>
    /// <returns>Dimensionless; nats for the cross-entropy.</returns>
    /// <exception cref="ArgumentException">The cost does not go with the layout's read-out, or targets are missing.</exception>
    public double Cost(CostKind cost, IReadOnlyList<double> target, ReadOnlySpan<double> state) =>
        CostOf(cost, target).Value(Outputs(state));

    /// <summary>The derivative dC/do of the cost by what it sees of each output; the nudge is -beta / m times it.</summary>
    /// <param name="cost">Squared error of the outputs, or cross-entropy of the external read-out.</param>
    /// <param name="target">One an answer.</param>
    /// <param name="state">One a free node.</param>
    /// <returns>One an output.</returns>
    /// <exception cref="ArgumentException">The cost does not go with the layout's read-out, or targets are missing.</exception>
    /// <remarks>squaredError: o - d. crossEntropy: W (softmax(z) - d) with z = o W + b.</remarks>
    public double[] CostGradient(CostKind cost, IReadOnlyList<double> target, ReadOnlySpan<double> state) =>
        CostOf(cost, target).Gradient(Outputs(state));

    /// <summary>The derivative of <see cref="Rate"/> by the states.</summary>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="state">One a free node.</param>
    /// <param name="nudge">The push on the outputs; none in a free phase.</param>
    /// <returns>[i, j] = d(ds_i/dt)/ds_j over the free nodes, in inverse time constants.</returns>
    public double[,] Jacobian(ReadOnlySpan<double> inputs, ReadOnlySpan<double> state, OutputNudge? nudge = null) =>
        Jacobian(inputs, state, nudge, withDiodes: true);

    /// <summary>The same; the conductance of Shockley diodes can be left out.</summary>
    internal double[,] Jacobian(ReadOnlySpan<double> inputs, ReadOnlySpan<double> state, OutputNudge? nudge, bool withDiodes)
    {
        double[] net = NetInput(inputs, state);
        var jacobian = new double[net.Length, net.Length];
        for (int i = 0; i < net.Length; i++)
        {
            double gate = IsEnergyBased ? _activations[i].Slope(state[i]) : 1;
            ReadOnlySpan<double> weights = _synapses.Into(i)[inputs.Length..];
            for (int j = 0; j < net.Length; j++)
            {
                jacobian[i, j] = gate * weights[j] * _activations[j].Slope(state[j]);
            }

            jacobian[i, i] += (IsEnergyBased ? _activations[i].Curvature(state[i]) * net[i] : 0) - _conductance[i];
            jacobian[i, i] += NonlinearSlope(i, state[i]) - (withDiodes ? DiodeSlope(i, state[i]) : 0);
        }

        if (nudge is not null)
        {
            SubtractNudge(jacobian, state, nudge);
        }

        for (int i = 0; i < net.Length; i++)
        {
            for (int j = 0; j < net.Length; j++)
            {
                jacobian[i, j] /= _capacitance[i];
            }
        }

        return jacobian;
    }

    /// <summary>
    /// How far the currents are from reciprocal in the metric: |K - K^T| / |K + K^T| (Frobenius) of K_ij = m_i dI_i/dy_j, I the current that
    /// moves node i. Zero where there is an energy.
    /// </summary>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="state">One a free node.</param>
    /// <returns>From 0 to infinity.</returns>
    public double Asymmetry(ReadOnlySpan<double> inputs, ReadOnlySpan<double> state)
    {
        double[,] currents = Jacobian(inputs, state);
        double apart = 0, along = 0;
        for (int i = 0; i < state.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double ahead = ByActivity(currents, i, j, state), back = ByActivity(currents, j, i, state);
                double times = i == j ? 1 : 2;
                apart += times * (ahead - back) * (ahead - back);
                along += times * (ahead + back) * (ahead + back);
            }
        }

        return apart == 0 ? 0 : Math.Sqrt(apart / along);
    }

    /// <summary>How far a state is from the nearest place where the equations have no derivative.</summary>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="state">One a free node.</param>
    /// <returns>
    /// Least distance over the nodes: of the state to a kink of rho or a rail, or, for a node held at a rail, of its force to zero.
    /// Infinite for smooth activation circuits without rails.
    /// </returns>
    public double KinkDistance(ReadOnlySpan<double> inputs, ReadOnlySpan<double> state)
    {
        double[] rate = Rate(inputs, state);
        bool[] held = HeldAt(state, rate);
        double distance = double.PositiveInfinity;
        for (int i = 0; i < rate.Length; i++)
        {
            double toRail = Math.Min(Math.Abs(state[i] - _rails[i].Lower), Math.Abs(state[i] - _rails[i].Upper));
            double free = Math.Min(toRail, Math.Min(_activations[i].KinkDistance(state[i]), NonlinearKinkDistance(i, state[i])));
            distance = Math.Min(distance, held[i] ? Math.Abs(rate[i]) * _capacitance[i] : free);
        }

        return distance;
    }

    /// <summary>The derivative of each node's rate by the current summed on it: gate over capacitance.</summary>
    internal double[] RateByCurrent(ReadOnlySpan<double> state)
    {
        var result = new double[state.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = (IsEnergyBased ? _activations[i].Slope(state[i]) : 1) / _capacitance[i];
        }

        return result;
    }

    /// <summary>The derivative of each node's rate by a conductance from its membrane to the state zero.</summary>
    internal double[] RateByLoad(ReadOnlySpan<double> state)
    {
        var result = new double[state.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = -_nodes[i].Group.MembraneOf(_nodes[i].Node, state[i]) / _capacitance[i];
        }

        return result;
    }

    /// <summary>The derivative of the cost by every free node's state.</summary>
    internal double[] CostByState(CostKind cost, IReadOnlyList<double> target, ReadOnlySpan<double> state)
    {
        var result = new double[state.Length];
        double[] gradient = CostGradient(cost, target, state);
        for (int k = 0; k < gradient.Length; k++)
        {
            result[FirstOutput + k] = gradient[k] * OutputSlope(k, state);
        }

        return result;
    }

    internal OutputCost CostOf(CostKind cost, IReadOnlyList<double> target) => new(Layout, _parameters, cost, target);

    // Nodes whose activity does not move with their state push nobody.
    private double ByActivity(double[,] jacobian, int i, int j, ReadOnlySpan<double> state)
    {
        double slope = IsEnergyBased ? 1 : _activations[j].Slope(state[j]);
        return slope == 0 ? 0 : _nodeMetric[i] * _capacitance[i] * jacobian[i, j] / slope;
    }

    private void SubtractNudge(double[,] jacobian, ReadOnlySpan<double> state, OutputNudge nudge)
    {
        double[,] hessian = CostOf(nudge.Cost, nudge.Target).Hessian(Outputs(state));
        for (int k = 0; k < Layout.OutputCount; k++)
        {
            for (int l = 0; l < Layout.OutputCount; l++)
            {
                jacobian[FirstOutput + k, FirstOutput + l] -= nudge.Beta * _nudge[k] * hessian[k, l] * OutputSlope(l, state);
            }
        }
    }

    /// <summary>do/ds of one output.</summary>
    private double OutputSlope(int output, ReadOnlySpan<double> state) =>
        IsEnergyBased ? 1 : _activations[FirstOutput + output].Slope(state[FirstOutput + output]);
}
