using EqProp.Analog.Benchmarks.Cases;

namespace EqProp.Analog.Benchmarks.Kernels;

/// <summary>The softmax error of an external read-out.</summary>
public class SoftmaxBenchmarks : KernelBenchmarks<LayerSize>
{
    /// <inheritdoc/>
    public override IEnumerable<LayerSize> Sizes => Smoke.Some<LayerSize>(new(20, 10), new(33, 131), new(500, 10), new(512, 1000), new(8192, 2048));

    /// <inheritdoc/>
    public override Work Work => Work.Moved(Size.Elements, 3 * sizeof(float));

    private protected override IEnumerable<string> Libraries => [Contender.Tensors];

    private protected override KernelCase Make() => new SoftmaxCase(Size);
}

/// <summary>A pass over all states after the phases of a minibatch.</summary>
public abstract class MinibatchEndBenchmarks : KernelBenchmarks<LayerSize>
{
    /// <inheritdoc/>
    public override IEnumerable<LayerSize> Sizes => Smoke.Some<LayerSize>(new(20, 500), new(7, 131), new(500, 500), new(8192, 2048));

    /// <inheritdoc/>
    public override Work Work => MinibatchEndCase.Work(Pass, Size);

    private protected abstract MinibatchEnd Pass { get; }

    private protected override IEnumerable<string> Libraries => [Contender.Tensors];

    private protected override KernelCase Make() => new MinibatchEndCase(Pass, Size);
}

/// <summary>The write of the biases.</summary>
public class BiasWriteBenchmarks : MinibatchEndBenchmarks
{
    private protected override MinibatchEnd Pass => MinibatchEnd.Biases;
}

/// <summary>Difference and negation of the held states.</summary>
public class ContrastBenchmarks : MinibatchEndBenchmarks
{
    private protected override MinibatchEnd Pass => MinibatchEnd.Contrast;
}
