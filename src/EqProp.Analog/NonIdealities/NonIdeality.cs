using EqProp.Analog.Circuits;

namespace EqProp.Analog.NonIdealities;

/// <summary>One thing in which a chip differs from the ideal one.</summary>
public sealed record NonIdeality
{
    /// <summary>What it is, such as "thermal noise".</summary>
    public required string Name { get; init; }

    /// <summary>Name of the groups that have it; null: the whole chip.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>How large it is; the first number says most.</summary>
    public required IReadOnlyList<NonIdealitySize> Sizes { get; init; }

    /// <summary>When it acts.</summary>
    public required ActingTime Acts { get; init; }

    /// <summary>Whether it is noise: other numbers each time that the same die runs.</summary>
    public bool IsNoise { get; init; }

    /// <summary>Whether it is a fault of the plasticity unit, so that only learning feels it.</summary>
    public bool IsOfLearning { get; init; }

    /// <summary>JSON path of the block that asks for it, such as <c>circuit.noise.thermal</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Where its numbers come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well they are known.</summary>
    public FitKind? Fit { get; init; }
}
