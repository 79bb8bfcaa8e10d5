using EqProp.Analog.Circuits;

namespace EqProp.Analog.Simulation.Noise;

/// <summary>Noise of a circuit in the dimensionless units of its signals.</summary>
/// <remarks>
/// In c_i ds_i/dt = ... + n_i(t), time in tau and currents in g V_swing, a white current of two-sided power S in A^2/Hz gives
/// ds_i = (sigma_i / c_i) dW with sigma_i^2 = S tau / (C V_swing)^2. Thermal noise has S = 2 k T G, so sigma^2 = 2 theta G / g with
/// theta = k T / (C V_swing^2); shot noise has S = q I.
/// </remarks>
/// <param name="map">Units.</param>
/// <param name="temperature">Junction temperature in kelvins.</param>
internal sealed class NoiseUnits(DimensionlessMap map, double temperature)
{
    // Both exact in the SI since 2019.
    private const double Boltzmann = 1.380649e-23;
    private const double ElementaryCharge = 1.602176634e-19;

    /// <summary>k T over the energy of a swing on the shared capacitance, which is the variance of a lone neuron's state.</summary>
    public double Theta => Boltzmann * temperature / (map.Capacitance * map.VoltageSwing * map.VoltageSwing);

    /// <summary>sigma^2 of the shot noise of a current in amperes.</summary>
    public double Shot(double amperes) => ElementaryCharge * amperes / (map.Conductance * map.Capacitance * map.VoltageSwing * map.VoltageSwing);

    /// <summary>A current in amperes, in units of g V_swing.</summary>
    public double Current(double amperes) => amperes / map.Current;

    /// <summary>A voltage in volts, in swings.</summary>
    public double Swings(double volts) => volts / map.VoltageSwing;
}
