namespace EqProp.Analog.Circuits;

/// <summary>The voltage over which the current of a junction grows by e.</summary>
internal static class ThermalVoltage
{
    // Both exact in the SI since 2019.
    private const double Boltzmann = 1.380649e-23;
    private const double ElementaryCharge = 1.602176634e-19;

    /// <summary>n k T / q in volts.</summary>
    public static double Of(DiodeBlock diode, ProcessBlock process) =>
        diode.EmissionCoefficient * Boltzmann * process.Temperature / ElementaryCharge;

    /// <summary>k T / q in volts.</summary>
    public static double Of(double kelvins) => Boltzmann * kelvins / ElementaryCharge;
}
