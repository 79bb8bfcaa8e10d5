using EqProp.Analog.Benchmarks.Cases;

namespace EqProp.Analog.Benchmarks.Kernels;

/// <summary>Random numbers, counted by the draw.</summary>
public abstract class DrawBenchmarks : KernelBenchmarks<int>
{
    /// <inheritdoc/>
    public override IEnumerable<int> Sizes => Smoke.Some(4096);

    /// <inheritdoc/>
    public override Work Work => new(WorkUnit.Elements, Size);

    private protected abstract Draw Draw { get; }

    private protected override KernelCase Make() => new DrawCase(Draw, Size);
}

/// <summary>Uniform numbers.</summary>
public class UniformBenchmarks : DrawBenchmarks
{
    private protected override Draw Draw => Draw.Uniform;

    private protected override IEnumerable<string> Libraries => [Contender.MathNet, Contender.System];
}

/// <summary>Gaussian numbers.</summary>
public class GaussianBenchmarks : DrawBenchmarks
{
    private protected override Draw Draw => Draw.Gaussian;

    private protected override IEnumerable<string> Libraries => [Contender.MathNet];
}
