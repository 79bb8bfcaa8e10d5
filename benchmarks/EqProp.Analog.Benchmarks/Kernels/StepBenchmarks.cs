using EqProp.Analog.Benchmarks.Cases;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Benchmarks.Kernels;

/// <summary>An Euler step of neurons that are not coupled.</summary>
public abstract class StepBenchmarks : KernelBenchmarks<LayerSize>
{
    /// <inheritdoc/>
    public override IEnumerable<LayerSize> Sizes => Smoke.Some<LayerSize>(new(1, 2048), new(7, 131), new(64, 1024), new(1024, 2048), new(8192, 1024));

    /// <inheritdoc/>
    public override Work Work => StepCase.Work(Size, Kind);

    private protected abstract NeuronKind Kind { get; }

    private protected override IEnumerable<string> Libraries => [Contender.Tensors];

    private protected override KernelCase Make() => new StepCase(Size, Kind);
}

/// <summary>Leak and hard sigmoid.</summary>
public class HardSigmoidStepBenchmarks : StepBenchmarks
{
    private protected override NeuronKind Kind => NeuronKind.HardSigmoid;
}

/// <summary>Leak and tanh.</summary>
public class TanhStepBenchmarks : StepBenchmarks
{
    private protected override NeuronKind Kind => NeuronKind.Tanh;
}

/// <summary>A step of a layer whose neurons all see each other: the product, with the update in its epilogue.</summary>
public abstract class RecurrentBenchmarks : KernelBenchmarks<LayerSize>
{
    /// <inheritdoc/>
    public override IEnumerable<LayerSize> Sizes => Smoke.Some<LayerSize>(new(20, 500), new(8, 64), new(33, 131), new(1, 500), new(128, 500), new(20, 4096));
}

/// <summary>An Euler step.</summary>
public class RecurrentEulerBenchmarks : RecurrentBenchmarks
{
    /// <inheritdoc/>
    public override Work Work => Work.Operations<float>(RecurrentCase.Operations(Size));

    private protected override KernelCase Make() => new RecurrentCase(Size, RelaxationMethod.Euler);
}

/// <summary>The four stages of a Runge-Kutta step.</summary>
public class RecurrentRungeKuttaBenchmarks : RecurrentBenchmarks
{
    /// <inheritdoc/>
    public override Work Work => Work.Operations<float>(4 * RecurrentCase.Operations(Size));

    private protected override KernelCase Make() => new RecurrentCase(Size, RelaxationMethod.RungeKutta4);
}

/// <summary>Twenty Euler steps with noise.</summary>
public class RecurrentNoisyEulerBenchmarks : RecurrentBenchmarks
{
    /// <inheritdoc/>
    public override Work Work => Work.Operations<float>(NoisyRecurrentCase.Steps * RecurrentCase.Operations(Size));

    private protected override KernelCase Make() => new NoisyRecurrentCase(Size);
}
