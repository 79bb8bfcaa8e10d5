namespace EqProp.Analog.Studies.Records;

/// <summary>Where a run took place.</summary>
/// <param name="Processor">Name of the processor.</param>
/// <param name="VectorWidth">Bits of the widest vector instructions in use.</param>
/// <param name="Threads">Threads used.</param>
/// <param name="Precision">Number format of the states.</param>
/// <param name="Runtime">Version of .NET.</param>
public sealed record EnvironmentRecord(string Processor, int VectorWidth, int Threads, string Precision, string Runtime);
