using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>What happens between the free phase of a minibatch and the next minibatch: nudged phases, and writes of the synapses.</summary>
public interface ILearningRule
{
    /// <summary>Learns from the clamped minibatch.</summary>
    /// <param name="network">The chip, settled freely, its free state held in <see cref="HoldSlot.Free"/>.</param>
    /// <param name="step">Targets, rates and sign.</param>
    /// <exception cref="Circuits.InputException">The dynamics diverged, or the chip cannot do what the rule needs.</exception>
    void Learn(IPhysicalNetwork network, LearningStep step);
}
