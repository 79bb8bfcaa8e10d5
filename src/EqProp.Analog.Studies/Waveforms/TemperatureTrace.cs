namespace EqProp.Analog.Studies.Waveforms;

/// <summary>Operating point of one node against temperature.</summary>
/// <param name="Name">Name of the node.</param>
/// <param name="Volts">One membrane voltage for each temperature.</param>
public sealed record TemperatureTrace(string Name, IReadOnlyList<double> Volts);
