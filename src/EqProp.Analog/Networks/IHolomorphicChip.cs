using System.Numerics;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>
/// A chip whose voltages can be continued to complex numbers, which only a simulated one can: it is nudged at points of a circle of complex beta
/// about zero and writes its synapses with a weighted sum over them.
/// </summary>
public interface IHolomorphicChip
{
    /// <summary>Forgets the points of the minibatch before.</summary>
    /// <param name="points">Points to come; conjugates that are not added themselves do not count.</param>
    void BeginContour(int points);

    /// <summary>Adds a point at a real beta: what is held in a slot.</summary>
    /// <param name="slot">Which hold circuit.</param>
    /// <param name="weight">Weight of the point.</param>
    void AddHeldPoint(HoldSlot slot, double weight);

    /// <summary>Lets complex states, at the held free ones at first, move for one phase nudged by a complex beta, and adds where they end. Real states stay.</summary>
    /// <param name="cost">The cost whose gradient is the nudge.</param>
    /// <param name="beta">Nudging strength, dimensionless.</param>
    /// <param name="targets">Targets of the minibatch, row-major [examples x answers].</param>
    /// <param name="phase">How long; of fixed length.</param>
    /// <param name="weight">Weight of the point; twice that of a real one where the point stands for its conjugate as well.</param>
    /// <returns>How far states had settled at the end.</returns>
    /// <exception cref="InputException">The dynamics diverged.</exception>
    SettlingOutcome AddComplexPoint(CostKind cost, Complex beta, ReadOnlySpan<float> targets, PhaseLength phase, Complex weight);

    /// <summary>Lets the plasticity unit write every plastic synapse and bias once, with the points added since <see cref="BeginContour"/>.</summary>
    /// <param name="command">How strongly.</param>
    void UpdateFromContour(ContourCommand command);
}

/// <summary>
/// One write of all plastic synapses: W_ij changes by scale * rate * Re sum_k w_k y_i y_j(k) over the points k of a contour, averaged over the
/// minibatch, and is clipped to the writable range.
/// </summary>
/// <param name="Scale">1 / (N |beta|) of N points, conjugates counted.</param>
/// <param name="Points">N.</param>
/// <param name="WeightRates">Learning rate of each coupling.</param>
/// <param name="BiasRates">Learning rate of the biases of each group (index 0, the clamped group, is unused).</param>
/// <param name="ReadOutRate">Learning rate of the external read-out, whose own gradient is averaged over the points.</param>
public sealed record ContourCommand(
    double Scale, int Points, IReadOnlyList<double> WeightRates, IReadOnlyList<double> BiasRates, double ReadOutRate);
