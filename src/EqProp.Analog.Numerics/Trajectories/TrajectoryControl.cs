using EqProp.Analog.Numerics.Ensembles;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>How long steps are. Lengths are in nominal steps, the unit of time that <c>StateGroup.Rate</c> is made for.</summary>
public sealed record TrajectoryControl
{
    private TrajectoryControl(double firstStep, StepTolerance? tolerance)
    {
        FirstStep = firstStep;
        Tolerance = tolerance;
    }

    /// <summary>Length of every step, or of the first that is tried.</summary>
    public double FirstStep { get; }

    /// <summary>Error that a step may make; null where all steps have one length.</summary>
    public StepTolerance? Tolerance { get; }

    /// <summary>Steps of one length; only the last may be shorter.</summary>
    /// <param name="step">The length.</param>
    /// <returns>The control.</returns>
    public static TrajectoryControl Fixed(double step = 1) => new(Positive(step), null);

    /// <summary>
    /// Each example has its own steps. The largest ratio of estimated error to tolerance over its states decides, by
    /// proportional-integral control.
    /// </summary>
    /// <remarks>
    /// h &lt;- 0.9 h e^(-0.7/q) e_before^(0.4/q) within 1/5 and 5, q one more than the order of the estimate; Hairer and
    /// Wanner, Solving Ordinary Differential Equations II, section IV.2.
    /// </remarks>
    /// <param name="tolerance">Error that a step may make.</param>
    /// <param name="firstStep">
    /// Length of the first step to try. Rather too short than too long: at a step of the order of a time constant an estimate
    /// may vanish by chance, and there is no step before it to tell.
    /// </param>
    /// <returns>The control.</returns>
    public static TrajectoryControl Adaptive(StepTolerance tolerance, double firstStep = 0.1) =>
        tolerance.Absolute > 0 && tolerance.Relative >= 0
            ? new(Positive(firstStep), tolerance)
            : throw new ArgumentException("A tolerance needs a positive absolute part and a relative part that is not negative.", nameof(tolerance));

    private static double Positive(double step) => step > 0 && double.IsFinite(step)
        ? step
        : throw new ArgumentOutOfRangeException(nameof(step), step, "A step has a positive length.");
}
