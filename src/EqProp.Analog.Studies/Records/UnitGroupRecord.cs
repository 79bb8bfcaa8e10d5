namespace EqProp.Analog.Studies.Records;

/// <summary>Neurons of one group that do no work.</summary>
/// <param name="Group">Name of the group.</param>
/// <param name="Size">Neurons in it.</param>
/// <param name="Dead">Neurons that stay at the lower rail for every example measured.</param>
/// <param name="Saturated">Neurons that stay at the upper rail for every example measured.</param>
public sealed record UnitGroupRecord(string Group, int Size, int Dead, int Saturated);
