using System.Numerics;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// Which sums over the states of a group are integrated on every chip (<see cref="PathTerm"/>), and their weights, all zero at first. A sum that is
/// not asked for costs nothing. A voltage m is the state itself, or <see cref="Scale"/> times the state plus <see cref="Offset"/>.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class EnsemblePathWeights<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly PathTerm[] Always = [PathTerm.Square, PathTerm.Linear, PathTerm.NetPower, PathTerm.Net];
    private static readonly PathTerm[] Weighed =
    [
        PathTerm.Square, PathTerm.Linear, PathTerm.SecondLinear, PathTerm.OutputMagnitude, PathTerm.CapacityPower, PathTerm.PushPower, PathTerm.LoadSquare,
    ];

    private readonly Dictionary<PathTerm, ChipMatrix<T>> _weights = [];
    private readonly int[] _places;

    /// <summary>Makes room for the weights of a group.</summary>
    /// <param name="blocks">The ensemble's blocks.</param>
    /// <param name="states">States of the group.</param>
    /// <param name="isShifted">Whether voltages differ from states; <see cref="PathTerm.SecondLinear"/> is formed then.</param>
    /// <param name="terms">
    /// Further sums than Square, Linear, NetPower and Net, which are always formed: OutputMagnitude, CapacityPower, PushPower, LoadSquare and OtherPower.
    /// </param>
    /// <exception cref="ArgumentException">A term is none of these.</exception>
    public EnsemblePathWeights(ChipBlocks blocks, int states, bool isShifted, IReadOnlyCollection<PathTerm> terms)
    {
        if (terms.Any(term => term is PathTerm.NetSquare or PathTerm.SecondLinear || Always.Contains(term)))
        {
            throw new ArgumentException("Of further sums there are OutputMagnitude, CapacityPower, PushPower, LoadSquare and OtherPower.", nameof(terms));
        }

        Terms = [.. Always, .. isShifted ? [PathTerm.SecondLinear] : Array.Empty<PathTerm>(), .. terms.Distinct().Order()];
        _places = [.. Enum.GetValues<PathTerm>().Select(term => Terms.ToList().IndexOf(term))];
        foreach (PathTerm term in Terms.Where(Weighed.Contains))
        {
            _weights.Add(term, new(blocks, states));
        }

        if (isShifted)
        {
            Scale = new(blocks, states);
            Offset = new(blocks, states);
        }
    }

    /// <summary>Sums that are formed.</summary>
    public IReadOnlyList<PathTerm> Terms { get; }

    /// <summary>Factor between a state and m; null where m is the state.</summary>
    public ChipMatrix<T>? Scale { get; }

    /// <summary>What is added to a scaled state; null where m is the state.</summary>
    public ChipMatrix<T>? Offset { get; }

    /// <summary>
    /// Couplings that are to be summed by themselves, one for each of <see cref="EnsembleGroup{T}.Incoming"/>; null: not that one. Empty: none.
    /// </summary>
    public IReadOnlyList<EnsemblePathLoad<T>?> Couplings { get; init; } = [];

    /// <summary>
    /// Weights of a sum, as <see cref="PathTerm"/> says. Those of <see cref="PathTerm.PushPower"/> are a leak beyond the one of the equation through which a push draws from a
    /// state; it is summed with the push.
    /// </summary>
    /// <param name="term">A sum that is formed and has weights.</param>
    /// <returns>One a state and chip.</returns>
    /// <exception cref="KeyNotFoundException">The sum is not formed, or has no weights.</exception>
    public ChipMatrix<T> this[PathTerm term] => _weights[term];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable? part in _weights.Values.Concat<IDisposable?>(Couplings).Append(Scale).Append(Offset))
        {
            part?.Dispose();
        }
    }

    /// <summary>Which of the group's sums a term is; negative where it is not formed.</summary>
    internal int Place(PathTerm term) => _places[(int)term];

    /// <summary>First number of the weights of a block; null where the sum is not formed.</summary>
    internal unsafe T* Block(PathTerm term, int block) => _weights.TryGetValue(term, out ChipMatrix<T>? weights) ? weights.Block(block) : null;
}
