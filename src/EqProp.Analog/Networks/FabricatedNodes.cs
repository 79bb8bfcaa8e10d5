using EqProp.Analog.Circuits;
using EqProp.Analog.NonIdealities;

namespace EqProp.Analog.Networks;

/// <summary>Gives the neurons of a layout the element values of one die.</summary>
internal sealed class FabricatedNodes
{
    private readonly CircuitBlock _circuit;
    private readonly NetworkLayout _layout;
    private readonly SpreadTable _spreads;
    private readonly CornerBlock _corner;
    private readonly TemperatureFactors _temperature;

    public FabricatedNodes(CircuitBlock circuit, NetworkLayout layout, SpreadTable spreads)
    {
        _circuit = circuit;
        _layout = layout;
        _spreads = spreads;
        _corner = CornerOf(circuit);
        _temperature = TemperatureFactors.Of(circuit);
    }

    /// <summary>The corner in force; the nominal one without a name.</summary>
    public static CornerBlock CornerOf(CircuitBlock circuit) =>
        (circuit.Fabrication?.Corners ?? []).FirstOrDefault(corner => corner.Name == circuit.Fabrication?.Corner)
        ?? new CornerBlock { Name = "nominal" };

    /// <summary>Coordinates of a node on the die.</summary>
    /// <remarks>The two states of a cell stand at one place.</remarks>
    public static (double X, double Y) Place(NetworkLayout layout, int group, int node)
    {
        int neurons = layout.Groups.Count - 1 - layout.Cells.Count;
        int stands = group > neurons ? layout.Cells.First(cell => cell.Inhibitor == group).Activator : group;
        int[] sizes = [.. layout.Groups.Skip(1).Take(neurons).Select(one => one.Size)];
        return DieGradient.Place(sizes.Take(stands - 1).Sum() + node, sizes.Sum());
    }

    /// <summary>One free group with its drawn values.</summary>
    public NodeGroup Apply(int g)
    {
        NodeGroup group = _layout.Groups[g];
        DimensionlessMap map = _layout.Map;
        bool isInhibitor = _layout.Cells.Any(cell => cell.Inhibitor == g), isCell = isInhibitor || group.Nonlinearity is not null;
        bool hasActivation = !isCell && _circuit.Coupling.IsBuffered(group.Activation);
        bool hasMembrane = !isInhibitor || _circuit.Neurons.FitzHughNagumo is { Branch: InhibitorBranch.Gyrator };
        double[] leak = Factors(VariedParameter.LeakConductance, g, i => map.ToSiemens(Math.Abs(group.Leak[i])), _corner.LeakConductance * _temperature.Leak);
        double[] own = Factors(VariedParameter.MembraneCapacitance, g, i => group.Capacitance[i] * map.Capacitance, _corner.MembraneCapacitance);
        double[] time = Factors(VariedParameter.TimeConstant, g, i => map.ToSeconds(group.Capacitance[i] / (isCell ? 1 : group.Leak[i])), 1);
        double[] rate = Factors(VariedParameter.MembraneRate, g, _ => 1, 1);
        double pair = group.Activation is ActivationKind.Tanh or ActivationKind.Logistic ? _temperature.Slope : 1;
        double[] slope = hasActivation ? Factors(VariedParameter.ActivationGain, g, _ => 1, _corner.ActivationGain * pair) : [];
        double[] offset = hasActivation ? Offsets(VariedParameter.InputOffset, g, map.VoltageSwing, 0) : [];
        double[] current = hasMembrane ? Offsets(VariedParameter.BiasCurrent, g, map.Current, -_temperature.LeakageAmperes) : [];
        double[] output = Factors(VariedParameter.OutputGain, g, _ => 1, 1);
        NodeGroup drawn = group with
        {
            Leak = [.. group.Leak.Select((value, i) => value * leak[i])],
            Capacitance = [.. group.Capacitance.Select((value, i) => value * own[i] * time[i] / rate[i])],
            Slope = slope.All(a => a == 1) ? null : slope,
            Offset = offset.All(delta => delta == 0) ? null : offset,
            OutputGain = output.All(gain => gain == 1) ? null : output,
            OffsetCurrent = current.All(amount => amount == 0) ? null : current,
        };
        return drawn with
        {
            InitialState = [.. group.InitialState.Select((state, i) => drawn.SlopeOf(i) * (state + drawn.OffsetOf(i)))],
        };
    }

    /// <summary>Factors of a parameter of a group's nodes; 1 where its nominal value is zero or none: there is no such device.</summary>
    public double[] Factors(VariedParameter parameter, int g, Func<int, double> nominalOf, double shared)
    {
        NodeGroup group = _layout.Groups[g];
        ParameterSpread[] mismatch = _spreads.Mismatch(parameter, group.Name);
        DieGradient? gradient = _spreads.Gradient(parameter);
        var factors = new double[group.Size];
        for (int i = 0; i < factors.Length; i++)
        {
            double nominal = nominalOf(i);
            factors[i] = nominal > 0 && double.IsFinite(nominal)
                ? shared * _spreads.SharedFactor(parameter, group.Name, nominal) * _spreads.DeviceFactor(mismatch, nominal, g, i)
                    * (1 + (gradient?.At(Place(_layout, g, i)) ?? 0))
                : 1;
        }

        return factors;
    }

    /// <summary>Offsets of a parameter over a dimensionless unit, each with a part that is given.</summary>
    private double[] Offsets(VariedParameter parameter, int g, double unit, double given)
    {
        NodeGroup group = _layout.Groups[g];
        ParameterSpread[] mismatch = _spreads.Mismatch(parameter, group.Name);
        DieGradient? gradient = _spreads.Gradient(parameter);
        double shared = _spreads.SharedOffset(parameter, group.Name) + given;
        var offsets = new double[group.Size];
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = (shared + _spreads.DeviceOffset(mismatch, g, i)) / unit + (gradient?.At(Place(_layout, g, i)) ?? 0);
        }

        return offsets;
    }
}
