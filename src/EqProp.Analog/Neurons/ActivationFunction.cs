using EqProp.Analog.Circuits;

namespace EqProp.Analog.Neurons;

/// <summary>
/// The activity y = rho(s) that synapses see of a node at state s, in double precision, with the quantities that follow
/// from it. Everything is dimensionless.
/// </summary>
/// <param name="Kind">Which activation circuit.</param>
/// <param name="Gain">Slope factor of tanh and logistic; unused by the others.</param>
/// <param name="Threshold">State at which tanh and logistic are steepest; unused by the others.</param>
/// <remarks>
/// hardSigmoid min(max(s, 0), 1); tanh(gain (s - threshold)); logistic 1 / (1 + exp(-gain (s - threshold)));
/// relu max(s, 0); linear s.
/// </remarks>
public readonly record struct ActivationFunction(ActivationKind Kind, double Gain = 1, double Threshold = 0)
{
    /// <summary>Lowest state that a projected node can take.</summary>
    public double LowerRail => Kind is ActivationKind.HardSigmoid or ActivationKind.Relu ? 0 : double.NegativeInfinity;

    /// <summary>Highest state that a projected node can take.</summary>
    public double UpperRail => Kind is ActivationKind.HardSigmoid ? 1 : double.PositiveInfinity;

    /// <summary>The activity rho(s).</summary>
    /// <param name="state">State s.</param>
    /// <returns>Activity y.</returns>
    public double Value(double state) => Kind switch
    {
        ActivationKind.HardSigmoid or ActivationKind.Relu => Math.Clamp(state, LowerRail, UpperRail),
        ActivationKind.Tanh => Math.Tanh(Gain * (state - Threshold)),
        ActivationKind.Logistic => 1 / (1 + Math.Exp(-Gain * (state - Threshold))),
        ActivationKind.Linear => state,
        _ => throw Unknown(),
    };

    /// <summary>The slope rho'(s).</summary>
    /// <param name="state">State s.</param>
    /// <returns>dy/ds.</returns>
    /// <remarks>
    /// One on the closed interval between the rails: states start at exactly zero, so the derivative of the open
    /// interval would freeze the whole network (Scellier and Bengio 2017).
    /// </remarks>
    public double Slope(double state)
    {
        double value = Value(state);
        return Kind switch
        {
            ActivationKind.HardSigmoid or ActivationKind.Relu => state >= LowerRail && state <= UpperRail ? 1 : 0,
            ActivationKind.Tanh => Gain * (1 - value * value),
            ActivationKind.Logistic => Gain * value * (1 - value),
            _ => 1,
        };
    }

    /// <summary>The curvature rho''(s); zero at the kinks of the piecewise linear circuits.</summary>
    /// <param name="state">State s.</param>
    /// <returns>d2y/ds2.</returns>
    public double Curvature(double state)
    {
        double value = Value(state);
        return Kind switch
        {
            ActivationKind.Tanh => -2 * Gain * Gain * value * (1 - value * value),
            ActivationKind.Logistic => Gain * Gain * value * (1 - value) * (1 - 2 * value),
            _ => 0,
        };
    }

    /// <summary>The state at which the activity is given: the inverse of rho.</summary>
    /// <param name="activity">Activity y.</param>
    /// <returns>
    /// State s with rho(s) = y. What tanh and logistic never reach gives the state a millionth of their range short of their limits; the
    /// piecewise linear circuits give y itself.
    /// </returns>
    public double Inverse(double activity)
    {
        const double shortfall = 1e-6;
        double y = Kind switch
        {
            ActivationKind.Tanh => Math.Clamp(activity, 2 * shortfall - 1, 1 - 2 * shortfall),
            ActivationKind.Logistic => Math.Clamp(activity, shortfall, 1 - shortfall),
            _ => activity,
        };
        return Kind switch
        {
            ActivationKind.Tanh => Threshold + Math.Atanh(y) / Gain,
            ActivationKind.Logistic => Threshold + Math.Log(y / (1 - y)) / Gain,
            _ => y,
        };
    }

    /// <summary>
    /// What a unit leak adds to the energy of a current-summing node: the integral of the inverse activation from 0 to y.
    /// </summary>
    /// <param name="activity">Activity y, between the limits of rho.</param>
    /// <returns>H(y); finite at the limits, not a number beyond them.</returns>
    /// <remarks>
    /// tanh: threshold y + (y artanh y + ln(1 - y^2) / 2) / gain; logistic: threshold y + (y ln y + (1 - y) ln(1 - y)) /
    /// gain; the others y^2 / 2.
    /// </remarks>
    public double InverseIntegral(double activity) => Kind switch
    {
        ActivationKind.Tanh => Threshold * activity
            + (TimesLog(1 + activity) + TimesLog(1 - activity)) / (2 * Gain),
        ActivationKind.Logistic => Threshold * activity + (TimesLog(activity) + TimesLog(1 - activity)) / Gain,
        _ => activity * activity / 2,
    };

    /// <summary>How far a state is from the nearest point where rho has no derivative.</summary>
    /// <param name="state">State s.</param>
    /// <returns>Distance in swings; infinite for smooth circuits.</returns>
    public double KinkDistance(double state) => Math.Min(Math.Abs(state - LowerRail), Math.Abs(state - UpperRail));

    private static double TimesLog(double x) => x == 0 ? 0 : x * Math.Log(x);

    private ArgumentOutOfRangeException Unknown() => new(nameof(Kind), Kind, "There is no such activation circuit.");
}
