using EqProp.Analog.Benchmarks.Cases;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Benchmarks.Kernels;

/// <summary>Steps with white noise by a stochastic method.</summary>
/// <param name="Rows">Examples.</param>
/// <param name="Steps">Steps.</param>
/// <param name="Method">How to move.</param>
public sealed record NoisySteps(int Rows, int Steps, RelaxationMethod Method)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Rows}x{Steps} {Method}";
}

/// <summary>A layer of 500 and its 10 outputs, by every stochastic method.</summary>
public class NoisyStepBenchmarks : KernelBenchmarks<NoisySteps>
{
    /// <inheritdoc/>
    public override IEnumerable<NoisySteps> Sizes => StochasticMethod.All.Select(method => new NoisySteps(20, Smoke.IsOn ? 1 : 20, method.Method));

    /// <inheritdoc/>
    public override Work Work => Work.Moved(NoisyPairCase.NeuronSteps(Size.Rows, Size.Steps), 0);

    private protected override KernelCase Make() => new NoisyPairCase(Size.Rows, Size.Steps, Size.Method);
}
