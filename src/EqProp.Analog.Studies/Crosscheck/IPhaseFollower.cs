using EqProp.Analog.Circuits;
using EqProp.Analog.Spice;

namespace EqProp.Analog.Studies.Crosscheck;

/// <summary>An engine that says where the states of a phase are at given times.</summary>
public interface IPhaseFollower
{
    /// <summary>Follows one phase.</summary>
    /// <param name="phase">The chip, its example, and the states at time zero.</param>
    /// <param name="timesSeconds">Rising times in seconds, from zero to the duration of the phase.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>The states at each time.</returns>
    /// <exception cref="InputException">The dynamics diverged, or the engine cannot follow such a circuit.</exception>
    PhaseStates Follow(SpicePhase phase, IReadOnlyList<double> timesSeconds, CancellationToken stop);
}
