using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Spatial;

/// <summary>
/// A chip of layers of equal width, each joined to the next, read as a chain: FitzHugh-Nagumo neurons, or neurons with an invertible activation
/// circuit whose layered energy generates the recurrence.
/// </summary>
/// <remarks>
/// Clamped inputs are part of the potential of the layer they drive, so that all momenta start from zero. Coordinates are what synapses see: u
/// and v, or y = rho(s), whose momenta are those of the states over rho'(s). Inhibitors that see no other layer are no coordinates.
/// </remarks>
public sealed class ChipChain
{
    private readonly NetworkLayout _layout;
    private readonly NetworkParameters _parameters;
    private readonly ChipStack _stack;
    private readonly ChipTerms _terms;

    private ChipChain(NetworkLayout layout, NetworkParameters parameters, double[] inputs)
    {
        (_layout, _parameters) = (layout, parameters);
        _stack = new ChipStack(layout);
        _terms = new ChipTerms(layout, parameters, inputs, _stack);
        Chain = new SpatialChain(
            [.. _terms.Layers.Select((terms, l) => Potential(terms, l))],
            [.. _terms.Links.Select(terms => new LayerLink(terms.ToForm(2 * _stack.Width)))],
            Positions([.. layout.Groups.Skip(1).SelectMany(group => group.InitialState)]));
        LayerNames = [.. _stack.Activators.Select(g => layout.Groups[g].Name)];
    }

    /// <summary>The chain; it starts from the states at time zero.</summary>
    public SpatialChain Chain { get; }

    /// <summary>Names of the layers.</summary>
    public IReadOnlyList<string> LayerNames { get; }

    /// <summary>Reads a chip.</summary>
    /// <param name="layout">Groups, couplings and links.</param>
    /// <param name="parameters">Weights and biases; not changed.</param>
    /// <param name="inputs">One a clamped node.</param>
    /// <returns>The chain with the inputs built in.</returns>
    /// <exception cref="InputException">The chip is no such stack; the message says why.</exception>
    public static ChipChain Read(NetworkLayout layout, NetworkParameters parameters, ReadOnlySpan<double> inputs) =>
        new(layout, parameters, inputs.ToArray());

    /// <summary>The cost of the chip's answer, as a function of the last layer.</summary>
    /// <param name="kind">Which cost.</param>
    /// <param name="target">One an answer.</param>
    /// <returns>The cost.</returns>
    /// <exception cref="ArgumentException">The cost does not go with the read-out, or targets are missing.</exception>
    public EndCost Cost(CostKind kind, IReadOnlyList<double> target)
    {
        NodeGroup outputs = _layout.Groups[_layout.OutputGroup];
        return _layout.Force == ForceForm.EnergyBased && outputs.Activation != ActivationKind.Linear
            ? EndCost.OfStates(_layout, _parameters, kind, target, new ActivationFunction(outputs.Activation, outputs.Gain, outputs.Threshold))
            : EndCost.Of(_layout, _parameters, kind, target, _stack.ReadsInhibitors ? _stack.Size : 0);
    }

    /// <summary>Coordinates of each layer at given states.</summary>
    /// <param name="state">One a free node, in group order.</param>
    /// <returns>Positions.</returns>
    public IReadOnlyList<double[]> Positions(ReadOnlySpan<double> state)
    {
        double[][] positions = [.. Enumerable.Range(0, _stack.Depth).Select(_ => new double[_stack.Width])];
        int at = 0;
        for (int g = 1; g < _layout.Groups.Count; g++)
        {
            NodeGroup group = _layout.Groups[g];
            var activation = new ActivationFunction(group.Activation, group.Gain, group.Threshold);
            for (int i = 0; i < group.Size; i++)
            {
                ChipNode node = _stack.NodeOf(g, i);
                if (node.Coordinate < _stack.Width)
                {
                    positions[node.Layer][node.Coordinate] = activation.Value(state[at]);
                }

                at++;
            }
        }

        return positions;
    }

    /// <summary>States of the chip along a path.</summary>
    /// <param name="path">A path of <see cref="Chain"/>.</param>
    /// <returns>One a free node, in group order; inhibitors that are no coordinates are where their activators put them.</returns>
    public double[] States(DepthPath path)
    {
        List<double> states = [];
        for (int g = 1; g < _layout.Groups.Count; g++)
        {
            NodeGroup group = _layout.Groups[g];
            ChipNode first = _stack.NodeOf(g, 0);
            Vector<double> x = path.X[first.Layer];
            Vector<double> whole = Chain.Layers[first.Layer] is ReducedPotential reduced && first.IsInhibitor ? reduced.Inhibitors(x) : x.SubVector(first.Coordinate, group.Size);
            states.AddRange(_stack.HasCells ? whole : whole.Select(OwnPotential(group, 1).StateOf));
        }

        return [.. states];
    }

    /// <summary>Momenta of the states of neurons with an activation circuit, p_l = -dE_l/ds_l of an operating point, where E_l joins s_l with s_(l+1).</summary>
    /// <param name="path">A path of <see cref="Chain"/>.</param>
    /// <returns>Of each layer: the momentum of the activities before it, times rho'(s).</returns>
    public IReadOnlyList<double[]> StateMomenta(DepthPath path) => [.. _stack.Activators.Select((g, l) =>
        path.P[l].Select((p, i) => _stack.HasCells ? p : p * OwnPotential(_layout.Groups[g], 1).SlopeAt(path.X[l][i])).ToArray())];

    /// <summary>A gradient of the chain as one of the chip: of all weights and biases that learning may write. The external read-out's entries are zero.</summary>
    /// <param name="gradient">A gradient of <see cref="Chain"/>.</param>
    /// <returns>dC/dtheta; both entries of a synapse within a group hold its derivative.</returns>
    public NetworkParameters ToParameters(ChainGradient gradient)
    {
        var result = new NetworkParameters(_layout);
        foreach ((TermList terms, double[] values) in _terms.Layers.Zip(gradient.Layers).Concat(_terms.Links.Zip(gradient.Links)))
        {
            foreach ((ParameterPlace place, double value) in terms.Places.Zip(values))
            {
                place.Write(result, value);
            }
        }

        return result;
    }

    private ILayerPotential Potential(TermList terms, int layer)
    {
        NodeGroup group = _layout.Groups[_stack.Activators[layer]];
        if (!_stack.HasCells)
        {
            return new LayerPotential([.. group.Leak.Select(leak => OwnPotential(group, leak))], terms.ToForm(_stack.Size));
        }

        var own = new ConductancePotential(group.Nonlinearity ?? throw ChipStack.Refuse("Some neurons with inhibitors have no nonlinear conductance."));
        var full = new LayerPotential([.. Enumerable.Repeat(own, _stack.Size)], terms.ToForm(2 * _stack.Size));
        return _stack.KeepsInhibitors ? full : new ReducedPotential(full);
    }

    private ActivityPotential OwnPotential(NodeGroup group, double leak) =>
        new(new ActivationFunction(group.Activation, group.Gain, group.Threshold), _layout.Force, leak);
}
