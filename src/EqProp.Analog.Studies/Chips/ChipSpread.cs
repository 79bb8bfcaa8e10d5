using EqProp.Analog.NonIdealities;

namespace EqProp.Analog.Studies.Chips;

/// <summary>What one die or many drew.</summary>
/// <param name="Dies">Which dies.</param>
/// <param name="Parameters">One entry a parameter and group; none where all chips are alike.</param>
/// <param name="Draws">The values themselves, die by die.</param>
public sealed record ChipSpread(DieRange Dies, IReadOnlyList<ParameterSummary> Parameters, IReadOnlyList<IReadOnlyList<DrawnParameter>> Draws);
