namespace EqProp.Analog.Circuits;

/// <summary>
/// Learning rates of what only FitzHugh-Nagumo neurons have; 0 leaves a part as the circuit gives it. The plasticity unit turns the sign of
/// each contrast, because inhibitors ascend the energy.
/// </summary>
public sealed record InhibitorLearningBlock
{
    /// <summary>Smallest gamma that learning writes.</summary>
    internal const double LeastLeak = 0.05;

    /// <summary>Of the resistors Dv between inhibitors, circuit.neurons.fitzHughNagumo.coupling.</summary>
    public double CouplingRate { get; init; }

    /// <summary>Of the additive inputs b.</summary>
    public double BiasRate { get; init; }

    /// <summary>Of the coefficients gamma, each of its own; they stay at 0.05 or above.</summary>
    public double LeakRate { get; init; }
}
