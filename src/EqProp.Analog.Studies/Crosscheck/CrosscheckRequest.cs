using EqProp.Analog.Circuits;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Waveforms;

namespace EqProp.Analog.Studies.Crosscheck;

/// <summary>What to run in both simulators.</summary>
public sealed record CrosscheckRequest
{
    /// <summary>The circuit.</summary>
    public required ResolvedCircuit Circuit { get; init; }

    /// <summary>The example, the nodes, and the phases.</summary>
    public WaveformRequest Shown { get; init; } = new();

    /// <summary>How exactly ngspice is to work.</summary>
    public SpiceSettings Settings { get; init; } = new();

    /// <summary>Longest time that ngspice may take for a phase.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);
}
