using EqProp.Analog.Benchmarks.Cases;

namespace EqProp.Analog.Benchmarks.Kernels;

/// <summary>An elementary function of a buffer of numbers.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class FunctionBenchmarks<T> : KernelBenchmarks<FunctionSize>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IEnumerable<FunctionSize> Sizes =>
        from function in Enum.GetValues<Function>()
        from count in Smoke.Some(2048, 65536, 8 << 20)
        select new FunctionSize(function, count);

    /// <inheritdoc/>
    public override Work Work => Work.Moved(Size.Count, 2 * System.Runtime.CompilerServices.Unsafe.SizeOf<T>());

    private protected override IEnumerable<string> Libraries => [Contender.Tensors, Contender.System];

    private protected override KernelCase Make() => new FunctionCase<T>(Size.Function, Size.Count);
}

/// <summary>Single precision.</summary>
public class FloatFunctionBenchmarks : FunctionBenchmarks<float>;

/// <summary>Double precision.</summary>
public class DoubleFunctionBenchmarks : FunctionBenchmarks<double>;
