using System.Numerics;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// Sums over the states of each chip that an <see cref="EnsembleRelaxation{T}"/> integrates beside the states: with the stages and weights of its Runge-Kutta
/// method and the steps of each chip, so that an integral is as exact as the states are, or with the values before each Euler step, which is right to
/// order one. States have the same bits with and without. Time is in nominal steps.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class EnsembleIntegrals<T> : IPathIntegrals
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Sums of a coupling: power, what sources drive, load.</summary>
    internal const int CouplingTerms = 3;

    private readonly double[][] _values;
    private readonly int[] _terms;

    /// <summary>Prepares integrals.</summary>
    /// <param name="weights">Weights of each group, in the order of the relaxation's steppers.</param>
    /// <param name="chips">Chips of the ensemble.</param>
    public EnsembleIntegrals(IReadOnlyList<EnsemblePathWeights<T>> weights, int chips)
    {
        Weights = weights;
        _terms = [.. weights.Select(group => group.Terms.Count + CouplingTerms * group.Couplings.Count)];
        _values = [.. _terms.Select(terms => new double[terms * chips])];
    }

    /// <summary>Weights of each group.</summary>
    public IReadOnlyList<EnsemblePathWeights<T>> Weights { get; }

    /// <inheritdoc/>
    public double Of(int group, int row, PathTerm term) => Weights[group].Place(term) is >= 0 and int place ? Row(group, row)[place] : 0;

    /// <inheritdoc/>
    /// <remarks>Couplings count as in <see cref="EnsembleGroup{T}.Incoming"/>; only those with a load have integrals.</remarks>
    public (double Power, double Loss, double Load) OfCoupling(int group, int row, int coupling)
    {
        ReadOnlySpan<double> values = Row(group, row).Slice(Weights[group].Terms.Count + CouplingTerms * coupling, CouplingTerms);
        return (values[0], values[1] + values[2] - 2 * values[0], values[2]);
    }

    /// <summary>Sums of a group.</summary>
    internal int Terms(int group) => _terms[group];

    /// <summary>Where the integrals of a chip go.</summary>
    internal Span<double> Row(int group, int chip) => _values[group].AsSpan(chip * _terms[group], _terms[group]);
}
