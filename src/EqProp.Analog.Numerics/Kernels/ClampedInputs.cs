using System.Numerics;
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
    private readonly AlignedBuffer<int> _inputOf;
    private readonly AlignedBuffer<T> _valueByRow;
    private readonly AlignedBuffer<int> _rowOf;
    private readonly AlignedBuffer<T> _valueByInput;
    private readonly int[] _rowStart;
    private readonly int[] _inputStart;

    /// <summary>Makes room.</summary>
    /// <param name="capacity">Most examples.</param>
    /// <param name="inputs">Inputs an example.</param>
    public ClampedInputs(int capacity, int inputs)
    {
        Inputs = inputs;
        nint entries = (nint)capacity * inputs;
        _inputOf = new(entries);
        _valueByRow = new(entries);
        _rowOf = new(entries);
        _valueByInput = new(entries);
        _rowStart = new int[capacity + 1];
        _inputStart = new int[inputs + 1];
    }

    /// <summary>Inputs an example.</summary>
    public int Inputs { get; }

    /// <summary>Examples in the minibatch.</summary>
    public int Rows { get; private set; }

    /// <summary>Takes a minibatch.</summary>
    /// <param name="all">All examples, row-major [examples x inputs].</param>
    /// <param name="rows">Which of them; at most the capacity.</param>
    public void Load(ReadOnlySpan<float> all, ReadOnlySpan<int> rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rows.Length, _rowStart.Length, nameof(rows));
        Rows = rows.Length;
        int[] counts = _inputStart;
        Array.Clear(counts);
        int entry = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            _rowStart[row] = entry;
            ReadOnlySpan<float> values = all.Slice(rows[row] * Inputs, Inputs);
            for (int input = 0; input < values.Length; input++)
            {
                if (values[input] != 0)
                {
                    _inputOf.Pointer[entry] = input;
                    _valueByRow.Pointer[entry++] = T.CreateTruncating(values[input]);
                    counts[input + 1]++;
                }
            }
        }

        _rowStart[rows.Length] = entry;
        SortByInput();
    }

    /// <summary>Non-zero inputs of one example.</summary>
    /// <param name="row">Example.</param>
    /// <param name="inputs">Their indices, ascending.</param>
    /// <param name="values">Their values.</param>
    /// <returns>How many.</returns>
    internal int OfRow(int row, out int* inputs, out T* values)
    {
        inputs = _inputOf.Pointer + _rowStart[row];
        values = _valueByRow.Pointer + _rowStart[row];
        return _rowStart[row + 1] - _rowStart[row];
    }

    /// <summary>Examples in which one input is not zero.</summary>
    /// <param name="input">Input.</param>
    /// <param name="rows">Their indices, ascending.</param>
    /// <param name="values">Their values.</param>
    /// <returns>How many.</returns>
    internal int OfInput(int input, out int* rows, out T* values)
    {
        rows = _rowOf.Pointer + _inputStart[input];
        values = _valueByInput.Pointer + _inputStart[input];
        return _inputStart[input + 1] - _inputStart[input];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _inputOf.Dispose();
        _valueByRow.Dispose();
        _rowOf.Dispose();
        _valueByInput.Dispose();
    }

    private void SortByInput()
    {
        for (int input = 0; input < Inputs; input++)
        {
            _inputStart[input + 1] += _inputStart[input];
        }

        for (int row = 0; row < Rows; row++)
        {
            for (int entry = _rowStart[row]; entry < _rowStart[row + 1]; entry++)
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
