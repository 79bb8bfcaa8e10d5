using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;

namespace EqProp.Analog.Simulation.Metering;

/// <summary>
/// The power of every element of a chip at given states, v times i one element after another, in plain double precision: what operating points
/// are costed with and what integrals along trajectories are tested against.
/// </summary>
public sealed class ElementPowers
{
    private readonly NetworkLayout _layout;
    private readonly NetworkParameters _parameters;
    private readonly NetworkEquations _equations;
    private readonly ActivationFunction[] _activations;

    /// <summary>Fixes the chip.</summary>
    /// <param name="layout">Groups and couplings.</param>
    /// <param name="parameters">Weights and biases.</param>
    public ElementPowers(NetworkLayout layout, NetworkParameters parameters)
    {
        _layout = layout;
        _parameters = parameters.Clone();
        _equations = new(layout, parameters);
        _activations = [.. layout.Groups.Select(group => new ActivationFunction(group.Activation, group.Gain, group.Threshold))];
    }

    /// <summary>Powers at one time.</summary>
    /// <param name="inputs">One a clamped node, dimensionless.</param>
    /// <param name="state">One a free node, dimensionless; wires are at the outputs of their neurons.</param>
    /// <param name="nudge">The push on the outputs; none in a free phase.</param>
    /// <returns>Of each free group, in watts; <see cref="LayerEnergy.Stored"/> is the rate at which its capacitors gain energy.</returns>
    public IReadOnlyList<LayerEnergy> At(ReadOnlySpan<double> inputs, ReadOnlySpan<double> state, OutputNudge? nudge = null)
    {
        var signals = new double[_layout.Groups.Count][];
        var voltages = new double[_layout.Groups.Count][];
        signals[0] = voltages[0] = inputs.ToArray();
        var result = new LayerEnergy[_layout.Groups.Count];
        for (int g = 1, first = 0; g < _layout.Groups.Count; first += _layout.Groups[g++].Size)
        {
            NodeGroup group = _layout.Groups[g];
            double[] own = state.Slice(first, group.Size).ToArray();
            signals[g] = [.. own.Select(_activations[g].Value)];
            voltages[g] = [.. own.Select((x, i) => group.MembraneOf(i, x))];
        }

        double[] slopes = Slopes(state);
        foreach ((Coupling coupling, double[] weights) in _layout.Couplings.Zip(_parameters.Weights))
        {
            AddCoupling(coupling, weights, signals, voltages, slopes, result);
        }

        foreach (Link link in _layout.Links)
        {
            AddLink(link, signals, voltages, result);
        }

        AddMembranes(inputs, state, nudge, voltages, slopes, result);
        double power = _layout.Map.Power, current = _layout.Map.Current;
        return [.. result.Skip(1).Select(layer => (layer * power) with { MovedCharge = layer.MovedCharge * current, NetCharge = layer.NetCharge * current })];
    }

    /// <summary>What a current that is summed becomes at each membrane: its part of the force.</summary>
    private double[] Slopes(ReadOnlySpan<double> state)
    {
        var slopes = new double[state.Length];
        for (int g = 1, first = 0; g < _layout.Groups.Count; first += _layout.Groups[g++].Size)
        {
            for (int i = 0; i < _layout.Groups[g].Size; i++)
            {
                slopes[first + i] = _layout.Force == ForceForm.EnergyBased ? _activations[g].Slope(state[first + i]) : 1;
            }
        }

        return slopes;
    }

    private int First(int group) => _layout.Groups.Take(group).Skip(1).Sum(before => before.Size);

    private void AddCoupling(Coupling coupling, double[] weights, double[][] signals, double[][] voltages, double[] slopes, LayerEnergy[] result)
    {
        int targets = _layout.Groups[coupling.Target].Size;
        double aheadShare = PassiveSynapses.ShareAhead(_layout, coupling), backShare = PassiveSynapses.ShareBack(_layout, coupling);
        for (int k = 0; k < weights.Length; k++)
        {
            (int i, int j) = Math.DivRem(k, targets);
            if (!coupling.Exists(i, j, targets))
            {
                continue;
            }

            double ahead = coupling.Forward(k, weights[k]), back = coupling.Backward(k, weights[k]);
            Add(coupling.IsResistive, (coupling.Target, j), ahead, coupling.Gain * signals[coupling.Source][i], aheadShare);
            if (coupling.ActsOnSource)
            {
                Add(coupling.IsResistive, (coupling.Source, i), back, signals[coupling.Target][j] / coupling.Gain, backShare);
            }
        }

        void Add(bool isResistive, (int Group, int Node) at, double conductance, double seen, double share)
        {
            double u = voltages[at.Group][at.Node], slope = slopes[First(at.Group) + at.Node];
            double current = isResistive ? conductance * seen - Math.Abs(conductance) * u : slope * conductance * seen;
            double across = Math.Sign(conductance) * seen - u;
            double lost = isResistive ? share * Math.Abs(conductance) * across * across : 0;
            result[at.Group] += new LayerEnergy
            {
                Synapses = current * u + lost,
                SynapseResistors = lost,
                MovedCharge = isResistive ? double.NaN : Math.Abs(current),
                NetCharge = current,
            };
        }
    }

    private void AddLink(Link link, double[][] signals, double[][] voltages, LayerEnergy[] result)
    {
        // The other direction of a resistor between two free nodes is a link of its own.
        double share = PassiveSynapses.ShareOf(link);
        for (int i = 0; i < link.Gains.Count; i++)
        {
            if (link.Gains[i] != 0)
            {
                double u = voltages[link.Target][i], seen = signals[link.Source][link.Seen(i)], gain = link.Gains[i];
                double current = gain * (link.Loads ? seen - u : seen), lost = link.Loads ? share * gain * (seen - u) * (seen - u) : 0;
                result[link.Target] += new LayerEnergy
                {
                    Links = current * u + lost,
                    LinkResistors = lost,
                    MovedCharge = link.Loads ? double.NaN : Math.Abs(current),
                    NetCharge = current,
                };
            }
        }
    }

    private void AddMembranes(
        ReadOnlySpan<double> inputs, ReadOnlySpan<double> state, OutputNudge? nudge, double[][] voltages, double[] slopes, LayerEnergy[] result)
    {
        double[] free = _equations.Rate(inputs, state), rates = nudge is null ? free : _equations.Rate(inputs, state, nudge);
        bool[] held = _equations.Held(inputs, state, nudge);
        double[] net = _equations.NetInput(inputs, state);
        for (int g = 1, node = 0; g < _layout.Groups.Count; g++)
        {
            NodeGroup group = _layout.Groups[g];
            IReadOnlyList<double> leaks = _parameters.LeaksOf(_layout, g);
            for (int i = 0; i < group.Size; i++, node++)
            {
                double u = voltages[g][i], capacitance = group.Capacitance[i] / group.SlopeOf(i), bias = slopes[node] * (_parameters.Biases[g][i] + (group.OffsetCurrent?[i] ?? 0));
                double other = u * (slopes[node] * net[node] - _equations.LeakOf(node) * state[node] - capacitance * free[node]), leak = leaks[i] * u * u;
                bool isNonlinear = group.Nonlinearity is not null;
                result[g] += new LayerEnergy
                {
                    Bias = bias * u,
                    Leak = isNonlinear ? 0 : leak,
                    Nonlinear = other + (isNonlinear ? leak : 0),
                    Nudge = u * capacitance * (rates[node] - free[node]),
                    Rails = held[node] ? u * capacitance * rates[node] : 0,
                    Stored = held[node] ? 0 : u * capacitance * rates[node],
                    MovedCharge = Math.Abs(bias),
                    NetCharge = bias,
                };
            }
        }
    }
}
