namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>Some states of a group at one stage of a step.</summary>
/// <param name="Stage">0 takes the step before and leads to the first stage, the others form slopes at their stage and lead to the next.</param>
/// <param name="Group">Index of the group.</param>
/// <param name="From">First state.</param>
/// <param name="To">One beyond the last.</param>
internal readonly record struct SparseRange(int Stage, int Group, int From, int To);
