namespace EqProp.Analog.Circuits;

/// <summary>
/// A converter that turns voltages into numbers: to the nearest of 2^bits equally spaced ones, both ends of its range among them. An activity or answer of
/// one is a voltage of <see cref="NeuronBlock.VoltageSwing"/>.
/// </summary>
public sealed record ReadConverterBlock
{
    /// <summary>Bits of a number.</summary>
    public required int Bits { get; init; }

    /// <summary>Lowest and highest voltage; what is beyond reads as the nearest end.</summary>
    [Unit("V")]
    public required IReadOnlyList<double> Range { get; init; }

    /// <summary>Where the numbers of this block come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well the numbers are known.</summary>
    public FitKind? Fit { get; init; }
}
