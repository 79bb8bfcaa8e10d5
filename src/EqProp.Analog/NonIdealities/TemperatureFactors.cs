using EqProp.Analog.Circuits;

namespace EqProp.Analog.NonIdealities;

/// <summary>What temperature does to the elements of a chip, over their values at the reference temperature.</summary>
/// <param name="Leak">Factor on leak conductances.</param>
/// <param name="Synapse">Factor on what synapses conduct.</param>
/// <param name="Slope">Factor on the slope of differential pairs: tanh and logistic.</param>
/// <param name="LeakageAmperes">Current out of each membrane.</param>
/// <remarks>
/// Resistors: 1 / (1 + a dT + b dT^2). Subthreshold devices at constant currents: gm = I q / (n k T), so that slopes go with 1 / T. A synapse
/// behind tanh or logistic is the tail current of such a pair: its slope is that of the activation, its largest current stays. Resistive
/// synapses are resistors all the same. Leakage: I 2^(dT / doubling).
/// </remarks>
public readonly record struct TemperatureFactors(double Leak, double Synapse, double Slope, double LeakageAmperes)
{
    /// <summary>The factors of a circuit at the temperature of its process.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <returns>All one, and no leakage, without a temperature model.</returns>
    public static TemperatureFactors Of(CircuitBlock circuit)
    {
        if (circuit.TemperatureModel is not { } model)
        {
            return new(1, 1, 1, 0);
        }

        double difference = circuit.Process.Temperature - model.Reference;
        double resistor = 1 / (1 + model.ResistorLinear * difference + model.ResistorQuadratic * difference * difference);
        double transconductor = model.Subthreshold ? model.Reference / circuit.Process.Temperature : resistor;
        bool isTailCurrent = model.Subthreshold && circuit.ActivationOf(NodeRole.Hidden).Kind is (ActivationKind.Tanh or ActivationKind.Logistic);
        double synapse = isTailCurrent ? 1 : transconductor;
        return new(
            transconductor,
            circuit.Coupling.Kind == SynapseKind.Resistive ? resistor : synapse,
            model.Subthreshold ? transconductor : 1,
            model.LeakageCurrent * Math.Pow(2, difference / model.LeakageDoubling));
    }
}
