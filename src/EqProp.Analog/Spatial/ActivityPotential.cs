using EqProp.Analog.Circuits;
using EqProp.Analog.Neurons;

namespace EqProp.Analog.Spatial;

/// <summary>What the leak of a node with an activation circuit adds to the functional, as a function of its activity y = rho(s).</summary>
/// <remarks>Energy-based: L s^2 / 2, with ds/dy = 1 / rho'. Current-summing: L H(y), H the integral of the inverse activation.</remarks>
internal sealed class ActivityPotential(ActivationFunction activation, ForceForm force, double leak) : ISelfPotential
{
    public (double Lower, double Upper) Limits => activation.Kind switch
    {
        ActivationKind.Tanh => (-1, 1),
        ActivationKind.Logistic => (0, 1),
        ActivationKind.Linear => (double.NegativeInfinity, double.PositiveInfinity),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation.Kind, "The activation has no inverse."),
    };

    /// <summary>The state s whose activity is y.</summary>
    public double StateOf(double activity) => activation.Kind switch
    {
        ActivationKind.Tanh => activation.Threshold + Math.Atanh(activity) / activation.Gain,
        ActivationKind.Logistic => activation.Threshold + Math.Log(activity / (1 - activity)) / activation.Gain,
        _ => activity,
    };

    /// <summary>rho'(s) at an activity.</summary>
    public double SlopeAt(double activity) => activation.Kind switch
    {
        ActivationKind.Tanh => activation.Gain * (1 - activity * activity),
        ActivationKind.Logistic => activation.Gain * activity * (1 - activity),
        _ => 1,
    };

    public double Value(double x)
    {
        double state = StateOf(x);
        return leak * (force == ForceForm.EnergyBased ? state * state / 2 : activation.InverseIntegral(x));
    }

    public double Slope(double x) => leak * StateOf(x) / (force == ForceForm.EnergyBased ? SlopeAt(x) : 1);

    public double Curvature(double x)
    {
        double state = StateOf(x), slope = SlopeAt(x);
        return leak * (force == ForceForm.EnergyBased ? (1 - state * activation.Curvature(state) / slope) / (slope * slope) : 1 / slope);
    }
}
