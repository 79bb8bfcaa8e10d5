using System.Numerics;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>
/// White noise whose numbers are correlated between states: a step displaces the states of all groups, one after another, by L xi with independent xi,
/// so by a covariance L L' in each nominal step. It takes the place of <see cref="StateGroup{T}.NoiseAmplitude"/>.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// Conductances between two membranes take from one what they give to the other: with L L' = 2 theta step C^-1 (conductance matrix) C^-1 a
/// passive network has the covariance theta C^-1.
/// </remarks>
public sealed unsafe class NoiseFactor<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly StateGroup<T>[] _groups;

    /// <summary>Of each target group, transposed blocks of L for every group up to it.</summary>
    private readonly BatchMatrix<T>[][] _blocks;

    /// <summary>Makes a factor of zeros.</summary>
    /// <param name="groups">All groups of a relaxation in its order.</param>
    public NoiseFactor(IReadOnlyList<StateGroup<T>> groups)
    {
        _groups = [.. groups];
        _blocks = [.. groups.Select((target, g) => groups.Take(g + 1).Select(source => new BatchMatrix<T>(source.Size, target.Size)).ToArray())];
    }

    /// <summary>States of all groups.</summary>
    public int Size => _groups.Sum(group => group.Size);

    /// <summary>Writes the factor.</summary>
    /// <param name="lower">L, lower triangular, [states x states] in the order of the groups; what is above the diagonal is not read.</param>
    public void Write(double[,] lower)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(lower.GetLength(0), Size, nameof(lower));
        ArgumentOutOfRangeException.ThrowIfNotEqual(lower.GetLength(1), Size, nameof(lower));
        for (int target = 0, top = 0; target < _groups.Length; top += _groups[target++].Size)
        {
            for (int source = 0, left = 0; source <= target; left += _groups[source++].Size)
            {
                BatchMatrix<T> block = _blocks[target][source];
                for (int j = 0; j < block.Rows; j++)
                {
                    Span<T> row = block.Row(j);
                    for (int i = 0; i < row.Length; i++)
                    {
                        row[i] = left + j <= top + i ? T.CreateTruncating(lower[top + i, left + j]) : T.Zero;
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_blocks, blocks => Array.ForEach(blocks, block => block.Dispose()));

    /// <summary>Whether it is made for these groups.</summary>
    internal bool IsFor(IEnumerable<StateGroup<T>> groups) => _groups.SequenceEqual(groups);

    /// <summary>Adds L times numbers to displacements, some examples of all groups.</summary>
    /// <param name="kernels">Kernels of the width in use.</param>
    /// <param name="firstRow">First example.</param>
    /// <param name="rows">Examples.</param>
    /// <param name="isStage">Whether numbers and displacements are those of the stage.</param>
    internal void AddTo(DisturbanceKernels<T> kernels, int firstRow, int rows, bool isStage)
    {
        ProductTerm<T>* terms = stackalloc ProductTerm<T>[_groups.Length];
        for (int target = 0; target < _groups.Length; target++)
        {
            for (int source = 0; source <= target; source++)
            {
                BatchMatrix<T> numbers = (isStage ? _groups[source].NextNoise : _groups[source].Noise)!, block = _blocks[target][source];
                terms[source] = new()
                {
                    Left = numbers.Pointer + (nint)firstRow * numbers.Stride,
                    LeftRowStride = numbers.Stride,
                    LeftDepthStride = 1,
                    Right = block.Pointer,
                    RightDepthStride = block.Stride,
                    Depth = block.Rows,
                };
            }

            BatchMatrix<T> sum = (isStage ? _groups[target].StageDisplacement : _groups[target].Displacement)!;
            kernels.AddSums(rows, sum.PaddedColumns, terms, target + 1, sum.Pointer + (nint)firstRow * sum.Stride, sum.Stride);
        }
    }
}
