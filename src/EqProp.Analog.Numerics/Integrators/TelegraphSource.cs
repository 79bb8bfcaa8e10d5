using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>
/// Currents that a trap at each state switches on and off at random, with exponential dwell times: random telegraph noise. A step feels the current
/// of its beginning; whether the trap differs at its end has the exact probability, switching there and back between included.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// With k = 1/on + 1/off and p the share of time that is on: on stays on with p + (1 - p) e^-kh, off becomes on with p (1 - e^-kh). Decided with
/// 32 random bits in either precision, so that rare switches keep their probability and happen at the same steps.
/// </remarks>
public sealed unsafe class TelegraphSource<T> : SlowSource<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Words = 4294967296.0;
    private const int Segment = 8 * NoiseKey.NodesOfSuperblock;

    private readonly NoiseKey[] _keys;
    private readonly uint _startsOn;
    private readonly uint _staysOn;
    private readonly uint _turnsOn;
    private readonly BatchMatrix<T>[] _states;

    /// <summary>Makes a source.</summary>
    /// <param name="key">Names its numbers; takes this channel and the one after it.</param>
    /// <param name="stepsOn">Mean time with the current, in nominal steps.</param>
    /// <param name="stepsOff">Mean time without it, in nominal steps.</param>
    /// <param name="groups">Groups that it acts on.</param>
    public TelegraphSource(NoiseKey key, double stepsOn, double stepsOff, IReadOnlyList<StateGroup<T>> groups)
        : base(groups)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepsOn);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepsOff);
        _keys = [key, key.WithChannel(key.Channel + 1)];
        double share = stepsOn / (stepsOn + stepsOff);
        double moves = -Elementary<ScalarLane<double>, double>.ExpMinusOne(new(-(1 / stepsOn + 1 / stepsOff))).Value;
        _startsOn = Threshold(share);
        _staysOn = Threshold(1 - (1 - share) * moves);
        _turnsOn = Threshold(share * moves);
        _states = [.. groups.Select(group => new BatchMatrix<T>(group.Drive.Rows, group.Size))];
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<BatchMatrix<T>> Memory => _states;

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        Array.ForEach(_states, state => state.Dispose());
    }

    /// <inheritdoc/>
    internal override void Start(NoiseKernels<T> generator, long step, ReadOnlySpan<int> samples)
    {
        for (int g = 0; g < Groups.Count; g++)
        {
            for (int row = 0; row < samples.Length; row++)
            {
                Decide(generator, _keys[0], step, samples[row], Groups[g].FirstNode, _states[g].Row(row), _startsOn, _startsOn);
            }
        }
    }

    /// <inheritdoc/>
    internal override void Step(NoiseKernels<T> generator, DisturbanceKernels<T> kernels, long step, ReadOnlySpan<int> samples, int firstRow)
    {
        for (int g = 0; g < Groups.Count; g++)
        {
            BatchMatrix<T> states = _states[g], sum = Groups[g].Displacement!;
            for (int row = 0; row < samples.Length; row++)
            {
                nint at = (nint)(firstRow + row) * states.Stride;
                kernels.AddProducts(sum.Pointer + at, Weights(g), states.Pointer + at, states.PaddedColumns);
                Decide(generator, _keys[1], step, samples[row], Groups[g].FirstNode, states.Row(firstRow + row), _staysOn, _turnsOn);
            }
        }
    }

    private static uint Threshold(double probability) => (uint)Math.Min(uint.MaxValue, Math.Round(probability * Words));

    private static void Decide(NoiseKernels<T> generator, in NoiseKey key, long step, int sample, int firstNode, Span<T> states, uint ifOn, uint ifOff)
    {
        Span<uint> room = stackalloc uint[Segment];
        int superblock = firstNode / NoiseKey.NodesOfSuperblock;
        for (int at = -(firstNode % NoiseKey.NodesOfSuperblock); at < states.Length; at += Segment)
        {
            int whole = (Math.Min(Segment, states.Length - at) + NoiseKey.NodesOfSuperblock - 1) / NoiseKey.NodesOfSuperblock * NoiseKey.NodesOfSuperblock;
            Span<uint> words = room[..whole];
            generator.Words(key, step, sample, superblock, words);
            superblock += Segment / NoiseKey.NodesOfSuperblock;
            int from = Math.Max(0, at), end = Math.Min(states.Length, at + Segment);
            Switch(states[from..end], words[(from - at)..], ifOn, ifOff);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Switch(Span<T> states, ReadOnlySpan<uint> words, uint ifOn, uint ifOff)
    {
        // Sums and no branches, which nobody could predict.
        uint difference = unchecked(ifOn - ifOff);
        for (int i = 0; i < states.Length; i++)
        {
            uint threshold = unchecked(ifOff + (uint)int.CreateTruncating(states[i]) * difference);
            int on = words[i] < threshold ? 1 : 0;
            states[i] = T.CreateTruncating(on);
        }
    }
}
