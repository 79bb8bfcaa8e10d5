using System.Numerics;
using System.Runtime.InteropServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>
/// States that share an equation, for a batch of examples, with everything a step needs. Arrays [examples x states]
/// come in pairs: a step reads one of the pair and writes the other.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed partial class StateGroup<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BatchMatrix<T>[] _states;
    private readonly BatchMatrix<T>[] _outputs;
    private readonly List<Connection<T>> _incoming = [];
    private readonly List<DiagonalConnection<T>> _diagonals = [];
    private readonly IBufferSource _memory;

    /// <summary>Allocates a group.</summary>
    /// <param name="capacity">Most examples.</param>
    /// <param name="size">States.</param>
    /// <param name="outputIsState">Whether one array serves as state and output: wherever the equation says so, but with RungeKutta4.</param>
    public StateGroup(int capacity, int size, bool outputIsState)
        : this(capacity, size, outputIsState, NativeBuffers.Source)
    {
    }

    /// <summary>Allocates a group from a source of buffers.</summary>
    internal StateGroup(int capacity, int size, bool outputIsState, IBufferSource memory)
    {
        _memory = memory;
        Size = size;
        _states = [new(capacity, size, memory), new(capacity, size, memory)];
        _outputs = outputIsState ? _states : [new(capacity, size, memory), new(capacity, size, memory)];
        Drive = new(capacity, size, memory);
        Net = new(capacity + 1, size, memory);
        Push = new(capacity, size, memory);
        Scratch = new(capacity, size, memory);
        Leak = new(1, size, memory);
        Rate = new(1, size, memory);
        Present = new(1, size, memory);
        Present.Row(0).Fill(T.One);
    }

    /// <summary>States an example.</summary>
    public int Size { get; }

    /// <summary>Whether one array serves as state and output.</summary>
    public bool OutputIsState => ReferenceEquals(_states, _outputs);

    /// <summary>Where the weighted sum starts: bias and clamped inputs.</summary>
    public BatchMatrix<T> Drive { get; }

    /// <summary>Weighted sums while a step forms them. One row more than examples, since sums are formed two rows at a time.</summary>
    public BatchMatrix<T> Net { get; }

    /// <summary>Constant part of the push on each state; read only while <see cref="Pushed"/>.</summary>
    public BatchMatrix<T> Push { get; }

    /// <summary>Sum of Runge-Kutta stages.</summary>
    public BatchMatrix<T> Scratch { get; }

    /// <summary>Leak of each state.</summary>
    public BatchMatrix<T> Leak { get; }

    /// <summary>Step over capacity of each state.</summary>
    public BatchMatrix<T> Rate { get; }

    /// <summary>One for each state, zero in the padding of a row.</summary>
    internal BatchMatrix<T> Present { get; }

    /// <summary>Whether the push acts.</summary>
    public bool Pushed { get; set; }

    /// <summary>Part of the push in proportion to what is observed: push - stiffness observed.</summary>
    public T PushStiffness { get; set; }

    /// <summary>
    /// Whether something outside holds all states where they are, as an ideal voltage source does: others see their outputs, and neither rates nor
    /// noise move them. Rails do.
    /// </summary>
    public bool IsHeld { get; set; }

    /// <summary>
    /// Whether what pads rows must stay where it is: for an equation that does not rest at zero without input, or not in every state
    /// of the others.
    /// </summary>
    public bool KeepsPadding { get; set; }

    /// <summary>A group of the same size whose outputs arrive one to one, in place of <see cref="Drive"/>; null: none.</summary>
    public StateGroup<T>? Follows { get; set; }

    /// <summary>Couplings that arrive here.</summary>
    public IList<Connection<T>> Incoming => _incoming;

    /// <summary>The same without an enumerator, which would be allocated at every step.</summary>
    internal ReadOnlySpan<Connection<T>> Connections => CollectionsMarshal.AsSpan(_incoming);

    /// <summary>Couplings of node to node that arrive here; they are summed in this order, before <see cref="Incoming"/>.</summary>
    public IReadOnlyList<DiagonalConnection<T>> Diagonals => _diagonals;

    /// <summary>The same without an enumerator.</summary>
    internal ReadOnlySpan<DiagonalConnection<T>> DiagonalConnections => CollectionsMarshal.AsSpan(_diagonals);

    /// <summary>Adds a coupling of node to node: state i receives gain_i y_(i + shift) of another group, or of this one.</summary>
    /// <param name="source">Group whose outputs arrive.</param>
    /// <param name="shift">How far the state that is seen lies ahead of the one that sees it.</param>
    /// <param name="gains">One a state of this group; zero where there is no state to see.</param>
    /// <exception cref="ArgumentException">There is not one gain a state, or one that is not zero where there is no state to see.</exception>
    public void AddDiagonal(StateGroup<T> source, int shift, ReadOnlySpan<T> gains)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gains.Length, Size, nameof(gains));
        for (int i = 0; i < gains.Length; i++)
        {
            if (gains[i] != T.Zero && (long)i + shift is var seen && (seen < 0 || seen >= source.Size))
            {
                throw new ArgumentException($"State {i} sees state {seen} of {source.Size}.", nameof(gains));
            }
        }

        _diagonals.Add(new(source, shift, gains, _memory));
    }

    /// <summary>What arrives node by node, as kernels take it.</summary>
    /// <param name="firstRow">First example.</param>
    /// <param name="parity">Which of the pair of output arrays is seen.</param>
    /// <param name="terms">Room for one term each.</param>
    internal unsafe void WriteTerms(int firstRow, int parity, DiagonalTerm<T>* terms)
    {
        foreach (DiagonalConnection<T> diagonal in DiagonalConnections)
        {
            BatchMatrix<T> outputs = diagonal.Source.Output(parity);
            *terms++ = new()
            {
                Source = outputs.Pointer + (nint)firstRow * outputs.Stride,
                SourceStride = outputs.Stride,
                SourceColumns = outputs.PaddedColumns,
                Gains = diagonal.Gains.Pointer,
                First = diagonal.First,
                End = diagonal.End,
                Shift = diagonal.Shift,
            };
        }
    }

    /// <summary>
    /// Lets one array serve as both of a pair: for a group whose states no other group reads once they have moved.
    /// </summary>
    internal void MoveInPlace()
    {
        foreach (BatchMatrix<T>[] pair in (BatchMatrix<T>[][])[_states, _outputs])
        {
            if (!ReferenceEquals(pair[0], pair[1]))
            {
                pair[1].Dispose();
                pair[1] = pair[0];
            }
        }

        IsMovedInPlace = true;
    }

    /// <summary>Whether one array serves as both of a pair.</summary>
    internal bool IsMovedInPlace { get; private set; }

    /// <summary>One of the pair of state arrays; 0 holds the present state between phases.</summary>
    /// <param name="parity">0 or 1.</param>
    /// <returns>States [examples x states].</returns>
    public BatchMatrix<T> State(int parity) => _states[parity];

    /// <summary>One of the pair of output arrays.</summary>
    /// <param name="parity">0 or 1.</param>
    /// <returns>Outputs [examples x states].</returns>
    public BatchMatrix<T> Output(int parity) => _outputs[parity];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var matrix in _states.Concat(_outputs).Distinct().Concat([Drive, Net, Push, Scratch, Leak, Rate, Present]).Concat(_diagonals.Select(d => d.Gains)))
        {
            matrix.Dispose();
        }

        DisposeNoise();
    }
}
