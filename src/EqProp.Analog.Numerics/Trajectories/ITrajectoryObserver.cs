using System.Numerics;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// Looks at examples on their way. Different examples may call from different threads at once; those of one example come
/// in the order of time.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public interface ITrajectoryObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What to look at. Probes of one group are fastest side by side.</summary>
    IReadOnlyList<StateProbe> Probes { get; }

    /// <summary>When to look, the same for all examples: nominal steps from the start of the run, increasing.</summary>
    ReadOnlySpan<double> Times { get; }

    /// <summary>Whether to call at the end of every step too.</summary>
    bool SeesSteps { get; }

    /// <summary>Takes values at one of the times; times after an example's end are not reached.</summary>
    /// <param name="row">Index of the example.</param>
    /// <param name="index">Index of the time.</param>
    /// <param name="values">One a probe; valid during the call.</param>
    void Sample(int row, int index, ReadOnlySpan<T> values);

    /// <summary>Takes values at the end of a step.</summary>
    /// <param name="row">Index of the example.</param>
    /// <param name="time">When the step ends, in nominal steps.</param>
    /// <param name="values">One a probe; valid during the call.</param>
    void EndStep(int row, double time, ReadOnlySpan<T> values);
}
