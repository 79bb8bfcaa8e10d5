using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>What is drawn.</summary>
public enum Draw
{
    /// <summary>Uniform in [0, 1).</summary>
    Uniform,

    /// <summary>Standard normal.</summary>
    Gaussian,

    /// <summary>The random words under both, one a number.</summary>
    Word,
}

/// <summary>Random numbers into a buffer. Ours are named by step and node; other libraries draw one after another, in double precision.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class DrawCase<T>(Draw draw, int count) : KernelCase
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly NoiseKey Key = new(1, 0, StreamPurpose.ThermalNoise);

    private readonly T[] _numbers = new T[count];
    private readonly uint[] _words = new uint[draw == Draw.Word ? count : 0];
    private long _step;

    public override Action Ours(VectorWidth width)
    {
        NoiseKernels<T> noise = KernelSet<T>.For(width).Noise;
        return draw switch
        {
            Draw.Uniform => () => noise.Uniforms(Key, _step++, 0, 0, _numbers),
            Draw.Gaussian => () => noise.Gaussians(Key, _step++, 0, 0, _numbers),
            _ => () => noise.Words(Key, _step++, 0, 0, _words),
        };
    }

    public override Action Theirs(string library)
    {
        if (_numbers is double[] doubles && draw != Draw.Word)
        {
            var source = new Xoshiro256StarStar(1);
            var normal = new Normal(0, 1, source);
            var system = new Random();
            switch (library, draw)
            {
                case (Contender.MathNet, Draw.Uniform): return () => source.NextDoubles(doubles);
                case (Contender.MathNet, Draw.Gaussian): return () => normal.Samples(doubles);
                case (Contender.System, Draw.Uniform): return () => Fill(doubles, system);
            }
        }

        return base.Theirs(library);
    }

    private static void Fill(double[] numbers, Random source)
    {
        foreach (ref double value in numbers.AsSpan())
        {
            value = source.NextDouble();
        }
    }
}
