using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation.Noise;

/// <summary>
/// White noise of one node of a chip from what hangs on it: thermal noise of its leak, its synapses and its links, and shot noise into its membrane, which add up to one source.
/// </summary>
/// <remarks>
/// A leak of negative slope has the noise of a conductance of that size. The resistance of an inhibitor's branch drives it as a leak drives a
/// membrane: L dI = -R I dt + sqrt(2 k T R) dW is tau dv = -gamma v dt + sqrt(2 theta gamma) dW.
/// </remarks>
internal sealed class NodeNoise
{
    private readonly NetworkLayout _layout;
    private readonly NoiseBlock _noise;
    private readonly double _epsilon;
    private readonly double[][] _links;
    private readonly double[] _shot;

    /// <param name="chip">The chip.</param>
    public NodeNoise(ChipInstance chip)
    {
        CircuitBlock circuit = chip.Description.Circuit;
        _layout = chip.Layout;
        _noise = circuit.Noise ?? new NoiseBlock();
        Units = new(_layout.Map, circuit.Process.Temperature);
        _epsilon = chip.Description.Simulation.Epsilon!.Value;
        var links = new LinkNoise(chip);
        _links = [.. _layout.Groups.Skip(1).Select((_, g) => links.Conductances(g + 1))];
        _shot = [.. _links.Select((_, g) => _layout.Cells.Any(cell => cell.Inhibitor == g + 1) ? 0 : Units.Shot(_noise.Shot?.MembraneCurrent ?? 0))];
    }

    /// <summary>Noise in the units of signals.</summary>
    public NoiseUnits Units { get; }

    /// <summary>Whether synapses make noise.</summary>
    public bool HasSynapses => _noise.Thermal is { SynapseExcess: > 0 };

    /// <summary>sigma of a node.</summary>
    /// <param name="g">Its free group.</param>
    /// <param name="i">The node.</param>
    /// <param name="leak">Conductance of its leak, over the shared one.</param>
    /// <param name="synapses">Sum of |W| over its synapses, over the shared leak conductance.</param>
    public double Deviation(int g, int i, double leak, double synapses)
    {
        double conductance = _noise.Thermal is { } block
            ? block.LeakExcess * Math.Abs(leak) + block.SynapseExcess * (synapses + _links[g][i])
            : 0;
        return Math.Sqrt(2 * Units.Theta * conductance + _shot[g]);
    }

    /// <summary>What a unit of sigma displaces in a nominal step: sqrt(epsilon) / c, and the slope factor of the activation circuit.</summary>
    public double Mobility(int g, int i)
    {
        NodeGroup group = _layout.Groups[g + 1];
        return Math.Sqrt(_epsilon) * group.SlopeOf(i) / group.Capacitance[i];
    }
}
