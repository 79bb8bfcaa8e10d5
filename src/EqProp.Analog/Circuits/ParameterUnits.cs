using EqProp.Analog.Numerics.Quantities;

namespace EqProp.Analog.Circuits;

/// <summary>In what units the parameters of a chip spread.</summary>
internal static class ParameterUnits
{
    /// <summary>Unit of a parameter; null for a pure factor.</summary>
    public static string? Of(VariedParameter parameter) => parameter switch
    {
        VariedParameter.LeakConductance or VariedParameter.SynapseOffset => "S",
        VariedParameter.MembraneCapacitance => "F",
        VariedParameter.TimeConstant => "s",
        VariedParameter.InputOffset => "V",
        VariedParameter.BiasCurrent => "A",
        _ => null,
    };

    /// <summary>Whether the parameter has a nominal value of zero, so that no spread is relative to it.</summary>
    public static bool IsOffset(VariedParameter parameter) =>
        parameter is VariedParameter.InputOffset or VariedParameter.BiasCurrent or VariedParameter.SynapseOffset;

    /// <summary>Whether the parameter must stay above zero.</summary>
    public static bool IsPositive(VariedParameter parameter) => !IsOffset(parameter);

    /// <summary>Whether the parameter is one of synapses.</summary>
    public static bool IsOfSynapses(VariedParameter parameter) => parameter
        is VariedParameter.SynapseGain or VariedParameter.SynapseDirection or VariedParameter.SynapseOffset;

    /// <summary>Whether the parameter is one of the parts that FitzHugh-Nagumo cells have besides neurons and synapses.</summary>
    public static bool IsOfCells(VariedParameter parameter) => parameter is VariedParameter.GyratorGain or VariedParameter.LinkGain;

    /// <summary>Whether the parameter is one that all synapses of a neuron share, one way.</summary>
    public static bool IsOfBuffers(VariedParameter parameter) => parameter is VariedParameter.OutputGain or VariedParameter.FeedbackGain;

    /// <summary>Whether the parameter is one of activation circuits.</summary>
    public static bool IsOfActivations(VariedParameter parameter) => parameter is VariedParameter.InputOffset or VariedParameter.ActivationGain;

    /// <summary>Reads a quantity in the unit of a parameter; not a number where it is none.</summary>
    public static double Read(string? text, VariedParameter parameter) =>
        text is not null && Of(parameter) is { } unit && QuantityText.TryParse(text, UnitTable.Get(unit), out double value, out _)
            ? value
            : double.NaN;

    /// <summary>Smallest nominal value of a parameter on any node that has one, in its unit; 1 for a factor.</summary>
    public static double LeastNominal(VariedParameter parameter, CircuitBlock circuit)
    {
        NeuronBlock shared = circuit.Neurons;
        if (shared.FitzHughNagumo is { } cell)
        {
            return LeastOfCells(parameter, circuit, cell);
        }

        double Leak(ElementNeuron node) => node.LeakConductance ?? shared.LeakConductance;
        double Capacitance(ElementNeuron node) => node.MembraneCapacitance ?? shared.MembraneCapacitance;
        IEnumerable<ElementNeuron> free = (circuit.Topology.Neurons ?? []).Where(node => node.Role != NodeRole.Input && Leak(node) > 0);
        return parameter switch
        {
            VariedParameter.LeakConductance => free.Select(Leak).DefaultIfEmpty(shared.LeakConductance).Min(),
            VariedParameter.MembraneCapacitance => free.Select(Capacitance).DefaultIfEmpty(shared.MembraneCapacitance).Min(),
            VariedParameter.TimeConstant => LeastTime(circuit, free.Select(node => Capacitance(node) / Leak(node))),
            _ => 1,
        };
    }

    // Of a membrane the size of its linear leak, which is a negative conductance with most nonlinearities.
    private static double LeastOfCells(VariedParameter parameter, CircuitBlock circuit, FitzHughNagumoBlock cell)
    {
        NeuronBlock shared = circuit.Neurons;
        (double Gamma, double Tau, double Capacitance)[] cells = [.. CellParts.Of(circuit, NodeRole.Hidden).Concat(CellParts.Of(circuit, NodeRole.Output))];
        double slowness = cells.Min(one => Math.Min(one.Tau, one.Capacitance));
        return parameter switch
        {
            VariedParameter.LeakConductance => shared.LeakConductance * Math.Min(Math.Abs(CellParts.LinearLeak(cell.Nonlinearity)), cells.Min(one => one.Gamma)),
            VariedParameter.MembraneCapacitance => shared.MembraneCapacitance * slowness,
            VariedParameter.TimeConstant => LeastTime(circuit, [slowness * shared.MembraneCapacitance / shared.LeakConductance]),
            _ => 1,
        };
    }

    private static double LeastTime(CircuitBlock circuit, IEnumerable<double> own)
    {
        IEnumerable<double> given = (circuit.TimeConstants ?? []).SelectMany(block => block.Values ?? []);
        return own.Concat(given).DefaultIfEmpty(circuit.Neurons.MembraneCapacitance / circuit.Neurons.LeakConductance).Min();
    }
}
