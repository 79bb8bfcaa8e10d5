namespace EqProp.Analog.Studies.Crosscheck;

/// <summary>One node in one phase, in both simulators.</summary>
/// <param name="Name">Its name in the circuit.</param>
/// <param name="Ours">Volts at each time of the phase, from our engine.</param>
/// <param name="Ngspice">Volts at each time of the phase, from ngspice.</param>
public sealed record ComparedNode(string Name, IReadOnlyList<double> Ours, IReadOnlyList<double> Ngspice)
{
    /// <summary>Index of the time at which the two differ most.</summary>
    public int WorstTime { get; } = Enumerable.Range(0, Ours.Count).MaxBy(i => Math.Abs(Ours[i] - Ngspice[i]));

    /// <summary>Largest difference in volts, ours less ngspice's, with its sign.</summary>
    public double Largest => Ours[WorstTime] - Ngspice[WorstTime];

    /// <summary>How far the voltage moves in volts, from its lowest to its highest in ngspice.</summary>
    public double Movement => Ngspice.Max() - Ngspice.Min();

    /// <summary>Difference at the end of the phase in volts, ours less ngspice's.</summary>
    public double Final => Ours[^1] - Ngspice[^1];
}
