using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>What is drawn.</summary>
public enum Draw
{
    /// <summary>Uniform in [0, 1), double precision.</summary>
    Uniform,

    /// <summary>Standard normal, rounded to single precision.</summary>
    Gaussian,
}

/// <summary>Random numbers into a buffer. Our stream draws one number after another, at every width the same way.</summary>
internal sealed class DrawCase(Draw draw, int count) : KernelCase
{
    private readonly float[] _floats = new float[count];
    private readonly double[] _doubles = new double[count];

    public override Action Ours(VectorWidth width)
    {
        var stream = new RandomStream(1, StreamPurpose.Study);
        return draw == Draw.Uniform ? () => Fill(stream.NextDouble) : () => Round(stream.NextGaussian);
    }

    public override Action Theirs(string library)
    {
        if (library == Contender.MathNet)
        {
            var source = new Xoshiro256StarStar(1);
            var normal = new Normal(0, 1, source);
            return draw == Draw.Uniform ? () => source.NextDoubles(_doubles) : () => normal.Samples(_doubles);
        }

        if (library == Contender.System && draw == Draw.Uniform)
        {
            var source = new Random();
            return () => Fill(source.NextDouble);
        }

        return base.Theirs(library);
    }

    private void Fill(Func<double> next)
    {
        foreach (ref double value in _doubles.AsSpan())
        {
            value = next();
        }
    }

    private void Round(Func<double> next)
    {
        foreach (ref float value in _floats.AsSpan())
        {
            value = (float)next();
        }
    }
}
