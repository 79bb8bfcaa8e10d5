using EqProp.Analog.Circuits;
using EqProp.Analog.Neurons;

namespace EqProp.Analog.Networks;

/// <summary>
/// The equations of motion of one network for one example, in plain double precision: the reference that fast engines
/// are tested against. Inputs have one entry a clamped node; states have one entry a free node, in group order.
/// All numbers are dimensionless: states in swings, time in time constants, weights in leak conductances.
/// </summary>
/// <remarks>
/// Energy-based (Scellier and Bengio 2017): kappa ds/dt = rho'(s) N - L s + h(s) - D(s) - beta / m dC/ds, s kept between the rails.
/// Current-summing: kappa ds/dt = N - L s + h(s) - D(s) - beta / m dC/dy. Activity y = rho(s); that of a clamped node is its input.
/// N = sum W y + b with the gains of amplifiers: A W y into the target, W y / A back into the source. L is the leak and, with resistive
/// synapses, the sum of |W| over those that act on the node. D sums the currents of the Shockley diodes; an ideal diode is a rail, for
/// both forces. kappa and lambda are each node's capacitance and leak over the shared ones. Wires with a state of their own are left
/// out: they do not move the operating point. h is what a nonlinear conductance on the membrane adds to its leak; links add to N as
/// couplings do, and to L where they load. m is the <see cref="NetworkMetric"/>: -1 for inhibitors. Fabricated synapses have F W + O and B W + O in place of W. With a slope factor a and an
/// offset delta of its activation circuit the state of a node is a (s + delta), its capacitance kappa / a, its conductance L / a, and
/// L delta joins the bias.
/// </remarks>
public sealed partial class NetworkEquations
{
    private readonly NetworkParameters _parameters;
    private readonly SynapseMatrix _synapses;
    private readonly ActivationFunction[] _activations;
    private readonly double[] _conductance;
    private readonly double[] _capacitance;
    private readonly double[] _bias;
    private readonly DiodeFunction[][] _diodes;
    private readonly (double Lower, double Upper)[] _rails;
    private readonly NonlinearConductance?[] _nonlinear;
    private readonly NetworkMetric _metric;
    private readonly double[] _nudge;
    private readonly double[] _nodeMetric;
    private readonly (NodeGroup Group, int Node)[] _nodes;

    /// <summary>Fixes the network; later changes of the parameters do not reach it.</summary>
    /// <param name="layout">Groups and couplings.</param>
    /// <param name="parameters">Weights and biases; copied.</param>
    /// <exception cref="ArgumentException">A node is coupled to itself, or a reciprocal coupling within a group is not symmetric.</exception>
    public NetworkEquations(NetworkLayout layout, NetworkParameters parameters)
    {
        Layout = layout;
        FirstOutput = layout.Groups.Take(layout.OutputGroup).Skip(1).Sum(g => g.Size);
        _parameters = parameters.Clone();
        _synapses = new SynapseMatrix(layout, _parameters);
        _bias = [.. _parameters.Biases.Skip(1).SelectMany(b => b)];
        _conductance = [.. Enumerable.Range(1, layout.Groups.Count - 1).SelectMany(g => _parameters.LeaksOf(layout, g))];
        _capacitance = [.. layout.Groups.Skip(1).SelectMany(g => g.Capacitance)];
        _nodes = [.. layout.Groups.Skip(1).SelectMany(g => Enumerable.Range(0, g.Size).Select(i => (g, i)))];
        for (int i = 0; i < _conductance.Length; i++)
        {
            (NodeGroup group, int node) = _nodes[i];
            double loaded = _conductance[i] + _synapses.Loads[i], slope = group.SlopeOf(node);
            _bias[i] += (group.OffsetCurrent?[node] ?? 0) + loaded * group.OffsetOf(node);
            _conductance[i] = loaded / slope;
            _capacitance[i] /= slope;
        }

        _activations = [.. layout.Groups.Skip(1).SelectMany(g =>
            Enumerable.Repeat(new ActivationFunction(g.Activation, g.Gain, g.Threshold), g.Size))];
        _diodes = [.. layout.Groups.Skip(1).SelectMany(g => Enumerable.Repeat(ShockleyDiodes(g), g.Size))];
        _rails = [.. layout.Groups.Skip(1).SelectMany(g => Enumerable.Repeat(RailsOf(g, layout.Force), g.Size))];
        _nonlinear = [.. layout.Groups.Skip(1).SelectMany(g => Enumerable.Repeat(ConductanceOf(g), g.Size))];
        _metric = NetworkMetric.Of(layout);
        _nodeMetric = [.. _metric.Nodes.Skip(1).SelectMany(weights => weights)];
        _nudge = _metric.NudgeFactors(layout);
    }

    /// <summary>Groups and couplings.</summary>
    public NetworkLayout Layout { get; }

    /// <summary>A copy of the weights and biases.</summary>
    public NetworkParameters Parameters => _parameters.Clone();

    /// <summary>
    /// Whether the forces follow from one function, which falls along every free motion unless inhibitors ascend it: all couplings between
    /// free nodes reciprocal and alike in both directions, gains that agree.
    /// </summary>
    public bool HasEnergy => !_synapses.IsAsymmetric && _metric.IsConsistent;

    /// <summary>Whether membranes have nonlinear conductances, so that there may be unstable equilibria and oscillations.</summary>
    internal bool HasNonlinearConductances => _nonlinear.Any(conductance => conductance is not null);

    private bool IsEnergyBased => Layout.Force == ForceForm.EnergyBased;

    private int FirstOutput { get; }

    /// <summary>The states at time zero.</summary>
    /// <returns>One a free node.</returns>
    public double[] InitialState() => [.. Layout.Groups.Skip(1).SelectMany(g => g.InitialState)];

    /// <summary>What synapses see of every node: the inputs, then rho(s) of the free nodes.</summary>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="state">One a free node.</param>
    /// <returns>One array a group, the clamped group first.</returns>
    public double[][] Activities(ReadOnlySpan<double> inputs, ReadOnlySpan<double> state)
    {
        double[] signals = Signals(inputs, state);
        return [.. Layout.Groups.Select((g, i) => signals.AsSpan(_synapses.Offsets[i], g.Size).ToArray())];
    }

    /// <summary>The synaptic and bias current into every free node, sum_j W_ij y_j + b_i, without what synapses draw as a load.</summary>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="state">One a free node.</param>
    /// <returns>One a free node, in units of g V_swing.</returns>
    public double[] NetInput(ReadOnlySpan<double> inputs, ReadOnlySpan<double> state)
    {
        double[] signals = Signals(inputs, state);
        var net = new double[state.Length];
        for (int i = 0; i < net.Length; i++)
        {
            net[i] = _bias[i];
            ReadOnlySpan<double> weights = _synapses.Into(i);
            for (int j = 0; j < weights.Length; j++)
            {
                net[i] += weights[j] * signals[j];
            }
        }

        return net;
    }

    /// <summary>ds/dt before any projection on the rails.</summary>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="state">One a free node.</param>
    /// <param name="nudge">The push on the outputs; none in a free phase.</param>
    /// <returns>One a free node, in swings a time constant.</returns>
    public double[] Rate(ReadOnlySpan<double> inputs, ReadOnlySpan<double> state, OutputNudge? nudge = null)
    {
        double[] rate = NetInput(inputs, state);
        for (int i = 0; i < rate.Length; i++)
        {
            double slope = IsEnergyBased ? _activations[i].Slope(state[i]) : 1;
            rate[i] = slope * rate[i] - _conductance[i] * state[i] - DiodeCurrent(i, state[i]) + NonlinearCurrent(i, state[i]);
        }

        if (nudge is not null)
        {
            double[] push = CostGradient(nudge.Cost, nudge.Target, state);
            for (int k = 0; k < push.Length; k++)
            {
                rate[FirstOutput + k] -= nudge.Beta * _nudge[k] * push[k];
            }
        }

        for (int i = 0; i < rate.Length; i++)
        {
            rate[i] = IsFixed(i) ? 0 : rate[i] / _capacitance[i];
        }

        return rate;
    }

    /// <summary>The largest |ds/dt| over the nodes that can move: zero at an equilibrium.</summary>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="state">One a free node.</param>
    /// <param name="nudge">The push on the outputs; none in a free phase.</param>
    /// <returns>Swings a time constant; not a number if any rate is.</returns>
    public double Residual(ReadOnlySpan<double> inputs, ReadOnlySpan<double> state, OutputNudge? nudge = null)
    {
        double[] rate = Rate(inputs, state, nudge);
        bool[] held = HeldAt(state, rate);
        double residual = 0;
        for (int i = 0; i < rate.Length; i++)
        {
            residual = held[i] ? residual : Math.Max(residual, Math.Abs(rate[i]));
        }

        return residual;
    }

    /// <summary>Conductance between the state of a free node and rest, loads included: L / a.</summary>
    internal double LeakOf(int node) => _conductance[node];

    private double[] Signals(ReadOnlySpan<double> inputs, ReadOnlySpan<double> state)
    {
        if (inputs.Length != Layout.InputCount || state.Length != _activations.Length)
        {
            throw new ArgumentException(
                $"Got {inputs.Length} inputs and {state.Length} states for {Layout.InputCount} and {_activations.Length} nodes.");
        }

        var signals = new double[_synapses.NodeCount];
        inputs.CopyTo(signals);
        for (int i = 0; i < state.Length; i++)
        {
            signals[inputs.Length + i] = _activations[i].Value(state[i]);
        }

        return signals;
    }
}
