namespace EqProp.Analog.NonIdealities;

/// <summary>When something that is not ideal acts on a chip.</summary>
public enum ActingTime
{
    /// <summary>Once, when the die is made.</summary>
    Fabrication,

    /// <summary>Whenever a conductance is written.</summary>
    Write,

    /// <summary>All the time that voltages move.</summary>
    Step,

    /// <summary>Whenever an answer is read out.</summary>
    Read,

    /// <summary>Slowly, between writing and reading.</summary>
    OverTime,
}
