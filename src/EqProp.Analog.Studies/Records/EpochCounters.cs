namespace EqProp.Analog.Studies.Records;

/// <summary>What an unfinished epoch has counted so far; sums over the examples seen.</summary>
public sealed record EpochCounters
{
    /// <summary>Examples seen.</summary>
    public long Examples { get; init; }

    /// <summary>Wrong answers.</summary>
    public long Wrong { get; init; }

    /// <summary>Sum of the cost.</summary>
    public double CostSum { get; init; }

    /// <summary>Sum over examples of the largest |ds/dt| at the end of the free phase, in swings a time constant.</summary>
    public double ResidualSum { get; init; }

    /// <summary>Largest |ds/dt| at the end of a free phase, in swings a time constant.</summary>
    public double ResidualMax { get; init; }

    /// <summary>Wall time of learning, in seconds.</summary>
    public double Seconds { get; init; }
}
