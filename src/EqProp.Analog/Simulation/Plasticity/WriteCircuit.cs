using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Simulation.Plasticity;

/// <summary>
/// Takes wanted changes of weights and biases through the <see cref="UpdateConverter{T}"/> and writes what it lets through, within a range. Remembers what a converter
/// keeps for the next write, and counts what became of the changes.
/// </summary>
internal sealed class WriteCircuit<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly UpdateConverter<T> _converter;
    private readonly NoiseKernels<T> _kernels;
    private readonly NoiseKey _key;
    private readonly T[][] _remainders;

    public WriteCircuit(ChipInstance chip, UpdateConverterBlock converter, IReadOnlyList<SynapseArray<T>> synapses, VectorWidth width)
    {
        _converter = new(converter);
        PassesAll = converter == new UpdateConverterBlock();
        _kernels = NoiseKernels<T>.For(width);
        _key = new(chip.Description.Simulation.NoiseSeed, chip.Seed, StreamPurpose.WriteRounding);
        IEnumerable<int> sizes = [.. synapses.Select(s => s.Weights.Rows * s.Weights.Columns), .. chip.Layout.Groups.Skip(1).Select(g => g.Size)];
        _remainders = _converter.Remembers ? [.. sizes.Select(size => new T[size])] : [];
    }

    /// <summary>Whether every change is let through as it is.</summary>
    public bool PassesAll { get; }

    /// <summary>What became of the changes since the counts were last set.</summary>
    public UpdateCounts Counts { get; set; }

    /// <summary>What the converters keep for later writes: one array a coupling, then one a free group; none where they keep nothing.</summary>
    public IReadOnlyList<T[]> Remainders => _remainders;

    /// <summary>Writes one row of conductances.</summary>
    /// <param name="place">Index of the coupling, or couplings + index of the free group.</param>
    /// <param name="row">Row of its matrix.</param>
    /// <param name="changes">Wanted changes.</param>
    /// <param name="plastic">1 where learning may write; empty: everywhere.</param>
    /// <param name="values">The conductances.</param>
    /// <param name="range">Smallest and largest conductance.</param>
    /// <param name="presentation">Names the random numbers.</param>
    /// <param name="uniforms">Room for as many numbers as there are changes.</param>
    /// <returns>What became of the changes.</returns>
    public UpdateCounts Write(
        int place, int row, ReadOnlySpan<T> changes, ReadOnlySpan<T> plastic, Span<T> values, (T Minimum, T Maximum) range, in Presentation presentation,
        Span<T> uniforms)
    {
        int columns = changes.Length;
        Draw(place, row, columns, presentation, uniforms);
        Span<T> remainders = Remainder(place, row, columns);
        long wanted = 0, lost = 0, cut = 0, bound = 0;
        T nothing = T.Zero;
        for (int i = 0; i < columns; i++)
        {
            if (T.IsZero(changes[i]) || (plastic.Length > 0 && T.IsZero(plastic[i])))
            {
                continue;
            }

            T change = _converter.Convert(changes[i], _converter.IsRandom ? uniforms[i] : T.Zero, ref remainders.IsEmpty ? ref nothing : ref remainders[i]);
            T asked = values[i] + change;
            values[i] = T.Clamp(asked, range.Minimum, range.Maximum);
            wanted++;
            lost += T.IsZero(change) ? 1 : 0;
            cut += T.Abs(changes[i]) > _converter.Largest ? 1 : 0;
            bound += asked < range.Minimum || asked > range.Maximum ? 1 : 0;
        }

        return new(wanted, lost, cut, bound);
    }

    /// <summary>Takes one row of wanted changes through the converter and writes nothing.</summary>
    /// <param name="place">Index of the coupling.</param>
    /// <param name="row">Row of its matrix.</param>
    /// <param name="changes">Wanted changes; what is let through of them.</param>
    /// <param name="plastic">1 where learning may write; empty: everywhere.</param>
    /// <param name="presentation">Names the random numbers.</param>
    /// <param name="uniforms">Room for as many numbers as there are changes.</param>
    /// <returns>What became of the changes.</returns>
    public UpdateCounts Convert(int place, int row, Span<T> changes, ReadOnlySpan<T> plastic, in Presentation presentation, Span<T> uniforms)
    {
        int columns = changes.Length;
        Draw(place, row, columns, presentation, uniforms);
        Span<T> remainders = Remainder(place, row, columns);
        long wanted = 0, lost = 0, cut = 0;
        T nothing = T.Zero;
        for (int i = 0; i < columns; i++)
        {
            T asked = changes[i];
            if (T.IsZero(asked) || (plastic.Length > 0 && T.IsZero(plastic[i])))
            {
                continue;
            }

            changes[i] = _converter.Convert(asked, _converter.IsRandom ? uniforms[i] : T.Zero, ref remainders.IsEmpty ? ref nothing : ref remainders[i]);
            wanted++;
            lost += T.IsZero(changes[i]) ? 1 : 0;
            cut += T.Abs(asked) > _converter.Largest ? 1 : 0;
        }

        return new(wanted, lost, cut, 0);
    }

    private void Draw(int place, int row, int columns, in Presentation presentation, Span<T> uniforms)
    {
        if (_converter.IsRandom)
        {
            int apart = (columns + NoiseKey.NodesOfSuperblock - 1) / NoiseKey.NodesOfSuperblock * NoiseKey.NodesOfSuperblock;
            _kernels.Uniforms(_key.WithChannel(place & byte.MaxValue), presentation.Step, presentation.First, row * apart, uniforms[..columns]);
        }
    }

    private Span<T> Remainder(int place, int row, int columns) => _converter.Remembers ? _remainders[place].AsSpan(row * columns, columns) : default;
}
