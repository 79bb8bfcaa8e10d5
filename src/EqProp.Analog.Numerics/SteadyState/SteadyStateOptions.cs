namespace EqProp.Analog.Numerics.SteadyState;

/// <summary>How a <see cref="SteadyState{T}"/> searches.</summary>
public sealed record SteadyStateOptions
{
    /// <summary>Most sweeps that Anderson acceleration may remember.</summary>
    public const int MostHistory = 32;

    private readonly int _history = 5;
    private readonly int _newtonSteps = 12;
    private readonly double _largestChange = 2;

    /// <summary>The method.</summary>
    public SteadyStateMethod Method { get; init; } = SteadyStateMethod.Automatic;

    /// <summary>Sweeps that Anderson acceleration remembers, 1 to <see cref="MostHistory"/>.</summary>
    public int History
    {
        get => _history;
        init => _history = value is >= 1 and <= MostHistory ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"History is 1 to {MostHistory} sweeps.");
    }

    /// <summary>Most Newton steps in which a node with a nonlinear equation of its own comes to rest within a sweep. Near its rest it takes one.</summary>
    public int NewtonSteps
    {
        get => _newtonSteps;
        init => _newtonSteps = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one Newton step.");
    }

    /// <summary>Largest change of a state in one of those Newton steps, in the unit of states.</summary>
    public double LargestChange
    {
        get => _largestChange;
        init => _largestChange = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The largest change is positive.");
    }
}
