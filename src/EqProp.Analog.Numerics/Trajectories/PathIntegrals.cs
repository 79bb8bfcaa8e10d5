using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// Sums over states that a trajectory integrates beside the states, with the very stages and weights of its method, so that an integral is as
/// exact as the states are. They follow the trajectory and do not move it: states have the same bits with and without. Of methods without such
/// stages, Rosenbrock steps use Simpson's rule and exponential ones the trapezoidal rule. Time is in nominal steps.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class PathIntegrals<T> : IPathIntegrals
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Terms that every group has.</summary>
    internal const int CommonTerms = (int)PathTerm.PushPower + 1;

    /// <summary>Terms of a group that has the rare ones as well. Those of each coupling that is summed by itself follow, node to node first.</summary>
    internal const int AllTerms = (int)PathTerm.NetSquare + 1;

    /// <summary>Terms of a coupling: power, loss and load.</summary>
    internal const int CouplingTerms = 3;

    private readonly double[][] _values;
    private readonly int[] _own;
    private readonly int[] _terms;

    /// <summary>Prepares integrals.</summary>
    /// <param name="groups">The groups that move, in the order of the trajectory's steppers.</param>
    /// <param name="weights">Weights for each.</param>
    /// <param name="capacity">Most examples.</param>
    public PathIntegrals(IReadOnlyList<StateGroup<T>> groups, IReadOnlyList<PathWeights<T>> weights, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Count, groups.Count, nameof(weights));
        Weights = weights;
        _own = [.. weights.Select(weight => weight.HasRareTerms ? AllTerms : CommonTerms)];
        _terms = [.. groups.Select((group, g) => _own[g] + CouplingTerms * (group.Diagonals.Count + weights[g].Connections.Count))];
        _values = [.. _terms.Select(terms => new double[terms * capacity])];
    }

    /// <summary>Weights of each group.</summary>
    public IReadOnlyList<PathWeights<T>> Weights { get; }

    /// <inheritdoc/>
    public double Of(int group, int row, PathTerm term) => (int)term < _own[group] ? _values[group][row * _terms[group] + (int)term] : 0;

    /// <inheritdoc/>
    /// <remarks>
    /// Couplings count as in <see cref="StateGroup{T}.Diagonals"/>; behind them those of <see cref="PathWeights{T}.Connections"/> follow.
    /// </remarks>
    public (double Power, double Loss, double Load) OfCoupling(int group, int row, int coupling)
    {
        ReadOnlySpan<double> values = Row(group, row).Slice(_own[group] + CouplingTerms * coupling, CouplingTerms);
        return (values[0], values[1], values[2]);
    }

    /// <summary>Where the terms of couplings begin.</summary>
    internal int OwnTerms(int group) => _own[group];

    /// <summary>Terms of a group.</summary>
    internal int Terms(int group) => _terms[group];

    /// <summary>Where the integrals of an example go.</summary>
    internal Span<double> Row(int group, int row) => _values[group].AsSpan(row * _terms[group], _terms[group]);
}
