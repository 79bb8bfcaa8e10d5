namespace EqProp.Analog.Numerics.Integrators;

/// <content>Means over the last steps.</content>
public sealed unsafe partial class Relaxation<T>
{
    /// <summary>
    /// Steps at the end of a relaxation of fixed length over which <see cref="StateGroup{T}.MeanState"/> and
    /// <see cref="StateGroup{T}.MeanOutput"/> are taken, all of them where there are fewer; 0: not taken.
    /// </summary>
    public int AveragedSteps { get; set; }

    private void RequireMeans(bool untilSettled)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(AveragedSteps);
        if (AveragedSteps > 0 && untilSettled)
        {
            throw new InvalidOperationException("Means over the last steps need a relaxation of a fixed length.");
        }

        if (AveragedSteps > 0)
        {
            foreach (GroupStepper<T> stepper in _steppers)
            {
                stepper.Group.MakeRoomForMeans();
            }
        }
    }

    /// <summary>Takes the states after a step, counted from 1, into the means.</summary>
    private void AddToMeans(int step, int steps, int first, int rows, int parity)
    {
        int taken = step - (steps - Math.Min(steps, AveragedSteps));
        if (taken < 1)
        {
            return;
        }

        foreach (GroupStepper<T> stepper in _steppers)
        {
            StateGroup<T> group = stepper.Group;
            Approach(group.MeanState!, group.State(parity));
            if (!group.OutputIsState)
            {
                Approach(group.MeanOutput!, group.Output(parity));
            }
        }

        // Value by value towards the newest by one part in as many as there are: states at rest keep their bits.
        void Approach(Kernels.BatchMatrix<T> mean, Kernels.BatchMatrix<T> value)
        {
            nint at = (nint)first * mean.Stride;
            if (taken == 1)
            {
                CopyRows(value, mean, first, rows);
            }
            else
            {
                _kernels.Value.Approach(mean.Pointer + at, value.Pointer + at, 1.0 / taken, (nint)rows * mean.Stride);
            }
        }
    }
}
