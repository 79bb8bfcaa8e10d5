namespace EqProp.Analog.Studies.Designs;

/// <summary>
/// Which chips and seeds each point is tried with: every combination, unless they are paired. Each kind counts on from its first number, or is the circuit's own where left out.
/// </summary>
public sealed record SampleBlock
{
    /// <summary>Dies at each point.</summary>
    public int Dies { get; init; } = 1;

    /// <summary>Number of the first die; that of the circuit if left out.</summary>
    public int? FirstDie { get; init; }

    /// <summary>Noise seeds at each point.</summary>
    public int NoiseSeeds { get; init; } = 1;

    /// <summary>Data seeds at each point.</summary>
    public int DataSeeds { get; init; } = 1;

    /// <summary>Learning seeds at each point.</summary>
    public int LearningSeeds { get; init; } = 1;

    /// <summary>Whether kinds count on together rather than in every combination: the second die with the second noise seed, and so on. Kinds of one number keep it.</summary>
    public bool Paired { get; init; }
}
