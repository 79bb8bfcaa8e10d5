namespace EqProp.Analog.Energy.Baselines;

/// <summary>What the same network costs somewhere else, and what is counted in it.</summary>
public sealed record BaselineCost
{
    /// <summary>What it runs on, such as "int8, weights in 8 kB".</summary>
    public required string Name { get; init; }

    /// <summary>What is counted and what is not.</summary>
    public required string Boundary { get; init; }

    /// <summary>The rows.</summary>
    public required IReadOnlyList<EnergyItem> Items { get; init; }

    /// <summary>Operations that the table has no energy for.</summary>
    public required IReadOnlyList<MissingComponent> Missing { get; init; }

    /// <summary>Bytes of weights.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>Sum of the rows, in joules.</summary>
    public double Joules => Items.Sum(item => item.Joules);
}
