namespace EqProp.Analog.Simulation;

/// <summary>The energy function along a transient, in watts (co-content; see <see cref="EnergyProbe"/>).</summary>
/// <param name="Start">At time zero.</param>
/// <param name="Free">At the end of the free phase: never above the start when the step is small enough.</param>
/// <param name="End">At the end of the nudged phase, without the nudge's own energy; that of the free phase without one.</param>
public sealed record TransientEnergy(double Start, double Free, double End);
