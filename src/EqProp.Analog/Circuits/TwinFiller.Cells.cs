namespace EqProp.Analog.Circuits;

/// <content>FitzHugh-Nagumo neurons, whose numbers are those of an R-L-C-E circuit, and the resistors between them.</content>
internal sealed partial class TwinFiller
{
    private const string CellPath = "circuit.neurons.fitzHughNagumo";
    private const string LinkPath = "circuit.topology.linkResistance";

    /// <summary>gamma = R / R0, b = E / V0, tau = L / (R0^2 C) and v in units of V0 / R0 (Nagumo, Arimoto, Yoshizawa 1962).</summary>
    private FitzHughNagumoBlock FillCell(FitzHughNagumoBlock cell)
    {
        RequireOne(cell.Gamma, cell.Resistance, CellPath, "gamma", "resistance");
        RequireOne(cell.Tau, cell.Inductance, CellPath, "tau", "inductance");
        (double? gamma, double? resistance) = Pair(cell.Gamma, cell.Resistance, 1 / _map.Conductance, $"{CellPath}.resistance", "gamma", "Ohm");
        (double? tau, double? inductance) = Pair(cell.Tau, cell.Inductance, _map.TimeConstant / _map.Conductance, $"{CellPath}.inductance", "tau", "H");
        (double? b, double? voltage) = Pair(cell.B, cell.SourceVoltage, _map.VoltageSwing, $"{CellPath}.sourceVoltage", "b", "V");
        (double? start, double? current) = PairBias(cell.InitialInhibitor, cell.InitialCurrent, $"{CellPath}.initialCurrent", "initialInhibitor");
        return cell with
        {
            Gamma = gamma,
            Resistance = resistance,
            Tau = tau,
            Inductance = inductance,
            B = b ?? 0,
            SourceVoltage = voltage ?? 0,
            InitialInhibitor = start ?? 0,
            InitialCurrent = current ?? 0,
        };
    }

    /// <summary>D = R0 / R_c; no resistor has D = 0.</summary>
    private TopologyBlock FillLinks(TopologyBlock topology)
    {
        if (!TopologyCounts.IsLattice(topology) && topology.Kind != TopologyKind.Residual)
        {
            return topology;
        }

        RequireOne(topology.LinkWeight, topology.LinkResistance, "circuit.topology", "linkWeight", "linkResistance");
        findings.Positive(topology.LinkResistance, LinkPath, "The resistance in ohms");
        double? inverse = 1 / (topology.LinkResistance * _map.Conductance);
        if (topology.LinkWeight is { } weight && inverse is { } other)
        {
            CheckAgreement(1 / weight, 1 / (weight * _map.Conductance), topology.LinkResistance!.Value, Agreement / (other * _map.Conductance), LinkPath, "1 / linkWeight", "Ohm");
        }

        return topology with
        {
            LinkWeight = topology.LinkWeight ?? Finite(inverse),
            LinkResistance = topology.LinkResistance ?? Finite(1 / (topology.LinkWeight * _map.Conductance)),
            InputWeight = TopologyCounts.IsLattice(topology) ? topology.InputWeight ?? 1 : topology.InputWeight,
        };
    }

    /// <summary>A lattice has no synapse, so that no range is asked of it.</summary>
    private static CouplingBlock WithRange(CouplingBlock coupling, TopologyBlock topology) =>
        TopologyCounts.IsLattice(topology) && coupling.WeightRange is null && coupling.ConductanceRange is null
            ? coupling with { WeightRange = [-1, 1] }
            : coupling;
}
