namespace EqProp.Analog.Networks;

/// <summary>
/// What learning by nudged phases and a local write asks of a chip that sees its examples already: a chip by itself (<see cref="IPhysicalNetwork"/>), or many
/// that do the same at once.
/// </summary>
public interface INudgedChip
{
    /// <summary>Groups and couplings on the chip.</summary>
    NetworkLayout Layout { get; }

    /// <summary>Nudges the outputs towards (beta positive) or away from (negative) their targets.</summary>
    /// <param name="cost">The cost whose gradient is the nudge.</param>
    /// <param name="beta">Nudging strength, dimensionless.</param>
    /// <param name="targets">Targets of the minibatch, row-major [examples x answers].</param>
    void Nudge(Circuits.CostKind cost, double beta, ReadOnlySpan<float> targets);

    /// <summary>Removes the nudge, or the sources that hold the outputs.</summary>
    void ReleaseNudge();

    /// <summary>Lets the free nodes move for one phase.</summary>
    /// <param name="phase">How long.</param>
    /// <returns>How far they had settled at the end.</returns>
    /// <exception cref="Circuits.InputException">The dynamics diverged; says when and in which group.</exception>
    SettlingOutcome Settle(PhaseLength phase);

    /// <summary>Samples and holds the activities of all nodes, for the plasticity unit: the present ones, or means where the chip averages.</summary>
    /// <param name="slot">Which hold circuit.</param>
    void Hold(HoldSlot slot);

    /// <summary>Puts the free nodes back at the states that were present at <see cref="Hold"/>.</summary>
    /// <param name="slot">Which hold circuit.</param>
    void Recall(HoldSlot slot);

    /// <summary>Lets the on-chip plasticity unit write every plastic synapse and bias once.</summary>
    /// <param name="command">Which held states to contrast, and how strongly.</param>
    void Update(PlasticityCommand command);
}
