using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;

namespace EqProp.Analog.Spice;

/// <summary>Writes initial voltages, tolerances, and the commands that run the analysis.</summary>
internal sealed class AnalysisCards(SpiceCircuit circuit, SpiceSettings settings)
{
    private const double Boltzmann = 1.38064852e-23;
    private const double ElementaryCharge = 1.6021766208e-19;
    private const double CelsiusZero = 273.15;
    private const int VoltagesOnALine = 6;

    /// <summary>First step over the shortest time constant: it is of order one and nothing checks it.</summary>
    private const double FirstStep = 1e-4;

    /// <summary>The same over the longest step: ngspice refuses steps below 1e-11 of it, and begins with a tenth of what it is told.</summary>
    private const double ShortestStep = 1e-9;

    /// <summary>
    /// Charge below which errors are no longer relative, over that of a swing on the smallest capacitance. Capacitors end at the reference,
    /// so that charges are those of the states and errors scale with the swing.
    /// </summary>
    private const double ChargeFloor = 0.3;

    /// <summary>
    /// How much looser the truncation error of neurons of two states may be, whose steps are short anyway. Eight cells over 60 time constants are
    /// 1.9e-6 of the swing off with it, 7e-7 without, with a third of the steps.
    /// </summary>
    private const double CellLoosening = 100;

    private DimensionlessMap Map => circuit.Map;

    /// <summary>kT/q as ngspice 39 computes it, with the constants of CODATA 2014, in volts.</summary>
    public static double ThermalVoltage(double temperature) => Boltzmann * temperature / ElementaryCharge;

    public void Write()
    {
        circuit.Text.Section("voltages at time zero");
        foreach (string[] voltages in InitialVoltages().Chunk(VoltagesOnALine))
        {
            circuit.Text.Line($".ic {string.Join(' ', voltages)}");
        }

        circuit.Text.Section("analysis");
        WriteTolerances();
        double duration = circuit.Phase.DurationSeconds;
        double longest = LongestStep(duration);
        double first = Math.Clamp(FirstStep * Map.ToSeconds(ShortestTime()), ShortestStep * longest, longest);
        circuit.Text.Line($".tran {Rounded(first)} {Number(duration)} 0 {Rounded(longest)} uic");
        foreach (string[] nodes in SavedNodes().Chunk(VoltagesOnALine))
        {
            circuit.Text.Line($".save {string.Join(' ', nodes.Select(node => $"v({node})"))}");
        }

        circuit.Text.Line(".control").Line("set filetype=binary").Line("run").Line($"write {settings.RawFile}").Line("quit").Line(".endc").Line(".end");
    }

    private double LongestStep(double duration)
    {
        double longest = duration / settings.FewestSteps;
        return circuit.HasCells ? Math.Min(longest, Map.ToSeconds(settings.LongestCellStep)) : longest;
    }

    private void WriteTolerances()
    {
        double celsius = Math.Round(circuit.Phase.Temperature - CelsiusZero, 9);
        double smallest = Charged().SelectMany(g => circuit.Layout.Groups[g].Capacitance).Min();
        double charge = ChargeFloor * smallest * Map.Capacitance * Map.VoltageSwing;
        double tolerance = settings.RelativeTolerance, truncation = settings.TruncationFactor * (circuit.HasCells ? CellLoosening : 1);
        circuit.Text.Line($".options temp={Number(celsius)} tnom={Number(celsius)} gmin=1e-25")
            .Line($".options method=trap reltol={Rounded(tolerance)} trtol={Rounded(truncation)} itl4=100")
            .Line($".options vntol={Rounded(0.1 * tolerance * Map.VoltageSwing)} abstol={Rounded(0.1 * tolerance * Map.Current)} chgtol={Rounded(charge)}");
    }

    private IEnumerable<string> InitialVoltages()
    {
        yield return $"v({SpiceCircuit.Reference})={Number(Map.ReferenceVoltage)}";
        foreach (int g in Charged())
        {
            NodeGroup group = circuit.Layout.Groups[g];
            (double lower, double upper) = circuit.Rails(group);
            var activation = new ActivationFunction(group.Activation, group.Gain, group.Threshold);
            for (int i = 0; i < group.Size; i++)
            {
                double state = Math.Clamp(circuit.InitialState(g, i), lower, upper);
                yield return $"v({circuit.Membrane(g, i)})={Number(Map.ToVolts(group.MembraneOf(i, state)))}";
                if (circuit.Wire(g, i) is { } wire)
                {
                    yield return $"v({wire})={Number(Map.ToVolts(circuit.InitialLine(g, i) ?? activation.Value(state)))}";
                }
            }
        }
    }

    private IEnumerable<string> SavedNodes() => settings.Nodes is { } chosen
        ? chosen.Select(node => circuit.State(node.Group, node.Node))
        : circuit.States.Skip(1).SelectMany(nodes => nodes);

    /// <summary>The shortest time constant that membranes and wires have at the start, dimensionless.</summary>
    private double ShortestTime()
    {
        double[] most = [.. circuit.Layout.Groups.Select(_ => 0.0)];
        for (int c = 0; c < circuit.Layout.Couplings.Count; c++)
        {
            Coupling coupling = circuit.Layout.Couplings[c];
            double sum = circuit.Phase.Parameters.Weights[c].Select(Math.Abs).DefaultIfEmpty().Max() * Math.Max(coupling.Gain, 1 / coupling.Gain);
            most[coupling.Target] += sum * circuit.Layout.Groups[coupling.Source].Size;
            most[coupling.Source] += coupling.Kind == EdgeKind.Reciprocal ? sum * circuit.Layout.Groups[coupling.Target].Size : 0;
        }

        foreach (Link link in circuit.Layout.Links)
        {
            most[link.Target] += link.Gains.Max(Math.Abs);
        }

        double shortest = double.PositiveInfinity;
        for (int g = 1; g < most.Length; g++)
        {
            NodeGroup group = circuit.Layout.Groups[g];
            double membrane = Enumerable.Range(0, group.Size).Min(i =>
                group.Capacitance[i] / (Math.Abs(group.Leak[i]) + most[g] + DiodeConductance(group, circuit.InitialState(g, i))));
            shortest = Math.Min(shortest, group.LineTime > 0 ? Math.Min(membrane, group.LineTime) : membrane);
        }

        return shortest;
    }

    // A membrane that starts far beyond a diode is pulled back in femtoseconds.
    private static double DiodeConductance(NodeGroup group, double state) => group.Diodes
        .Where(diode => diode.Kind == DiodeKind.Shockley)
        .Sum(diode => new DiodeFunction(diode.Direction, diode.Level, diode.Saturation, diode.Thermal).Slope(state));

    /// <summary>The groups whose states are voltages on capacitors.</summary>
    private IEnumerable<int> Charged() => Enumerable.Range(1, circuit.Layout.Groups.Count - 1).Where(g => circuit.InductorsOn(g) is null);

    private static string Number(double value) => SpiceCircuit.Number(value);

    private static string Rounded(double value) => SpiceCircuit.Rounded(value, "");
}
