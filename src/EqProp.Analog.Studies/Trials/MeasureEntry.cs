namespace EqProp.Analog.Studies.Trials;

/// <summary>What a measure needs besides learning and a test.</summary>
[Flags]
internal enum MeasureNeeds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A test after each epoch.</summary>
    EpochTests = 1,

    /// <summary>Free phases that are followed until they have settled.</summary>
    Settling = 2,

    /// <summary>A study of energy.</summary>
    Energy = 4,

    /// <summary>The element values of the die.</summary>
    Steps = 8,
}

/// <summary>A measure of a chip and where its number comes from.</summary>
/// <param name="Measure">Name, unit, meaning.</param>
/// <param name="Of">Its number, of a chip that has not failed.</param>
/// <param name="Needs">What must be found for it.</param>
internal sealed record MeasureEntry(TrialMeasure Measure, Func<ChipFindings, double> Of, MeasureNeeds Needs = MeasureNeeds.None)
{
    /// <summary>Whether chips that fail have the number too.</summary>
    public bool OfFailures { get; init; }
}
