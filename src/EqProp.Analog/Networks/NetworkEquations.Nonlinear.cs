using EqProp.Analog.Neurons;

namespace EqProp.Analog.Networks;

/// <content>Nonlinear conductances on membranes. The state of a node is a (s + delta); they see s.</content>
public sealed partial class NetworkEquations
{
    private static NonlinearConductance? ConductanceOf(NodeGroup group) =>
        group.Nonlinearity is { } block ? new NonlinearConductance(block) : null;

    private double NonlinearCurrent(int node, double state) => _nonlinear[node]?.Value(Membrane(node, state)) ?? 0;

    private double NonlinearSlope(int node, double state) =>
        (_nonlinear[node]?.Slope(Membrane(node, state)) ?? 0) / SlopeFactor(node);

    // The integral of h over the state.
    private double NonlinearEnergy(int node, double state) =>
        (_nonlinear[node]?.Integral(Membrane(node, state)) ?? 0) * SlopeFactor(node);

    private double NonlinearKinkDistance(int node, double state) =>
        (_nonlinear[node]?.KinkDistance(Membrane(node, state)) ?? double.PositiveInfinity) * SlopeFactor(node);

    private double Membrane(int node, double state) => _nodes[node].Group.MembraneOf(_nodes[node].Node, state);

    private double SlopeFactor(int node) => _nodes[node].Group.SlopeOf(_nodes[node].Node);
}
