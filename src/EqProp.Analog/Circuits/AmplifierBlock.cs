namespace EqProp.Analog.Circuits;

/// <summary>What the output buffers of neurons do besides their activation; a field left out is ideal.</summary>
public sealed record AmplifierBlock
{
    /// <summary>Names of the groups, such as "hidden 1"; every free group if left out.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>Frequency of the buffer's own pole.</summary>
    [Unit("Hz")]
    public double? Bandwidth { get; init; }

    /// <summary>Fastest change of the output, as the full swing of the activation over the least time that it takes.</summary>
    [Unit("s")]
    public double? SlewTime { get; init; }

    /// <summary>Resistance of the output; with the capacitance of the wire (circuit.lines) it makes a second pole.</summary>
    [Unit("Ohm")]
    public double OutputResistance { get; init; }

    /// <summary>Root mean square of the noise at the output within the bandwidth, referred to the membrane at the steepest slope.</summary>
    [Unit("V")]
    public double InputNoise { get; init; }

    /// <summary>Where the numbers of this block come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well the numbers are known.</summary>
    public FitKind? Fit { get; init; }
}

/// <summary>The voltages between which current sources on a membrane work; beyond them they deliver nothing.</summary>
public sealed record ComplianceBlock
{
    /// <summary>Lowest membrane voltage.</summary>
    [Unit("V")]
    public required double Low { get; init; }

    /// <summary>Highest membrane voltage.</summary>
    [Unit("V")]
    public required double High { get; init; }
}
