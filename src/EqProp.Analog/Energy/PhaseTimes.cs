using EqProp.Analog.Circuits;

namespace EqProp.Analog.Energy;

/// <summary>Seconds that the chip is powered in each phase of one example.</summary>
/// <param name="Load">Converting and clamping the inputs: as many conversions one after another as inputs share a converter; 0 without a rate.</param>
/// <param name="Free">Settling freely; null where nobody states how long.</param>
/// <param name="Nudge">One nudged phase; null where nobody states how long.</param>
/// <param name="ReadOut">Converting the answers, while the free phase goes on; 0 without a rate.</param>
public sealed record PhaseTimes(double Load, double? Free, double? Nudge, double ReadOut)
{
    /// <summary>Reads the times of a description.</summary>
    /// <param name="description">A resolved description.</param>
    /// <param name="table">The component table, for the rates of converters; null without one.</param>
    /// <param name="options">What was measured.</param>
    /// <returns>The times.</returns>
    public static PhaseTimes Of(CircuitDescription description, ComponentTable? table, ActionOptions? options = null)
    {
        EnergyBlock? energy = description.Circuit.Energy;
        bool inTime = description.Simulation.Settling == SettlingKind.Transient;
        double? Lasting(PhaseBlock? phase) => (inTime ? phase?.Duration : null) ?? energy?.SettlingTime;
        double Converting(EnergyConverterBlock? converter) =>
            converter is not null && table?.Find(converter.Component, ActionNames.Convert)?.Rate is { } rate ? converter.SharedBy / rate : 0;
        return new(
            Converting(energy?.InputConverter),
            options?.FreeSeconds ?? Lasting(description.Learning?.FreePhase),
            options?.NudgedSeconds ?? Lasting(description.Learning?.NudgedPhase),
            Converting(energy?.ReadOutConverter));
    }
}
