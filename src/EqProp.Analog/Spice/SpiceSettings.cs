namespace EqProp.Analog.Spice;

/// <summary>How exactly the analysis is to be done, and what it leaves.</summary>
/// <remarks>
/// Measured on ngspice 39: its steps are of order two at most (Gear of a higher order too), so that small steps make it exact. With these
/// values the voltages of smooth circuits are within 1e-7 of the swing of closed forms over ten time constants.
/// </remarks>
public sealed record SpiceSettings
{
    /// <summary>Tolerance of the Newton iterations: <c>reltol</c>.</summary>
    public double RelativeTolerance { get; init; } = 1e-9;

    /// <summary>
    /// Truncation error of a step over what <see cref="RelativeTolerance"/> alone would allow: <c>trtol</c>; a hundred times as much for neurons of
    /// two states, which <see cref="LongestCellStep"/> keeps exact. SPICE itself takes 7.
    /// </summary>
    public double TruncationFactor { get; init; } = 3e-3;

    /// <summary>Fewest steps of the analysis.</summary>
    public int FewestSteps { get; init; } = 1000;

    /// <summary>
    /// Longest step with neurons of two states, in shared time constants. With it oscillations stay within 6e-6 of the swing; a <c>reltol</c> of 1e-6
    /// alone leaves them 2e-3 off.
    /// </summary>
    public double LongestCellStep { get; init; } = 0.005;

    /// <summary>Name of the file of waveforms that the netlist writes when it runs.</summary>
    public string RawFile { get; init; } = "waveforms.raw";

    /// <summary>Nodes to keep, as group and index; null for every free node.</summary>
    public IReadOnlyList<(int Group, int Node)>? Nodes { get; init; }
}
