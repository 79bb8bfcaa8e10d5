using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>A rule that nudges, holds and writes, and needs to know no state of the chip: it can teach many chips at once.</summary>
public interface INudgedRule : ILearningRule
{
    /// <summary>Learns from the clamped minibatch.</summary>
    /// <param name="chip">The chip, settled freely, its free state held in <see cref="HoldSlot.Free"/>.</param>
    /// <param name="step">Targets, rates and sign.</param>
    /// <exception cref="Circuits.InputException">The dynamics diverged.</exception>
    void Learn(INudgedChip chip, LearningStep step);

    /// <inheritdoc/>
    void ILearningRule.Learn(IPhysicalNetwork network, LearningStep step) => Learn((INudgedChip)network, step);
}
