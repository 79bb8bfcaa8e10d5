namespace EqProp.Analog.Studies.Records;

/// <summary>Length of the phases.</summary>
public sealed record PhaseRecord
{
    /// <summary>Steps of the free phase, or the most there may be.</summary>
    public required int FreeSteps { get; init; }

    /// <summary>Steps of each nudged phase, or the most there may be.</summary>
    public required int NudgedSteps { get; init; }

    /// <summary>Length of the free phase in seconds of the chip.</summary>
    public required double FreeSeconds { get; init; }

    /// <summary>Length of each nudged phase in seconds of the chip.</summary>
    public required double NudgedSeconds { get; init; }

    /// <summary>The shared time constant C/g in seconds.</summary>
    public required double TimeConstantSeconds { get; init; }
}
