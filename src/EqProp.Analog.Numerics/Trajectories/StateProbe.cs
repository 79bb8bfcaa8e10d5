namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>What an observer looks at.</summary>
/// <param name="Group">Index of the group.</param>
/// <param name="State">Index of the state in its group.</param>
/// <param name="IsOutput">Whether to look at what other states see of it rather than at the state.</param>
public readonly record struct StateProbe(int Group, int State, bool IsOutput = false);
