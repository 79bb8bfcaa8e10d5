using EqProp.Analog.Benchmarks.Cases;

namespace EqProp.Analog.Benchmarks.Kernels;

/// <summary>Clamped pictures of which a share is not zero; products with zero count as no work, whoever does them.</summary>
public abstract class ClampedBenchmarks : KernelBenchmarks<ClampedSize>
{
    /// <inheritdoc/>
    public override IEnumerable<ClampedSize> Sizes => Smoke.Some<ClampedSize>(
        new(20, 784, 500, 19), new(4, 64, 48, 19), new(33, 257, 131, 19), new(500, 784, 500, 19), new(20, 784, 500, 100), new(20, 784, 16384, 19));

    /// <inheritdoc/>
    public override Work Work => Work.Operations<float>(Size.Operations);

    private protected override IEnumerable<string> Libraries => [Contender.OpenBlas];
}

/// <summary>The drive of clamped pictures.</summary>
public class ClampedDriveBenchmarks : ClampedBenchmarks
{
    private protected override KernelCase Make() => new ClampedCase(Size, write: false);
}

/// <summary>The write of the weights of clamped pictures.</summary>
public class ClampedWriteBenchmarks : ClampedBenchmarks
{
    private protected override KernelCase Make() => new ClampedCase(Size, write: true);
}
