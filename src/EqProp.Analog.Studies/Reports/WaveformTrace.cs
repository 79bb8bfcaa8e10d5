namespace EqProp.Analog.Studies.Reports;

/// <summary>Voltage of one neuron over time.</summary>
/// <param name="Name">Name of the neuron.</param>
/// <param name="Volts">One voltage for each time of the set.</param>
public sealed record WaveformTrace(string Name, IReadOnlyList<double> Volts)
{
    /// <summary>Index of the trace whose colour this one shares, dashed: of an inhibitor that of its activator; null for a colour of its own.</summary>
    public int? Beside { get; init; }
}
