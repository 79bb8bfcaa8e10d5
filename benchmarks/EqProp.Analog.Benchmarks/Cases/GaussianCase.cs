using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>Standard normal numbers into a buffer of floats.</summary>
internal sealed class GaussianCase(int count) : KernelCase
{
    private readonly float[] _buffer = new float[count];
    private readonly double[] _wide = new double[count];

    /// <summary>Draws one after the other from a stream: the same at every width.</summary>
    public override Action Ours(VectorWidth width)
    {
        var stream = new RandomStream(1, StreamPurpose.Study);
        return () =>
        {
            foreach (ref float value in _buffer.AsSpan())
            {
                value = (float)stream.NextGaussian();
            }
        };
    }

    public override Action Theirs(string library)
    {
        if (library != Contender.MathNet)
        {
            return base.Theirs(library);
        }

        var normal = new Normal(0, 1, new Xoshiro256StarStar(1));
        return () => normal.Samples(_wide);
    }
}
