using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Energy;

/// <summary>What the operations of a network would cost on another machine.</summary>
public sealed record ComparedCost
{
    /// <summary>The machine.</summary>
    public required string Name { get; init; }

    /// <summary>What it does: "inference" or "update of 20 examples".</summary>
    public required string Task { get; init; }

    /// <summary>Joules: the sum as it stands; of a published range its lower end.</summary>
    public required double Joules { get; init; }

    /// <summary>5 % point of a costed circuit, or lower end of a published range, in joules.</summary>
    public required double Low { get; init; }

    /// <summary>95 % point of a costed circuit, or upper end of a published range, in joules.</summary>
    public required double High { get; init; }

    /// <summary>What the number counts.</summary>
    public required string Boundary { get; init; }

    /// <summary>Where the number comes from.</summary>
    public required string Source { get; init; }

    /// <summary>How well it is known; null where rows differ.</summary>
    public FitKind? Fit { get; init; }
}
