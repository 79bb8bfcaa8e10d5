using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation.Ensembles;

/// <summary>
/// What the synapses, leaks and offsets of one chip of an ensemble come to once weights are written, in the number format of the
/// simulation: as <see cref="SynapseArray{T}"/> and <see cref="SynapticLoads{T}"/> have it of a chip by itself.
/// </summary>
internal sealed class EnsembleConductances<T>(NetworkLayout layout)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[][] _written = [.. layout.Couplings.Select(c => new T[Count(layout, c)])];
    private readonly T[][] _ahead = [.. layout.Couplings.Select(c => new T[Count(layout, c)])];
    private readonly T[][] _back = [.. layout.Couplings.Select(c => new T[c.ActsOnSource ? Count(layout, c) : 0])];
    private readonly T[][] _leaks = [.. layout.Groups.Skip(1).Select(group => new T[group.Size])];
    private readonly T[][] _ownLeaks = [.. layout.Groups.Skip(1).Select(group => group.Leak.Select(T.CreateTruncating).ToArray())];
    private readonly T[][] _offsets = [.. layout.Groups.Skip(1).Select(group => new T[group.Size])];

    /// <summary>What acts on the targets of a coupling, row-major [sources x targets], with the gain of an amplifier.</summary>
    public ReadOnlySpan<T> Forward(int coupling) => _ahead[coupling];

    /// <summary>What acts on the sources of a coupling, in the same order; empty where nothing does.</summary>
    public ReadOnlySpan<T> Backward(int coupling) => _back[coupling];

    /// <summary>Conductance of each membrane of a free group, loads and slope included.</summary>
    public ReadOnlySpan<T> Leak(int freeGroup) => _leaks[freeGroup];

    /// <summary>Conductance of the leaks of a free group by themselves.</summary>
    public ReadOnlySpan<T> OwnLeak(int freeGroup) => _ownLeaks[freeGroup];

    /// <summary>Weights as written, clipped to the writable range, in the same order.</summary>
    public ReadOnlySpan<T> Written(int coupling) => _written[coupling];

    /// <summary>Currents into the membranes of a free group that no synapse brings: those of offsets.</summary>
    public ReadOnlySpan<T> Offsets(int freeGroup) => _offsets[freeGroup];

    /// <summary>Takes new weights and biases.</summary>
    public void Program(NetworkParameters parameters)
    {
        for (int g = 0; g < _leaks.Length; g++)
        {
            double[] leak = LinkedLeak.Of(layout, g + 1), written = parameters.Leaks[g + 1];
            for (int i = 0; i < leak.Length; i++)
            {
                T own = written.Length > 0 ? T.CreateTruncating(Math.Max(written[i], InhibitorLearningBlock.LeastLeak)) : T.Zero;
                _leaks[g][i] = T.CreateTruncating(leak[i]) + own;
                _ownLeaks[g][i] = written.Length > 0 ? own : _ownLeaks[g][i];
            }
        }

        for (int c = 0; c < _ahead.Length; c++)
        {
            Conduct(layout.Couplings[c], parameters.Weights[c], _written[c], _ahead[c], _back[c]);
        }

        for (int g = 0; g < _leaks.Length; g++)
        {
            ReferToActivations(layout.Groups[g + 1], _leaks[g], _offsets[g]);
        }
    }

    private void Conduct(Coupling coupling, double[] weights, T[] written, T[] ahead, T[] back)
    {
        int columns = layout.Groups[coupling.Target].Size;
        (double minimum, double maximum) = layout.RangeOf(coupling);
        T gain = T.CreateTruncating(coupling.Gain), inverse = T.CreateTruncating(1 / coupling.Gain);
        IReadOnlyList<double>? forwardGain = coupling.ForwardGain, backwardGain = coupling.BackwardGain, offsets = coupling.Offset;
        bool existsEverywhere = coupling.Plastic is null && coupling.Source != coupling.Target;
        for (int i = 0, k = 0; k < ahead.Length; i++)
        {
            for (int j = 0; j < columns; j++, k++)
            {
                T weight = existsEverywhere || coupling.Exists(i, j, columns) ? T.CreateTruncating(Math.Clamp(weights[k], minimum, maximum)) : T.Zero;
                written[k] = weight;
                T offset = offsets is null ? T.Zero : T.CreateTruncating(offsets[k]);
                T forward = T.FusedMultiplyAdd(forwardGain is null ? T.One : T.CreateTruncating(forwardGain[k]), weight, offset);
                Load(coupling, coupling.Target, j, forward);
                ahead[k] = gain * forward;
                if (back.Length > 0)
                {
                    T backward = T.FusedMultiplyAdd(backwardGain is null ? T.One : T.CreateTruncating(backwardGain[k]), weight, offset);
                    Load(coupling, coupling.Source, i, backward);
                    back[k] = inverse * backward;
                }
            }
        }
    }

    private void Load(Coupling coupling, int group, int node, T conductance)
    {
        if (coupling.IsResistive)
        {
            _leaks[group - 1][node] += T.Abs(conductance);
        }
    }

    private static void ReferToActivations(NodeGroup group, T[] leak, T[] offsets)
    {
        for (int i = 0; i < leak.Length; i++)
        {
            offsets[i] = T.CreateTruncating(group.OffsetCurrent?[i] ?? 0) + leak[i] * T.CreateTruncating(group.OffsetOf(i));
            leak[i] /= T.CreateTruncating(group.SlopeOf(i));
        }
    }

    private static int Count(NetworkLayout layout, Coupling coupling) => layout.Groups[coupling.Source].Size * layout.Groups[coupling.Target].Size;
}
