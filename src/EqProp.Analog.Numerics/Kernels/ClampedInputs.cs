using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>
/// The clamped inputs of a minibatch as lists of their non-zero entries, by example and by input. Pictures are mostly
/// zeros, and leaving out products with zero is exact.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class ClampedInputs<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int BlockLength = 64;

    private readonly AlignedBuffer<int> _inputOf;
    private readonly AlignedBuffer<T> _valueByRow;
    private readonly AlignedBuffer<int> _rowOf;
    private readonly AlignedBuffer<T> _valueByInput;
    private readonly int[] _blockStart;
    private readonly int _capacity;
    private readonly int[] _inputStart;

    /// <summary>Makes room.</summary>
    /// <param name="capacity">Most examples.</param>
    /// <param name="inputs">Inputs an example.</param>
    public ClampedInputs(int capacity, int inputs)
        : this(capacity, inputs, NativeBuffers.Source)
    {
    }

    /// <summary>Makes room in memory from a source of buffers.</summary>
    internal ClampedInputs(int capacity, int inputs, IBufferSource memory)
    {
        Inputs = inputs;
        nint entries = (nint)capacity * inputs;
        _inputOf = memory.Allocate<int>(entries);
        _valueByRow = memory.Allocate<T>(entries);
        _rowOf = memory.Allocate<int>(entries);
        _valueByInput = memory.Allocate<T>(entries);
        _blockStart = new int[capacity * Blocks + 1];
        _capacity = capacity;
        _inputStart = new int[inputs + 1];
    }

    /// <summary>Inputs an example.</summary>
    public int Inputs { get; }

    /// <summary>Examples in the minibatch.</summary>
    public int Rows { get; private set; }

    /// <summary>Entries that are not zero.</summary>
    public int Entries => _blockStart[Rows * Blocks];

    /// <summary>Takes a minibatch.</summary>
    /// <param name="all">All examples, row-major [examples x inputs].</param>
    /// <param name="rows">Which of them; at most the capacity.</param>
    public void Load(ReadOnlySpan<float> all, ReadOnlySpan<int> rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.Length, _capacity, nameof(rows));
        Rows = 0;
        int[] counts = _inputStart;
        Array.Clear(counts);
        int entry = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            ReadOnlySpan<float> values = all.Slice(rows[row] * Inputs, Inputs);
            for (int block = 0; block < Blocks; block++)
            {
                _blockStart[row * Blocks + block] = entry;
                int first = block * BlockLength;
                ReadOnlySpan<float> part = values[first..Math.Min(Inputs, first + BlockLength)];
                for (ulong set = NonZero(part); set != 0; set &= set - 1)
                {
                    int within = BitOperations.TrailingZeroCount(set), input = first + within;
                    _inputOf.Pointer[entry] = input;
                    _valueByRow.Pointer[entry++] = T.CreateTruncating(part[within]);
                    counts[input + 1]++;
                }
            }
        }

        _blockStart[rows.Length * Blocks] = entry;
        Rows = rows.Length;
        SortByInput();
    }

    /// <summary>Writes the minibatch out, zeros included.</summary>
    /// <param name="destination">Row-major [examples x inputs].</param>
    public void CopyTo(Span<double> destination)
    {
        destination[..(Rows * Inputs)].Clear();
        for (int row = 0; row < Rows; row++)
        {
            for (int entry = _blockStart[row * Blocks]; entry < _blockStart[(row + 1) * Blocks]; entry++)
            {
                destination[row * Inputs + _inputOf.Pointer[entry]] = double.CreateTruncating(_valueByRow.Pointer[entry]);
            }
        }
    }

    /// <summary>Blocks of consecutive inputs that lists by example are cut into.</summary>
    internal int Blocks => (Inputs + BlockLength - 1) / BlockLength;

    /// <summary>Non-zero inputs of one example in one block.</summary>
    /// <param name="row">Example.</param>
    /// <param name="block">Block.</param>
    /// <returns>Inputs and their values.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal SparseList<T> OfRow(int row, int block)
    {
        int at = row * Blocks + block, first = _blockStart[at];
        return new(_blockStart[at + 1] - first, _inputOf.Pointer + first, _valueByRow.Pointer + first);
    }

    /// <summary>Examples in which one input is not zero.</summary>
    /// <param name="input">Input.</param>
    /// <returns>Examples and its values in them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal SparseList<T> OfInput(int input)
    {
        int first = _inputStart[input];
        return new(_inputStart[input + 1] - first, _rowOf.Pointer + first, _valueByInput.Pointer + first);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _inputOf.Dispose();
        _valueByRow.Dispose();
        _rowOf.Dispose();
        _valueByInput.Dispose();
    }

    /// <summary>One bit for each number that is not zero.</summary>
    private static ulong NonZero(ReadOnlySpan<float> part)
    {
        ulong set = 0;
        int i = 0;
        for (; i + Vector256<float>.Count <= part.Length; i += Vector256<float>.Count)
        {
            Vector256<float> zero = Vector256.Equals(Vector256.Create(part[i..]), Vector256<float>.Zero);
            set |= (ulong)(byte)~zero.ExtractMostSignificantBits() << i;
        }

        for (; i < part.Length; i++)
        {
            set |= part[i] != 0 ? 1UL << i : 0;
        }

        return set;
    }

    private void SortByInput()
    {
        for (int input = 0; input < Inputs; input++)
        {
            _inputStart[input + 1] += _inputStart[input];
        }

        for (int row = 0; row < Rows; row++)
        {
            for (int entry = _blockStart[row * Blocks]; entry < _blockStart[(row + 1) * Blocks]; entry++)
            {
                int place = _inputStart[_inputOf.Pointer[entry]]++;
                _rowOf.Pointer[place] = row;
                _valueByInput.Pointer[place] = _valueByRow.Pointer[entry];
            }
        }

        for (int input = Inputs; input > 0; input--)
        {
            _inputStart[input] = _inputStart[input - 1];
        }

        _inputStart[0] = 0;
    }
}
