using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Tests.Ensembles;

/// <summary>Kernels of chips that learn, against the same sums written out for one chip.</summary>
public class EnsembleLearningTests
{
    private const int Chips = 19;

    public static TheoryData<VectorWidth, int, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<VectorWidth, int, int, int>();
            foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
            {
                foreach ((int sources, int targets, int samples) in ((int, int, int)[])[(1, 1, 1), (70, 3, 2), (5, 4, 1), (130, 8, 5), (3, 9, 3), (65, 12, 4), (7, 21, 6)])
                {
                    shapes.Add(width, sources, targets, samples);
                }
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Inputs_are_summed_in_order(VectorWidth width, int sources, int targets, int samples)
    {
        var draw = new Draw(width);
        using TiledWeights<float> weights = draw.Weights(sources, targets);
        using ClampedInputs<float> inputs = draw.Inputs(samples, sources, out float[] all);
        using ChipMatrix<float> a = draw.Matrix(targets), b = draw.Matrix(targets), sums = draw.Matrix(targets);
        draw.Kernels.Add(a, b, sums);
        draw.Kernels.AddInputs(inputs, samples - 1, weights, sums);
        ForAll(targets, (target, chip) =>
        {
            float expected = a[target, chip] + b[target, chip];
            for (int source = 0; source < sources; source++)
            {
                float x = all[(samples - 1) * sources + source];
                expected = x == 0 ? expected : float.FusedMultiplyAdd(x, weights[target, source, chip], expected);
            }

            Assert.Equal(expected, sums[target, chip]);
        });
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Magnitudes_are_summed_over_sources_or_targets(VectorWidth width, int sources, int targets, int samples)
    {
        Assert.True(samples > 0);
        var draw = new Draw(width);
        using TiledWeights<float> weights = draw.Weights(sources, targets);
        using ChipMatrix<float> ofTargets = draw.Matrix(targets), ofSources = draw.Matrix(sources), targetsBefore = draw.Matrix(targets), sourcesBefore = draw.Matrix(sources);
        targetsBefore.CopyFrom(ofTargets);
        sourcesBefore.CopyFrom(ofSources);
        draw.Kernels.AddMagnitudes(weights, 0.5f, ofTargets);
        draw.Kernels.AddMagnitudesOfSources(weights, 2, ofSources);
        ForAll(targets, (target, chip) => Assert.Equal(
            targetsBefore[target, chip] + 0.5 * Enumerable.Range(0, sources).Sum(source => Math.Abs((double)weights[target, source, chip])), ofTargets[target, chip], 1e-4));
        ForAll(sources, (source, chip) => Assert.Equal(
            sourcesBefore[source, chip] + 2 * Enumerable.Range(0, targets).Sum(target => Math.Abs((double)weights[target, source, chip])), ofSources[source, chip], 1e-4));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Matrices_of_one_chip_are_written_either_way_round_and_read_back(VectorWidth width, int sources, int targets, int samples)
    {
        Assert.True(samples > 0);
        var draw = new Draw(width);
        using TiledWeights<float> weights = draw.Weights(sources, targets), before = Copy(draw, weights);
        float[] given = [.. Enumerable.Range(0, sources * targets).Select(k => k + 0.5f)];
        weights.WriteChip(3, given);
        double[] read = new double[given.Length];
        weights.ReadChip(3, read);
        Assert.Equal(given.Select(value => (double)value), read);
        Assert.Equal(given[(sources - 1) * targets], weights[0, sources - 1, 3]);
        Assert.Equal(before[targets - 1, 0, 4], weights[targets - 1, 0, 4]);
        weights.WriteChipTransposed(3, [.. Enumerable.Range(0, given.Length).Select(k => given[k % sources * targets + k / sources])]);
        weights.ReadChip(3, read);
        Assert.Equal(given.Select(value => (double)value), read);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Weights_of_inputs_learn_where_they_may_within_their_range(VectorWidth width, int sources, int targets, int samples)
    {
        var draw = new Draw(width);
        using TiledWeights<float> weights = draw.Weights(sources, targets), before = Copy(draw, weights);
        using TiledWeights<float> plastic = draw.Switches(sources, targets), conducted = draw.Weights(sources, targets), gain = draw.Weights(sources, targets), offset = draw.Weights(sources, targets);
        using ClampedInputs<float> inputs = draw.Inputs(samples, sources, out float[] all);
        using EnsembleSamples<float> change = draw.Samples(samples, targets);
        var rule = new WriteRule<float>(0.7f, -0.9f, 0.8f);
        draw.Kernels.WriteInputs(inputs, change, new(weights, plastic, conducted, gain, offset), rule);
        ForAll(targets, (target, chip) =>
        {
            for (int source = 0; source < sources; source++)
            {
                float sum = 0;
                for (int sample = 0; sample < samples; sample++)
                {
                    sum = float.FusedMultiplyAdd(all[sample * sources + source], change[sample, target, chip], sum);
                }

                bool isSeen = Enumerable.Range(0, samples).Any(sample => all[sample * sources + source] != 0);
                float written = Written(before[target, source, chip], sum, plastic[target, source, chip], rule);
                Assert.Equal(isSeen ? written : before[target, source, chip], weights[target, source, chip]);
                if (isSeen)
                {
                    Assert.Equal(float.FusedMultiplyAdd(gain[target, source, chip], written, offset[target, source, chip]), conducted[target, source, chip]);
                }
            }
        });
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Products_of_samples_are_written(VectorWidth width, int sources, int targets, int samples)
    {
        var draw = new Draw(width);
        using TiledWeights<float> weights = draw.Weights(sources, targets), before = Copy(draw, weights);
        using EnsembleSamples<float> a = draw.Samples(samples, sources), b = draw.Samples(samples, targets), c = draw.Samples(samples, sources), d = draw.Samples(samples, targets);
        var rule = new WriteRule<float>(-0.4f, -0.9f, 0.8f);
        draw.Kernels.WriteProducts(samples, new(a, b), new(c, d), new(weights), rule);
        ForAll(targets, (target, chip) =>
        {
            for (int source = 0; source < sources; source++)
            {
                float sum = 0;
                for (int sample = 0; sample < samples; sample++)
                {
                    sum = float.FusedMultiplyAdd(a[sample, source, chip], b[sample, target, chip], sum);
                }

                for (int sample = 0; sample < samples; sample++)
                {
                    sum = float.FusedMultiplyAdd(c[sample, source, chip], d[sample, target, chip], sum);
                }

                Assert.Equal(Written(before[target, source, chip], sum, 1, rule), weights[target, source, chip]);
            }
        });
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_sources_see_is_what_was_written_with_gain_and_offset(VectorWidth width, int sources, int targets, int samples)
    {
        var draw = new Draw(width);
        using TiledWeights<float> weights = draw.Weights(sources, targets), gain = draw.Weights(sources, targets), offset = draw.Weights(sources, targets), back = draw.Weights(targets, sources);
        draw.Kernels.ConductBack(weights, samples % 2 == 0 ? null : gain, samples % 3 == 0 ? null : offset, back);
        ForAll(targets, (target, chip) =>
        {
            for (int source = 0; source < sources; source++)
            {
                float factor = samples % 2 == 0 ? 1 : gain[target, source, chip], added = samples % 3 == 0 ? 0 : offset[target, source, chip];
                Assert.Equal(float.FusedMultiplyAdd(factor, weights[target, source, chip], added), back[source, target, chip]);
            }
        });
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Biases_take_the_sum_of_changes(VectorWidth width, int sources, int targets, int samples)
    {
        Assert.True(sources > 0);
        var draw = new Draw(width);
        using ChipMatrix<float> biases = draw.Matrix(targets), before = draw.Matrix(targets);
        before.CopyFrom(biases);
        using EnsembleSamples<float> plus = draw.Samples(samples + 1, targets), minus = draw.Samples(samples + 1, targets), change = draw.Samples(samples + 1, targets), negated = draw.Samples(samples + 1, targets);
        float[] scales = [.. Enumerable.Range(0, targets).Select(i => 0.25f * i)];
        draw.Kernels.Contrast(samples, plus, minus, change, negated);
        draw.Kernels.WriteBiases(samples, change, biases, scales);
        ForAll(targets, (target, chip) =>
        {
            float sum = 0;
            for (int sample = 0; sample < samples; sample++)
            {
                Assert.Equal(-minus[sample, target, chip], negated[sample, target, chip]);
                sum += plus[sample, target, chip] - minus[sample, target, chip];
            }

            Assert.Equal(float.FusedMultiplyAdd(scales[target], sum, before[target, chip]), biases[target, chip]);
        });
    }

    private static float Written(float weight, float sum, float plastic, WriteRule<float> rule) =>
        plastic > 0 ? Math.Clamp(float.FusedMultiplyAdd(rule.Scale, sum, weight), rule.Minimum, rule.Maximum) : weight;

    private static void ForAll(int targets, Action<int, int> check)
    {
        for (int chip = 0; chip < Chips; chip++)
        {
            for (int target = 0; target < targets; target++)
            {
                check(target, chip);
            }
        }
    }

    private static TiledWeights<float> Copy(Draw draw, TiledWeights<float> weights)
    {
        TiledWeights<float> copy = draw.Weights(weights.Sources, weights.Targets);
        ForAll(weights.Targets, (target, chip) =>
        {
            for (int source = 0; source < weights.Sources; source++)
            {
                copy[target, source, chip] = weights[target, source, chip];
            }
        });
        return copy;
    }

    /// <summary>Random numbers of every chip.</summary>
    private sealed class Draw(VectorWidth width)
    {
        private readonly RandomStream _random = new(3, StreamPurpose.Study);
        private readonly ChipBlocks _blocks = ChipBlocks.For<float>(Chips, width);

        public EnsembleLearning<float> Kernels { get; } = EnsembleLearning<float>.For(KernelSet<float>.For(width));

        public TiledWeights<float> Weights(int sources, int targets) => Filled(sources, targets, Next);

        public TiledWeights<float> Switches(int sources, int targets) => Filled(sources, targets, () => Next() > 0 ? 1 : 0);

        public ChipMatrix<float> Matrix(int rows)
        {
            var matrix = new ChipMatrix<float>(_blocks, rows);
            ForAll(rows, (row, chip) => matrix[row, chip] = Next());
            return matrix;
        }

        public EnsembleSamples<float> Samples(int count, int size)
        {
            var samples = new EnsembleSamples<float>(_blocks, count, size);
            for (int sample = 0; sample < count; sample++)
            {
                using ChipMatrix<float> values = Matrix(size);
                samples.Keep(sample, values);
            }

            return samples;
        }

        public ClampedInputs<float> Inputs(int count, int size, out float[] all)
        {
            float[] drawn = [.. Enumerable.Range(0, count * size).Select(_ => Next() < 0.1f ? 0 : Next())];
            var inputs = new ClampedInputs<float>(count, size);
            inputs.Load(drawn, [.. Enumerable.Range(0, count)]);
            all = drawn;
            return inputs;
        }

        private TiledWeights<float> Filled(int sources, int targets, Func<float> next)
        {
            var weights = new TiledWeights<float>(_blocks, sources, targets);
            ForAll(targets, (target, chip) =>
            {
                for (int source = 0; source < sources; source++)
                {
                    weights[target, source, chip] = next();
                }
            });
            return weights;
        }

        private float Next() => (float)(2 * _random.NextDouble() - 1);
    }
}
