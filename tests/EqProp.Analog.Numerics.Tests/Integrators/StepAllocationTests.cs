using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Ensembles;
using EqProp.Analog.Numerics.Tests.Training;

namespace EqProp.Analog.Numerics.Tests.Integrators;

/// <summary>A relaxation allocates its result; its steps allocate nothing.</summary>
public class StepAllocationTests
{
    private const int Rows = 15;
    private const int ManySteps = 200;

    [Theory]
    [InlineData(FragmentShape.Layered, true)]
    [InlineData(FragmentShape.Layered, false)]
    [InlineData(FragmentShape.Pair, true)]
    [InlineData(FragmentShape.Pair, false)]
    public void Euler(FragmentShape shape, bool noisy)
    {
        using var fragment = new TrainingFragment<float>(shape, VectorWidthSelection.Widest, threads: 1);
        fragment.Start([.. Enumerable.Range(0, Rows)]);
        if (!noisy)
        {
            fragment.Relaxation.Noise = null;
        }

        AssertStepsAllocateNothing(steps => fragment.Relaxation.Run(Rows, steps, null, threads: 1));
        AssertStepsAllocateNothing(steps => fragment.Relaxation.Run(Rows, steps, -1, threads: 1));
    }

    [Fact]
    public void Runge_Kutta()
    {
        using var group = new StateGroup<float>(Rows, 40, outputIsState: false);
        using var weights = new BatchMatrix<float>(40, 40);
        group.Incoming.Add(new(group, weights, IsTransposed: false));
        group.Incoming.Add(new(group, weights, IsTransposed: true));
        using var relaxation = new Relaxation<float>([FragmentStepper<float>.Make(group, Neuron.Tanh, VectorWidthSelection.Widest)], RelaxationMethod.RungeKutta4, Rows);
        AssertStepsAllocateNothing(steps => relaxation.Run(Rows, steps, null, threads: 1));
    }

    [Fact]
    public void Ensemble()
    {
        DrawnChip[] chips = [.. Enumerable.Range(0, 20).Select(seed => new DrawnChip(seed, 9))];
        foreach (EnsembleMethod method in new[]
        {
            EnsembleMethod.Euler, EnsembleMethod.Fixed(RungeKuttaTableau.Classical4), EnsembleMethod.Adaptive(RungeKuttaTableau.Tsitouras5, new(1e-4, 0)),
        })
        {
            using var ensemble = new TestEnsemble<float>(chips, method, 0.2);
            AssertStepsAllocateNothing(steps => ensemble.Run(steps));
        }
    }

    private static void AssertStepsAllocateNothing(Func<int, RelaxationResult> run)
    {
        run(2);
        Assert.Equal(Allocations.Of(() => run(2)), Allocations.Of(() => run(ManySteps)));
    }
}
