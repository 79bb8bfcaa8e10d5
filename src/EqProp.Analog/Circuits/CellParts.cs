namespace EqProp.Analog.Circuits;

/// <summary>Numbers that follow from the description of FitzHugh-Nagumo neurons, in units of the leak conductance, the membrane capacitance and T0.</summary>
internal static class CellParts
{
    /// <summary>Minus the slope of f at u = 0: the linear leak of a membrane.</summary>
    public static double LinearLeak(NonlinearityBlock nonlinearity) =>
        nonlinearity.Kind == NonlinearityKind.AlphaCubic ? nonlinearity.Alpha ?? double.NaN : -1;

    /// <summary>
    /// How steeply f falls where a membrane lands after a jump, the far point at the height of a knee: the steepest place it visits by itself.
    /// </summary>
    /// <remarks>A cubic f with the knee k and that point p is -c (u - k)^2 (u - p), so that its slope there is -c (p - k)^2.</remarks>
    public static double SteepestFall(NonlinearityBlock nonlinearity) => nonlinearity.Kind switch
    {
        NonlinearityKind.Cubic => 3,
        NonlinearityKind.AlphaCubic when nonlinearity.Alpha is { } alpha => 1 - alpha + alpha * alpha,
        _ => OuterSlope(nonlinearity),
    };

    /// <summary>Falling slope s of tanh and piecewiseLinear far from zero.</summary>
    public static double OuterSlope(NonlinearityBlock nonlinearity) => nonlinearity.OuterSlope ?? 1;

    /// <summary>The cells of a group of neurons whose numbers differ: the named ones, or one for all.</summary>
    /// <param name="circuit">A circuit of FitzHugh-Nagumo neurons.</param>
    /// <param name="role">Role of the group.</param>
    /// <returns>gamma and tau of each, and its membrane capacitance over the shared one.</returns>
    public static IEnumerable<(double Gamma, double Tau, double Capacitance)> Of(CircuitBlock circuit, NodeRole role)
    {
        FitzHughNagumoBlock cell = circuit.Neurons.FitzHughNagumo!;
        double gamma = cell.Gamma ?? double.NaN, tau = cell.Tau ?? double.NaN;
        return circuit.Topology.Kind == TopologyKind.Elements
            ? (circuit.Topology.Neurons ?? []).Where(node => node.Role == role).Select(node => (
                node.Gamma ?? gamma, node.Tau ?? tau, (node.MembraneCapacitance ?? circuit.Neurons.MembraneCapacitance) / circuit.Neurons.MembraneCapacitance))
            : [(gamma, tau, 1)];
    }

    /// <summary>Most fixed resistors on any node of a topology.</summary>
    public static int MostLinks(TopologyBlock topology) => topology.Kind switch
    {
        TopologyKind.Ring => 2,
        TopologyKind.Chain => AlongRow(topology.Cells),
        TopologyKind.Grid => AlongRow(topology.Rows) + AlongRow(topology.Columns),
        TopologyKind.Residual => 2,
        _ => 0,
    };

    private static int AlongRow(int? nodes) => Math.Clamp((nodes ?? 0) - 1, 0, 2);
}
