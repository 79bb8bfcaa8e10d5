namespace EqProp.Analog.Circuits;

/// <summary>Noise of a capacitor that a switch has left.</summary>
internal static class CapacitorNoise
{
    private const double Boltzmann = 1.380649e-23;

    /// <summary>Root mean square voltage sqrt(k T / C), whatever the resistance of the switch.</summary>
    public static double Voltage(double farads, double kelvins) => Math.Sqrt(Boltzmann * kelvins / farads);
}
