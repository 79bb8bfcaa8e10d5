using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Designs;

/// <summary>A study that was read: what its file says, and the circuit at every point.</summary>
public sealed record Study
{
    /// <summary>What the file says.</summary>
    public required StudyDescription Description { get; init; }

    /// <summary>The circuit before anything changes from point to point, without the settings of the study.</summary>
    public required ComposedCircuit Circuit { get; init; }

    /// <summary>The file of the study, or another name of its source.</summary>
    public required string Origin { get; init; }

    /// <summary>The axes, in the order of the file.</summary>
    internal IReadOnlyList<StudyAxis> Axes { get; init; } = [];
}
