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

    /// <summary>Whether the parameter is one of activation circuits.</summary>
    public static bool IsOfActivations(VariedParameter parameter) => parameter is VariedParameter.InputOffset or VariedParameter.ActivationGain;

    /// <summary>Reads a quantity in the unit of a parameter; not a number where it is none.</summary>
    public static double Read(string? text, VariedParameter parameter) =>
        text is not null && Of(parameter) is { } unit && QuantityText.TryParse(text, UnitTable.Get(unit), out double value, out _)
            ? value
            : double.NaN;

    /// <summary>Nominal value of a parameter of the shared neuron in its unit; 1 for a factor.</summary>
    public static double Nominal(VariedParameter parameter, NeuronBlock neurons) => parameter switch
    {
        VariedParameter.LeakConductance => neurons.LeakConductance,
        VariedParameter.MembraneCapacitance => neurons.MembraneCapacitance,
        VariedParameter.TimeConstant => neurons.MembraneCapacitance / neurons.LeakConductance,
        _ => IsOffset(parameter) ? 0 : 1,
    };
}
