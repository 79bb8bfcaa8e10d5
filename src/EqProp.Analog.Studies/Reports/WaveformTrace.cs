namespace EqProp.Analog.Studies.Reports;

/// <summary>Voltage of one neuron over time.</summary>
/// <param name="Name">Name of the neuron.</param>
/// <param name="Volts">One voltage for each time of the set.</param>
public sealed record WaveformTrace(string Name, IReadOnlyList<double> Volts);
