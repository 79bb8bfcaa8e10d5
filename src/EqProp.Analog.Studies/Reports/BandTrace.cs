namespace EqProp.Analog.Studies.Reports;

/// <summary>Voltage of one neuron over time, over many chips.</summary>
/// <param name="Name">Name of the neuron.</param>
/// <param name="Low">Lower edge of the band in volts, one for each time.</param>
/// <param name="Median">Median in volts, one for each time.</param>
/// <param name="High">Upper edge of the band in volts, one for each time.</param>
/// <param name="Samples">Voltages of a few chips, which are drawn thin behind the band.</param>
public sealed record BandTrace(
    string Name, IReadOnlyList<double> Low, IReadOnlyList<double> Median, IReadOnlyList<double> High, IReadOnlyList<IReadOnlyList<double>> Samples);
