using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>How far one chip has come in steps of its own. Times are in nominal steps.</summary>
internal struct ChipProgress
{
    private const double SmallestLength = 1e-6;

    private double _length;
    private bool _reachesEnd;
    private bool _refusedBefore;

    /// <summary>Length to try next, unless the end is nearer.</summary>
    public double NextLength;

    /// <summary>Error over the tolerance of the last step that was accepted.</summary>
    public double ErrorBefore;

    /// <summary>End of the last step that was accepted.</summary>
    public double Time { get; private set; }

    /// <summary>Steps that were accepted.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether the last step was accepted.</summary>
    public bool Accepted { get; private set; }

    /// <summary>Whether the time is over.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>Whether no step, however small, keeps its error: the chip diverges.</summary>
    public bool Vanished { get; private set; }

    /// <summary>Whether the chip has ended, for whatever reason.</summary>
    public bool Ended { get; set; }

    /// <summary>Length of the step to try, a number of the kernels' format; 0 after the end.</summary>
    public T Attempt<T>(double duration)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double left = duration - Time;
        _reachesEnd = NextLength >= left;
        T length = T.CreateTruncating(Ended ? 0 : _reachesEnd ? left : NextLength);
        _length = double.CreateTruncating(length);
        return length;
    }

    /// <summary>Takes or refuses the step that was tried.</summary>
    public void Judge(StepControl control, double duration, double error)
    {
        Vanished = !(error <= 1) && _length < SmallestLength;
        Accepted = !Ended && (error <= 1 || Vanished);
        if (Accepted)
        {
            Steps++;
            Time = _reachesEnd ? duration : Time + _length;
            AtEnd = _reachesEnd;
            double factor = control.Grow(error, ErrorBefore);
            NextLength = _length * (_refusedBefore ? Math.Min(factor, 1) : factor);
            ErrorBefore = error;
        }
        else
        {
            NextLength = _length * control.Shrink(error);
        }

        _refusedBefore = !Accepted;
    }
}
