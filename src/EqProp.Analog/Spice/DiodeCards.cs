using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Spice;

/// <summary>Writes what hangs on a membrane to hold or to bend it: rails and diodes.</summary>
/// <remarks>
/// A rail is a conductance of a thousand million leaks beyond its voltage: the state is off by its force over 1e9. ngspice's own diode is
/// Shockley's law for forward voltages; below -3 n kT/q it takes -I_s (1 - (3 n kT/q / (e V))^3), up to half a percent of I_s off. A
/// diode for which that is more than 1e-9 of g V_swing is therefore written as its law.
/// </remarks>
internal sealed class DiodeCards(SpiceCircuit circuit)
{
    /// <summary>Conductance of a rail over the leak.</summary>
    public const double RailConductance = 1e9;

    private const double LargestDevice = 1e-9 / 0.005;
    private const string Ref = SpiceCircuit.Reference;

    private readonly Dictionary<(double Saturation, double Thermal), string> _models = [];
    private readonly Dictionary<double, string> _levels = [];

    private DimensionlessMap Map => circuit.Map;

    public void Write(int g, int i)
    {
        NodeGroup group = circuit.Layout.Groups[g];
        WriteRails(g, i, circuit.Rails(group));
        int number = 0;
        foreach (NodeDiode diode in group.Diodes.Where(diode => diode.Kind == DiodeKind.Shockley))
        {
            number++;
            string name = $"{circuit.Membrane(g, i)}_{number}", node = circuit.Membrane(g, i);
            if (diode.Saturation <= LargestDevice)
            {
                WriteDevice(name, node, diode);
            }
            else
            {
                WriteLaw(name, node, diode);
            }
        }
    }

    private void WriteRails(int g, int i, (double Lower, double Upper) rails)
    {
        string node = circuit.Membrane(g, i), state = $"v({circuit.State(g, i)},{Ref})";
        List<string> currents = [];
        if (double.IsFinite(rails.Upper))
        {
            currents.Add($"max({state} - {Number(Map.VoltageSwing * rails.Upper)}, 0)");
        }

        if (double.IsFinite(rails.Lower))
        {
            string below = rails.Lower == 0 ? $"max(-{state}, 0)" : $"max({Number(Map.VoltageSwing * rails.Lower)} - {state}, 0)";
            currents.Add((currents.Count > 0 ? "- " : "-") + below);
        }

        if (currents.Count > 0)
        {
            string sum = string.Join(' ', currents);
            circuit.Text.Device('b', $"{node}_rail", $"{node} 0 I = {Number(Map.ToSiemens(RailConductance))}*({sum})");
        }
    }

    private void WriteDevice(string name, string node, NodeDiode diode)
    {
        string level = Level(diode.Level), model = Model(diode);
        string ends = diode.Direction == DiodeDirection.FromMembrane ? $"{node} {level}" : $"{level} {node}";
        circuit.Text.Device('d', name, $"{ends} {model}");
    }

    private void WriteLaw(string name, string node, NodeDiode diode)
    {
        string state = $"v({node},{Ref})", level = Number(Map.VoltageSwing * diode.Level);
        string over = diode.Direction == DiodeDirection.FromMembrane ? $"{state} - {level}" : $"{level} - {state}";
        string ends = diode.Direction == DiodeDirection.FromMembrane ? $"{node} 0" : $"0 {node}";
        circuit.Text.Device(
            'b', $"{name}_diode", $"{ends} I = {Number(Map.ToAmperes(diode.Saturation))}*(exp(({over})/{Number(Map.VoltageSwing * diode.Thermal)}) - 1)");
    }

    private string Level(double level)
    {
        if (!_levels.TryGetValue(level, out string? node))
        {
            node = circuit.NewNode($"level_{_levels.Count + 1}");
            _levels.Add(level, node);
            circuit.Text.Device('v', node, $"{node} 0 DC {Number(Map.ToVolts(level))}");
        }

        return node;
    }

    // The emission coefficient makes up for what ngspice takes for k and q.
    private string Model(NodeDiode diode)
    {
        if (!_models.TryGetValue((diode.Saturation, diode.Thermal), out string? model))
        {
            model = $"diode{_models.Count + 1}";
            _models.Add((diode.Saturation, diode.Thermal), model);
            double emission = diode.Thermal * Map.VoltageSwing / AnalysisCards.ThermalVoltage(circuit.Phase.Temperature);
            circuit.Text.Line($".model {model} D(IS={Number(Map.ToAmperes(diode.Saturation))} N={Number(emission)})");
        }

        return model;
    }

    private static string Number(double value) => SpiceCircuit.Number(value);
}
