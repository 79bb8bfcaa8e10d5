using EqProp.Analog.Benchmarks.Cases;

namespace EqProp.Analog.Benchmarks.Kernels;

/// <summary>A batch of states times a weight matrix, single precision.</summary>
public class FloatProductBenchmarks : KernelBenchmarks<ProductSize>
{
    /// <inheritdoc/>
    public override IEnumerable<ProductSize> Sizes => Smoke.Some<ProductSize>(
        new(20, 500, 500), new(16, 64, 48), new(20, 500, 10), new(33, 257, 131), new(64, 784, 500), new(128, 784, 500),
        new(256, 784, 500), new(512, 784, 500), new(64, 4096, 4096));

    /// <inheritdoc/>
    public override Work Work => Work.Operations<float>(Size.Operations);

    private protected override IEnumerable<string> Libraries => [Contender.OpenBlas, Contender.Tensors, Contender.MathNet];

    private protected override KernelCase Make() => new ProductCase<float>(Size);
}

/// <summary>A batch of states times a weight matrix, double precision.</summary>
public class DoubleProductBenchmarks : KernelBenchmarks<ProductSize>
{
    /// <inheritdoc/>
    public override IEnumerable<ProductSize> Sizes => Smoke.Some<ProductSize>(
        new(20, 500, 500), new(16, 48, 32), new(33, 257, 131), new(128, 784, 500), new(64, 2560, 2560));

    /// <inheritdoc/>
    public override Work Work => Work.Operations<double>(Size.Operations);

    private protected override IEnumerable<string> Libraries => [Contender.OpenBlas, Contender.Tensors, Contender.MathNet];

    private protected override KernelCase Make() => new ProductCase<double>(Size);
}

/// <summary>One example's states times a weight matrix, single precision.</summary>
public class VectorProductBenchmarks : KernelBenchmarks<MatrixSize>
{
    /// <inheritdoc/>
    public override IEnumerable<MatrixSize> Sizes => Smoke.Some<MatrixSize>(
        new(500, 784), new(64, 64), new(256, 256), new(131, 257), new(2048, 2048), new(8192, 8192));

    /// <inheritdoc/>
    public override Work Work => new(WorkUnit.Bytes, Size.Bytes, Size.Bytes, Size.Bytes);

    private protected override IEnumerable<string> Libraries => [Contender.OpenBlas, Contender.Tensors];

    private protected override KernelCase Make() => new VectorProductCase(Size);
}

/// <summary>The write of reciprocal weights after a minibatch: two outer products.</summary>
public class WeightWriteBenchmarks : KernelBenchmarks<ProductSize>
{
    /// <inheritdoc/>
    public override IEnumerable<ProductSize> Sizes => Smoke.Some<ProductSize>(
        new(20, 500, 500), new(8, 64, 48), new(20, 500, 10), new(33, 257, 131), new(128, 500, 500), new(20, 4096, 4096));

    /// <inheritdoc/>
    public override Work Work => Work.Operations<float>(2 * Size.Operations);

    private protected override IEnumerable<string> Libraries => [Contender.OpenBlas];

    private protected override KernelCase Make() => new WriteCase(Size);
}
