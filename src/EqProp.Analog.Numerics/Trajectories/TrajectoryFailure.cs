namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>Where an example could not go on.</summary>
/// <param name="Row">Index of the example.</param>
/// <param name="Step">The step that failed, from 1.</param>
/// <param name="Time">When it began, in nominal steps.</param>
/// <param name="Length">Its length, in nominal steps.</param>
/// <param name="Group">Index of the group of the worst state.</param>
/// <param name="State">Index of the worst state in its group.</param>
/// <param name="Ratio">Its estimated error over the tolerance; of a divergence, its change in the step.</param>
public sealed record TrajectoryFailure(int Row, int Step, double Time, double Length, int Group, int State, double Ratio);
