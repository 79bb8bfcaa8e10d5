using System.Numerics;
using EqProp.Analog.Benchmarks.Cases;

namespace EqProp.Analog.Benchmarks.Kernels;

/// <summary>Random numbers, counted by the draw: a row of a layer, a buffer in L1, and one in L2.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class DrawBenchmarks<T> : KernelBenchmarks<int>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IEnumerable<int> Sizes => Smoke.Some(4096, 500, 65536);

    /// <inheritdoc/>
    public override Work Work => new(WorkUnit.Elements, Size);

    private protected abstract Draw Draw { get; }

    private protected override KernelCase Make() => new DrawCase<T>(Draw, Size);
}

/// <summary>Uniform numbers, single precision.</summary>
public class FloatUniformBenchmarks : DrawBenchmarks<float>
{
    private protected override Draw Draw => Draw.Uniform;
}

/// <summary>Uniform numbers, double precision.</summary>
public class DoubleUniformBenchmarks : DrawBenchmarks<double>
{
    private protected override Draw Draw => Draw.Uniform;

    private protected override IEnumerable<string> Libraries => [Contender.MathNet, Contender.System];
}

/// <summary>Gaussian numbers, single precision.</summary>
public class FloatGaussianBenchmarks : DrawBenchmarks<float>
{
    private protected override Draw Draw => Draw.Gaussian;
}

/// <summary>Gaussian numbers, double precision.</summary>
public class DoubleGaussianBenchmarks : DrawBenchmarks<double>
{
    private protected override Draw Draw => Draw.Gaussian;

    private protected override IEnumerable<string> Libraries => [Contender.MathNet];
}

/// <summary>Random words of whole superblocks of 64 nodes.</summary>
public class WordBenchmarks : DrawBenchmarks<float>
{
    /// <inheritdoc/>
    public override IEnumerable<int> Sizes => Smoke.Some(4096, 512, 65536);

    private protected override Draw Draw => Draw.Word;
}
