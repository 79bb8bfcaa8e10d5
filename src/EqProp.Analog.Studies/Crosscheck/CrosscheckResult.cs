namespace EqProp.Analog.Studies.Crosscheck;

/// <summary>How far our waveforms of a circuit are from those of ngspice.</summary>
/// <param name="Circuit">Name of the circuit.</param>
/// <param name="Hash">Fingerprint of its description.</param>
/// <param name="VoltageSwing">Volts between the states zero and one.</param>
/// <param name="Phases">The free phase, and the nudged one where it was asked for.</param>
public sealed record CrosscheckResult(string Circuit, string Hash, double VoltageSwing, IReadOnlyList<ComparedPhase> Phases)
{
    private const double LeastMovement = 1e-6;

    /// <summary>What a user should know of the start; null where both simulators start at the circuit's own initial voltages.</summary>
    public string? StartNote { get; init; }

    /// <summary>The phase with the largest difference.</summary>
    public ComparedPhase WorstPhase => Phases.MaxBy(phase => Math.Abs(phase.Worst.Largest))!;

    /// <summary>Largest difference of any node at any time, in volts.</summary>
    public double WorstVolts => Math.Abs(WorstPhase.Worst.Largest);

    /// <summary>The same in swings.</summary>
    public double WorstSwings => WorstVolts / VoltageSwing;

    /// <summary>Whether every node stays within 1e-6 of the swing in every phase, so that agreement proves little.</summary>
    public bool NothingMoves => Phases.All(phase => phase.Nodes.All(node => node.Movement < LeastMovement * VoltageSwing));
}
