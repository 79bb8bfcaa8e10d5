using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation;

/// <summary>
/// What the synapses, leaks and offsets of one chip of an ensemble come to once weights are written, in the number format of the
/// simulation: as <see cref="SynapseArray{T}"/> and <see cref="SynapticLoads{T}"/> have it of a chip by itself.
/// </summary>
internal sealed class EnsembleConductances<T>(NetworkLayout layout)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[][] _ahead = [.. layout.Couplings.Select(c => new T[Count(layout, c)])];
    private readonly T[][] _back = [.. layout.Couplings.Select(c => new T[c.ActsOnSource ? Count(layout, c) : 0])];
    private readonly T[][] _leaks = [.. layout.Groups.Skip(1).Select(group => new T[group.Size])];
    private readonly T[][] _drives = [.. layout.Groups.Skip(1).Select(group => new T[group.Size])];
    private readonly T[][] _sums = [.. layout.Groups.Skip(1).Select(group => new T[group.Size])];

    /// <summary>What acts on the targets of a coupling, row-major [sources x targets], with the gain of an amplifier.</summary>
    public ReadOnlySpan<T> Forward(int coupling) => _ahead[coupling];

    /// <summary>What acts on the sources of a coupling, in the same order; empty where nothing does.</summary>
    public ReadOnlySpan<T> Backward(int coupling) => _back[coupling];

    /// <summary>Conductance of each membrane of a free group, loads and slope included.</summary>
    public ReadOnlySpan<T> Leak(int freeGroup) => _leaks[freeGroup];

    /// <summary>Where the weighted sums of a free group start: biases, offsets and clamped inputs.</summary>
    public ReadOnlySpan<T> Drive(int freeGroup, ReadOnlySpan<float> inputs)
    {
        T[] sums = _sums[freeGroup];
        _drives[freeGroup].CopyTo(sums, 0);
        for (int c = 0; c < _ahead.Length; c++)
        {
            if (layout.Couplings[c].Source != 0 || layout.Couplings[c].Target != freeGroup + 1)
            {
                continue;
            }

            for (int x = 0; x < inputs.Length; x++)
            {
                T input = T.CreateTruncating(inputs[x]);
                for (int i = 0; input != T.Zero && i < sums.Length; i++)
                {
                    sums[i] = T.FusedMultiplyAdd(input, _ahead[c][x * sums.Length + i], sums[i]);
                }
            }
        }

        EnsembleLinks.AddInputs(layout, freeGroup + 1, inputs, sums.AsSpan());
        return sums;
    }

    /// <summary>Takes new weights and biases.</summary>
    public void Program(NetworkParameters parameters)
    {
        for (int g = 0; g < _leaks.Length; g++)
        {
            double[] leak = LinkedLeak.Of(layout, g + 1);
            for (int i = 0; i < leak.Length; i++)
            {
                _leaks[g][i] = T.CreateTruncating(leak[i]);
            }
        }

        for (int c = 0; c < _ahead.Length; c++)
        {
            Conduct(layout.Couplings[c], parameters.Weights[c], _ahead[c], _back[c]);
        }

        for (int g = 0; g < _leaks.Length; g++)
        {
            ReferToActivations(layout.Groups[g + 1], parameters.Biases[g + 1], _leaks[g], _drives[g]);
        }
    }

    private void Conduct(Coupling coupling, double[] weights, T[] ahead, T[] back)
    {
        int columns = layout.Groups[coupling.Target].Size;
        (double minimum, double maximum) = layout.RangeOf(coupling);
        T gain = T.CreateTruncating(coupling.Gain), inverse = T.CreateTruncating(1 / coupling.Gain);
        for (int k = 0; k < ahead.Length; k++)
        {
            (int i, int j) = Math.DivRem(k, columns);
            T weight = coupling.Exists(i, j, columns) ? T.CreateTruncating(Math.Clamp(weights[k], minimum, maximum)) : T.Zero;
            T offset = T.CreateTruncating(coupling.Offset?[k] ?? 0);
            T forward = T.FusedMultiplyAdd(T.CreateTruncating(coupling.ForwardGain?[k] ?? 1), weight, offset);
            Load(coupling, coupling.Target, j, forward);
            ahead[k] = gain * forward;
            if (back.Length > 0)
            {
                T backward = T.FusedMultiplyAdd(T.CreateTruncating(coupling.BackwardGain?[k] ?? 1), weight, offset);
                Load(coupling, coupling.Source, i, backward);
                back[k] = inverse * backward;
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

    private static void ReferToActivations(NodeGroup group, double[] biases, T[] leak, T[] drive)
    {
        for (int i = 0; i < leak.Length; i++)
        {
            T offset = T.CreateTruncating(group.OffsetCurrent?[i] ?? 0) + leak[i] * T.CreateTruncating(group.OffsetOf(i));
            drive[i] = T.CreateTruncating(biases[i]) + offset;
            leak[i] /= T.CreateTruncating(group.SlopeOf(i));
        }
    }

    private static int Count(NetworkLayout layout, Coupling coupling) => layout.Groups[coupling.Source].Size * layout.Groups[coupling.Target].Size;
}
