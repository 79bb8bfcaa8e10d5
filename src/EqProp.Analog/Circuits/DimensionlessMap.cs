namespace EqProp.Analog.Circuits;

/// <summary>
/// The map between a paper's dimensionless numbers and the chip's volts, siemens, farads, amperes and seconds.
/// With g and C the shared leak conductance and membrane capacitance and V_swing the voltage between s = 0 and s = 1:
/// tau = C/g, V = V_ref + V_swing s, G = g W, I = g V_swing b, g_nudge = beta g, t = tau t', P = g V_swing^2 E.
/// </summary>
public sealed record DimensionlessMap
{
    /// <summary>Takes the reference quantities from the shared neuron circuit.</summary>
    /// <param name="neurons">The shared neuron circuit.</param>
    public DimensionlessMap(NeuronBlock neurons)
    {
        Capacitance = neurons.MembraneCapacitance;
        Conductance = neurons.LeakConductance;
        VoltageSwing = neurons.VoltageSwing;
        ReferenceVoltage = neurons.ReferenceVoltage;
    }

    /// <summary>Reference capacitance C in farads.</summary>
    public double Capacitance { get; }

    /// <summary>Reference conductance g in siemens: a weight of one.</summary>
    public double Conductance { get; }

    /// <summary>Volts between the states zero and one.</summary>
    public double VoltageSwing { get; }

    /// <summary>Volts at the state zero.</summary>
    public double ReferenceVoltage { get; }

    /// <summary>Time constant C/g in seconds: the dimensionless time of one.</summary>
    public double TimeConstant => Capacitance / Conductance;

    /// <summary>Current of a bias of one, in amperes.</summary>
    public double Current => Conductance * VoltageSwing;

    /// <summary>Power of a dimensionless energy of one (co-content g V_swing^2), in watts.</summary>
    public double Power => Conductance * VoltageSwing * VoltageSwing;

    /// <summary>Node voltage of a state.</summary>
    /// <param name="state">Dimensionless state s.</param>
    /// <returns>Volts.</returns>
    public double ToVolts(double state) => ReferenceVoltage + VoltageSwing * state;

    /// <summary>State of a node voltage.</summary>
    /// <param name="volts">Volts.</param>
    /// <returns>Dimensionless state s.</returns>
    public double ToState(double volts) => (volts - ReferenceVoltage) / VoltageSwing;

    /// <summary>Conductance of a weight (or of a nudging strength).</summary>
    /// <param name="weight">Dimensionless weight.</param>
    /// <returns>Siemens.</returns>
    public double ToSiemens(double weight) => weight * Conductance;

    /// <summary>Current of a bias.</summary>
    /// <param name="bias">Dimensionless bias.</param>
    /// <returns>Amperes.</returns>
    public double ToAmperes(double bias) => bias * Current;

    /// <summary>Physical time of a dimensionless one.</summary>
    /// <param name="time">In time constants.</param>
    /// <returns>Seconds.</returns>
    public double ToSeconds(double time) => time * TimeConstant;
}
