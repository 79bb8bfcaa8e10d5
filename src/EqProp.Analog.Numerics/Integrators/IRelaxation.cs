using System.Numerics;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>
/// Coupled groups of states that relax in a batch of items which do not see each other. An item is an example on one
/// chip that all share (<see cref="Relaxation{T}"/>), or a chip with weights of its own
/// (<see cref="Ensembles.EnsembleRelaxation{T}"/>).
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IRelaxation<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Relaxes the first items from their present states.</summary>
    /// <param name="items">How many.</param>
    /// <param name="steps">Steps, or the most there may be; for a method that chooses its steps, the time in nominal steps.</param>
    /// <param name="stopMove">Largest change of a state in a nominal step at which an item stops; null for a fixed length.</param>
    /// <param name="threads">Most threads to use; their number does not change the result.</param>
    /// <returns>How each item ended.</returns>
    RelaxationResult Run(int items, int steps, double? stopMove, int threads);

    /// <summary>Takes states that were set from outside: puts them on their rails and computes their outputs.</summary>
    /// <param name="items">How many items, from the first.</param>
    void AdmitStates(int items);

    /// <summary>Copies the states of one item.</summary>
    /// <param name="group">Index of the group.</param>
    /// <param name="item">Index of the item.</param>
    /// <param name="destination">At least as long as the group.</param>
    void ReadStates(int group, int item, Span<T> destination);

    /// <summary>Sets the states of one item; <see cref="AdmitStates"/> makes them count.</summary>
    /// <param name="group">Index of the group.</param>
    /// <param name="item">Index of the item.</param>
    /// <param name="states">As many as the group has.</param>
    void WriteStates(int group, int item, ReadOnlySpan<T> states);
}
