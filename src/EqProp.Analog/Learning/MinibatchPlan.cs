using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Learning;

/// <summary>
/// Which examples make up each minibatch, and the sign of its nudge: keyed by seed, epoch and minibatch alone, so that any chip can be taken through the same
/// again from any place.
/// </summary>
internal sealed class MinibatchPlan
{
    private readonly LearningBlock _learning;
    private readonly int _examples;
    private readonly int[] _order;
    private int _orderedEpoch;

    /// <param name="learning">A resolved learning block.</param>
    /// <param name="examples">Training examples.</param>
    public MinibatchPlan(LearningBlock learning, int examples)
    {
        _learning = learning;
        _examples = examples;
        BatchSize = Math.Min(learning.BatchSize, Math.Max(1, examples));
        _order = [.. Enumerable.Range(0, examples)];
    }

    /// <summary>Examples of a minibatch; the last may have fewer.</summary>
    public int BatchSize { get; }

    /// <summary>Minibatches an epoch.</summary>
    public int Minibatches => (int)(((long)_examples + BatchSize - 1) / BatchSize);

    /// <summary>The examples of a minibatch.</summary>
    public ReadOnlySpan<int> Rows(int epoch, int minibatch)
    {
        if (_learning.Shuffle && _orderedEpoch != epoch)
        {
            for (int i = 0; i < _order.Length; i++)
            {
                _order[i] = i;
            }

            new RandomStream(_learning.Seed, StreamPurpose.Shuffle, (ulong)epoch).Shuffle<int>(_order);
            _orderedEpoch = epoch;
        }

        int first = minibatch * BatchSize;
        return _order.AsSpan(first, Math.Min(BatchSize, _examples - first));
    }

    /// <summary>Sign of the nudge of a minibatch where the estimator changes it, +1 or -1.</summary>
    public int Sign(int epoch, int minibatch)
    {
        if (_learning.Estimator == EstimatorKind.Alternating)
        {
            return (((long)epoch * Minibatches + minibatch) & 1) == 0 ? 1 : -1;
        }

        var stream = new RandomStream(_learning.Seed, StreamPurpose.NudgeSign, (ulong)epoch, (uint)minibatch);
        return (stream.NextUInt32() & 1) == 0 ? 1 : -1;
    }

    /// <summary>Factor of the learning rates in an epoch.</summary>
    public double RateFactor(int epoch) => RateSchedule.Factor(_learning.Schedule, epoch, _learning.Epochs);
}
