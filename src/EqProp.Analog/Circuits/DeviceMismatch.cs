namespace EqProp.Analog.Circuits;

/// <summary>Mismatch of devices from their size (Pelgrom, Duinmaijer and Welbers, IEEE J. Solid-State Circuits 24, 1433, 1989).</summary>
public static class DeviceMismatch
{
    /// <summary>Spread of the threshold voltage.</summary>
    /// <param name="device">The devices.</param>
    /// <returns>Volts, one sigma.</returns>
    /// <remarks>sd(V_T) = A_VT / sqrt(W L), times the root of the number of devices.</remarks>
    public static double ThresholdSigma(DeviceBlock device) =>
        device.ThresholdCoefficient * Math.Sqrt(device.Devices / (device.Width * device.Length));

    /// <summary>Spread of the current, or of a capacitance or resistance, over its nominal value.</summary>
    /// <param name="device">The devices.</param>
    /// <param name="temperature">Junction temperature in kelvins.</param>
    /// <returns>One sigma.</returns>
    /// <remarks>sqrt((gm / I)^2 sd(V_T)^2 + A_beta^2 / (W L)), gm / I = q / (n k T) in weak inversion and 2 / overdrive in strong.</remarks>
    public static double CurrentSigma(DeviceBlock device, double temperature)
    {
        double efficiency = device.Inversion == InversionKind.Weak
            ? 1 / (device.SlopeFactor * ThermalVoltage.Of(temperature))
            : 2 / device.Overdrive;
        double gain = device.GainCoefficient * Math.Sqrt(device.Devices / (device.Width * device.Length));
        return Math.Sqrt(Math.Pow(efficiency * ThresholdSigma(device), 2) + gain * gain);
    }

    /// <summary>Spread of the parameter that the devices set: volts of an input offset, else relative.</summary>
    internal static double Sigma(DeviceBlock device, double temperature) =>
        device.Parameter == VariedParameter.InputOffset ? ThresholdSigma(device) : CurrentSigma(device, temperature);
}
