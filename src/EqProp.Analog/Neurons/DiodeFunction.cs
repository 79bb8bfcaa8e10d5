using EqProp.Analog.Circuits;

namespace EqProp.Analog.Neurons;

/// <summary>The current of a Shockley diode on a membrane, in double precision, with its slope and integral. Everything is dimensionless.</summary>
/// <param name="Direction">Which way it conducts.</param>
/// <param name="Level">State at which it has no voltage across it.</param>
/// <param name="Saturation">Saturation current over g V_swing.</param>
/// <param name="Thermal">n kT/q over V_swing.</param>
/// <remarks>
/// With u = (s - level) / thermal, or its negative for a diode into the membrane, the current is I (exp(u) - 1) in the direction of the
/// diode (Shockley 1949). Beyond <see cref="LargestExponent"/> the exponential goes on along its tangent, so that nothing overflows.
/// </remarks>
public readonly record struct DiodeFunction(DiodeDirection Direction, double Level, double Saturation, double Thermal)
{
    /// <summary>Exponent beyond which the exponential is its tangent; no physical current comes near: exp(60) is 1e26.</summary>
    public const double LargestExponent = 60;

    private double Sign => Direction == DiodeDirection.FromMembrane ? 1 : -1;

    /// <summary>The current D(s) drawn from the membrane; negative where the diode feeds the membrane.</summary>
    /// <param name="state">State s.</param>
    /// <returns>In units of g V_swing.</returns>
    public double Current(double state)
    {
        double u = Exponent(state);
        return Sign * Saturation * (u <= LargestExponent ? Math.Exp(u) - 1 : Top * (1 + (u - LargestExponent)) - 1);
    }

    /// <summary>The conductance dD/ds.</summary>
    /// <param name="state">State s.</param>
    /// <returns>In units of g; never negative.</returns>
    public double Slope(double state) => Saturation / Thermal * Math.Exp(Math.Min(Exponent(state), LargestExponent));

    /// <summary>The integral of D from <see cref="Level"/> to s: what the diode adds to an energy descended in s.</summary>
    /// <param name="state">State s.</param>
    /// <returns>In units of g V_swing^2; never negative.</returns>
    /// <remarks>I v (exp(u) - 1 - u), with the exponential continued as its tangent.</remarks>
    public double Integral(double state)
    {
        double u = Exponent(state);
        double beyond = u - LargestExponent;
        double area = beyond <= 0 ? Math.Exp(u) - 1 : Top * (1 + beyond + beyond * beyond / 2) - 1;
        return Saturation * Thermal * (area - u);
    }

    private static double Top => Math.Exp(LargestExponent);

    private double Exponent(double state) => Sign * (state - Level) / Thermal;
}
