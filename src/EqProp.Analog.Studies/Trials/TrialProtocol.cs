namespace EqProp.Analog.Studies.Trials;

/// <summary>Where the weights of a chip come from.</summary>
public enum WeightOrigin
{
    /// <summary>The chip learns them, from its first random ones.</summary>
    Learned,

    /// <summary>They are learned by the ideal chip and written into this one.</summary>
    Copied,

    /// <summary>They are learned by the ideal chip, written into this one, and learned on.</summary>
    Relearned,
}

/// <summary>What is done with each chip of a study. An axis changes a field by a path such as <c>trial.weights</c>.</summary>
public sealed record TrialProtocol
{
    /// <summary>Where the weights come from.</summary>
    public WeightOrigin Weights { get; init; } = WeightOrigin.Learned;

    /// <summary>Settings that make the ideal chip out of the circuit of the point, as after <c>--set</c>.</summary>
    public IReadOnlyList<string> Ideal { get; init; } =
        ["circuit.fabrication=null", "circuit.noise=null", "circuit.plasticity=null", "circuit.coupling.device=null"];

    /// <summary>Settings under which a chip learns where they are not those under which it is used, such as <c>circuit.process.temperature=300 K</c>.</summary>
    public IReadOnlyList<string> LearnWith { get; init; } = [];

    /// <summary>Epochs of learning on a copy; those of the circuit if left out.</summary>
    public int? RelearnEpochs { get; init; }

    /// <summary>Whether a chip that learned under <see cref="LearnWith"/> learns on for <see cref="RelearnEpochs"/> where it is used.</summary>
    public bool RelearnsInUse { get; init; }

    /// <summary>Test examples; all if left out.</summary>
    public int? TestExamples { get; init; }

    /// <summary>
    /// Whether dies of one data seed and one learning seed run side by side in vector lanes, where the circuit allows it. A single die in a register is slower there
    /// than by itself, so that studies whose learning seeds all differ leave it. Outcomes agree within rounding.
    /// </summary>
    public bool SideBySide { get; init; } = true;
}
