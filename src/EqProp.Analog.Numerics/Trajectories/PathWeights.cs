using System.Numerics;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// Weights of the sums that are integrated along a trajectory for one group (<see cref="PathTerm"/>), [1 x states] each; all zero at first. A
/// voltage m is <see cref="Scale"/> times the state, less <see cref="Shift"/>.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class PathWeights<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes room for the weights of a group.</summary>
    /// <param name="states">States of the group.</param>
    public PathWeights(int states)
    {
        Square = new(1, states);
        Linear = new(1, states);
        OutputMagnitude = new(1, states);
        Capacity = new(1, states);
        LoadSquare = new(1, states);
        SecondLinear = new(1, states);
        Scale = new(1, states);
        Shift = new(1, states);
        Scale.Row(0).Fill(T.One);
    }

    /// <summary>Factor between a state and m, one at first.</summary>
    public BatchMatrix<T> Scale { get; }

    /// <summary>Distance between a scaled state and m, zero at first.</summary>
    public BatchMatrix<T> Shift { get; }

    /// <summary>Weights of <see cref="PathTerm.Square"/>.</summary>
    public BatchMatrix<T> Square { get; }

    /// <summary>Weights of <see cref="PathTerm.Linear"/>.</summary>
    public BatchMatrix<T> Linear { get; }

    /// <summary>Weights of <see cref="PathTerm.OutputMagnitude"/>.</summary>
    public BatchMatrix<T> OutputMagnitude { get; }

    /// <summary>Weights of <see cref="PathTerm.CapacityPower"/>.</summary>
    public BatchMatrix<T> Capacity { get; }

    /// <summary>Weights of <see cref="PathTerm.LoadSquare"/>.</summary>
    public BatchMatrix<T> LoadSquare { get; }

    /// <summary>Weights of <see cref="PathTerm.SecondLinear"/>.</summary>
    public BatchMatrix<T> SecondLinear { get; }

    /// <summary>Whether the terms from <see cref="PathTerm.LoadSquare"/> on are wanted; they are zero otherwise.</summary>
    public bool HasRareTerms { get; init; }

    /// <summary>
    /// Loads of the couplings that arrive at the group, where each of them is to be summed by itself, one for each of
    /// <see cref="Integrators.StateGroup{T}.Incoming"/>; empty: none is. It costs a product for each.
    /// </summary>
    public IReadOnlyList<PathLoad<T>> Connections { get; init; } = [];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (BatchMatrix<T> matrix in (BatchMatrix<T>[])[Scale, Shift, Square, Linear, OutputMagnitude, Capacity, LoadSquare, SecondLinear])
        {
            matrix.Dispose();
        }

        foreach (PathLoad<T> load in Connections)
        {
            load.Dispose();
        }
    }
}
