namespace EqProp.Analog.Simulation.Metering;

/// <summary>What couplings bring to a layer, as integrals.</summary>
/// <param name="Power">sum u G v: what arrives, times where it arrives.</param>
/// <param name="Load">sum G u^2 of those that are resistors.</param>
/// <param name="Loss">What of the resistors' dissipation counts here.</param>
internal readonly record struct ArrivingEnergy(double Power, double Load, double Loss)
{
    /// <summary>What drives them delivers.</summary>
    public double Delivered => Power - Load + Loss;

    public static ArrivingEnergy operator +(ArrivingEnergy a, ArrivingEnergy b) => new(a.Power + b.Power, a.Load + b.Load, a.Loss + b.Loss);
}
