namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>How far one example has come. Times are in nominal steps.</summary>
internal struct RowProgress
{
    /// <summary>A step shorter than this share of the time passed does not move it on.</summary>
    private const double ShortestShare = 1e-14;
    private const double ShortestStep = 1e-30;

    /// <summary>A rest that exceeds a step of fixed length by rounding alone is that step.</summary>
    private const double RoundingShare = 1e-9;

    private bool _reachesEnd;

    /// <summary>End of the last step.</summary>
    public double Time;

    /// <summary>Length of the step that is tried.</summary>
    public double Length;

    /// <summary>Length to try next, unless the end is nearer.</summary>
    public double NextLength;

    /// <summary>Logarithm of the error over the tolerance of the last step that was accepted.</summary>
    public double LogErrorBefore;

    /// <summary>Steps taken.</summary>
    public int Steps;

    /// <summary>Steps refused.</summary>
    public int Refusals;

    /// <summary>Whether the last try was refused.</summary>
    public bool IsRetry;

    /// <summary>Samples taken.</summary>
    public int Samples;

    /// <summary>Whether the example has ended.</summary>
    public bool HasEnded;

    /// <summary>Whether the time is over.</summary>
    public readonly bool IsOver(double duration) => Time >= duration;

    /// <summary>Whether steps have become too short to go on.</summary>
    public readonly bool HasStalled => NextLength < Math.Max(ShortestStep, ShortestShare * Time);

    /// <summary>End of the step that is tried.</summary>
    public readonly double End(TrajectoryControl control, double duration) =>
        _reachesEnd ? duration : control.Tolerance is null ? (Steps + 1) * control.FirstStep : Time + Length;

    /// <summary>Length of the step to try, a number of the kernels' format.</summary>
    public T Attempt<T>(double duration)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        double left = duration - Time;
        _reachesEnd = left <= NextLength * (1 + RoundingShare);
        bool isWhole = left >= NextLength * (1 - RoundingShare);
        T length = T.CreateTruncating(_reachesEnd && !isWhole ? left : NextLength);
        Length = double.CreateTruncating(length);
        return length;
    }

    /// <summary>Takes note of a step that was taken.</summary>
    public void Accept(double end, double error, StepRule? rule)
    {
        Time = end;
        if (rule is { } chosen)
        {
            double factor = Steps == 0 ? chosen.GrowFirst(error, out LogErrorBefore) : chosen.Grow(error, ref LogErrorBefore);
            NextLength = Length * (IsRetry ? Math.Min(factor, 1) : factor);
        }

        Steps++;
        IsRetry = false;
    }

    /// <summary>Takes note of a step that was refused.</summary>
    public void Refuse(double error, StepRule rule)
    {
        Refusals++;
        NextLength = Length * rule.Shrink(error);
        IsRetry = true;
    }
}
