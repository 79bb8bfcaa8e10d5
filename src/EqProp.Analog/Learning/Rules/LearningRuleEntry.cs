using EqProp.Analog.Circuits;

namespace EqProp.Analog.Learning.Rules;

/// <summary>What the catalog tells of a learning rule.</summary>
public sealed record LearningRuleEntry
{
    /// <summary>The rule.</summary>
    public required LearningRuleKind Kind { get; init; }

    /// <summary>One line: what it measures and writes.</summary>
    public required string Summary { get; init; }

    /// <summary>Who published it.</summary>
    public required string Source { get; init; }

    /// <summary>Which synapses it needs.</summary>
    public required CouplingNeed Couplings { get; init; }

    /// <summary>Whether the chip must keep the free state while it is nudged.</summary>
    public required bool StoresFreeState { get; init; }

    /// <summary>Whether no circuit can do it, only a simulation.</summary>
    public bool SimulationOnly { get; init; }

    /// <summary>Whether activities are sampled at every step of the nudged phase, so that the phase must be one of steps.</summary>
    public bool SamplesEachStep { get; init; }

    /// <summary>Whether weights are written at every step of the nudged phase.</summary>
    public bool WritesEachStep { get; init; }

    /// <summary>The sign schemes of beta that it knows.</summary>
    public required IReadOnlyList<EstimatorKind> Estimators { get; init; }

    /// <summary>Phases of a minibatch that settle, the free one among them, as a designer reads it, such as "2, centered 3".</summary>
    public required string Settlings { get; init; }

    /// <summary>Checks what else it needs of a resolved description with a learning block; throws <see cref="InputException"/>. Null: nothing.</summary>
    public Action<CircuitDescription>? Require { get; init; }

    /// <summary>Makes the rule for a resolved learning block.</summary>
    public required Func<LearningBlock, ILearningRule> Create { get; init; }
}
