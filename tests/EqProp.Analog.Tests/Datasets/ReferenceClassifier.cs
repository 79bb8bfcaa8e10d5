using System.Numerics;
using EqProp.Analog.Learning;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Tests.Datasets;

/// <summary>
/// A plain software network (ReLU hidden layer or none, softmax, momentum, cosine rate) that measures how hard a data
/// set is. Every sum runs along rows in one order, so the result does not depend on the width of the vectors.
/// </summary>
internal sealed class ReferenceClassifier
{
    private const int BatchSize = 20;
    private const float Momentum = 0.9f;

    private readonly DenseLayer[] _layers;
    private readonly RandomStream _random;

    public ReferenceClassifier(int seed, params int[] sizes)
    {
        _random = new RandomStream(seed, StreamPurpose.Study);
        _layers = [.. Enumerable.Range(0, sizes.Length - 1).Select(i => new DenseLayer(sizes[i], sizes[i + 1], _random))];
    }

    /// <summary>Learns by backpropagation of the cross-entropy.</summary>
    public void Train(ExampleSet examples, int epochs, double rate, double weightDecay)
    {
        int[] order = [.. Enumerable.Range(0, examples.Count)];
        int batches = examples.Count / BatchSize;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            _random.Shuffle<int>(order);
            for (int batch = 0; batch < batches; batch++)
            {
                double progress = (epoch + batch / (double)batches) / epochs;
                foreach (int example in order.AsSpan(batch * BatchSize, BatchSize))
                {
                    Accumulate(examples, example);
                }

                float step = (float)(rate * 0.5 * (1 + Math.Cos(Math.PI * progress)) / BatchSize);
                foreach (var layer in _layers)
                {
                    layer.Update(step, Momentum, (float)(weightDecay * BatchSize));
                }
            }
        }
    }

    /// <summary>Share of examples whose largest output is the right class.</summary>
    public double Accuracy(ExampleSet examples)
    {
        int right = 0;
        for (int example = 0; example < examples.Count; example++)
        {
            var outputs = Forward(examples, example);
            right += Array.IndexOf(outputs, outputs.Max()) == examples.Labels[example] ? 1 : 0;
        }

        return right / (double)examples.Count;
    }

    private float[] Forward(ExampleSet examples, int example)
    {
        ReadOnlySpan<float> signal = examples.Inputs.AsSpan(example * examples.InputCount, examples.InputCount);
        for (int i = 0; i < _layers.Length; i++)
        {
            _layers[i].Forward(signal, rectify: i + 1 < _layers.Length);
            signal = _layers[i].Outputs;
        }

        return _layers[^1].Outputs;
    }

    private void Accumulate(ExampleSet examples, int example)
    {
        float[] error = Forward(examples, example);
        float largest = error.Max();
        float sum = 0;
        for (int k = 0; k < error.Length; k++)
        {
            error[k] = MathF.Exp(error[k] - largest);
            sum += error[k];
        }

        for (int k = 0; k < error.Length; k++)
        {
            error[k] = error[k] / sum - (k == examples.Labels[example] ? 1 : 0);
        }

        ReadOnlySpan<float> delta = error;
        for (int i = _layers.Length - 1; i >= 0; i--)
        {
            delta = _layers[i].Backward(delta, rectified: i > 0);
        }
    }

    /// <summary>Weights [inputs x outputs], row by row, and the gradient summed over a minibatch.</summary>
    private sealed class DenseLayer(int inputs, int outputs, RandomStream random)
    {
        private readonly float[] _weights = Draw(inputs, outputs, random);
        private readonly float[] _gradient = new float[(inputs + 1) * outputs];
        private readonly float[] _velocity = new float[(inputs + 1) * outputs];
        private readonly float[] _signal = new float[inputs + 1];
        private readonly float[] _delta = new float[inputs];

        public float[] Outputs { get; } = new float[outputs];

        public void Forward(ReadOnlySpan<float> signal, bool rectify)
        {
            signal.CopyTo(_signal);
            _signal[inputs] = 1;
            Array.Clear(Outputs);
            for (int i = 0; i <= inputs; i++)
            {
                if (_signal[i] != 0)
                {
                    AddScaled(_signal[i], _weights.AsSpan(i * outputs, outputs), Outputs);
                }
            }

            for (int k = 0; rectify && k < outputs; k++)
            {
                Outputs[k] = MathF.Max(0, Outputs[k]);
            }
        }

        public ReadOnlySpan<float> Backward(ReadOnlySpan<float> delta, bool rectified)
        {
            for (int i = 0; i <= inputs; i++)
            {
                if (_signal[i] == 0)
                {
                    continue;
                }

                AddScaled(_signal[i], delta, _gradient.AsSpan(i * outputs, outputs));
            }

            for (int i = 0; rectified && i < inputs; i++)
            {
                _delta[i] = _signal[i] > 0 ? Dot(delta, _weights.AsSpan(i * outputs, outputs)) : 0;
            }

            return _delta;
        }

        public void Update(float step, float momentum, float weightDecay)
        {
            for (int i = 0; i < _weights.Length; i++)
            {
                _velocity[i] = momentum * _velocity[i] - step * (_gradient[i] + weightDecay * _weights[i]);
                _weights[i] += _velocity[i];
            }

            Array.Clear(_gradient);
        }

        private static float[] Draw(int inputs, int outputs, RandomStream random)
        {
            double scale = Math.Sqrt(6.0 / (inputs + outputs));
            var weights = new float[(inputs + 1) * outputs];
            for (int i = 0; i < inputs * outputs; i++)
            {
                weights[i] = (float)random.NextUniform(-scale, scale);
            }

            return weights;
        }

        private static void AddScaled(float factor, ReadOnlySpan<float> source, Span<float> sum)
        {
            int i = 0;
            for (; i + Vector<float>.Count <= sum.Length; i += Vector<float>.Count)
            {
                var product = new Vector<float>(source[i..]) * factor;
                (new Vector<float>(sum[i..]) + product).CopyTo(sum[i..]);
            }

            for (; i < sum.Length; i++)
            {
                sum[i] += source[i] * factor;
            }
        }

        private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
        {
            float sum = 0;
            for (int i = 0; i < a.Length; i++)
            {
                sum += a[i] * b[i];
            }

            return sum;
        }
    }
}
