using BenchmarkDotNet.Attributes;
using EqProp.Analog.Benchmarks.Cases;
using EqProp.Analog.Benchmarks.Kernels;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks;

/// <summary>The two ways to lay out a batch.</summary>
public enum BatchLayout
{
    /// <summary>Chips with weights of their own, lanes along chips.</summary>
    ManyChips,

    /// <summary>Examples on one chip, lanes along neurons.</summary>
    OneChip,
}

/// <summary>A settle of 10 tau by classical Runge-Kutta in 40 steps: 256 chips, or 256 examples on one chip.</summary>
public class EnsembleBenchmarks : ICountedWork
{
    private const int Items = 256;
    private const int Steps = 40;
    private const double Step = 0.25;

    private EnsembleCase? _chips;
    private StateGroup<float>? _group;
    private BatchMatrix<float>? _weights;
    private Relaxation<float>? _examples;

    /// <summary>Neurons, fully connected.</summary>
    [ParamsSource(nameof(Sizes))]
    public int Neurons { get; set; }

    /// <summary>Which layout.</summary>
    [ParamsAllValues]
    public BatchLayout Layout { get; set; }

    /// <summary>Neurons of a chip.</summary>
    public IEnumerable<int> Sizes => Smoke.Some(64, 16, 128);

    /// <summary>The products of one item: those of each stage of each step.</summary>
    public Work Work => Work.Operations<float>(2.0 * Neurons * Neurons * Steps * RungeKuttaTableau.Classical4.Stages.Count);

    /// <summary>Draws the chips.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        if (Layout == BatchLayout.ManyChips)
        {
            _chips = new(Neurons, Items, EnsembleMethod.Fixed(RungeKuttaTableau.Classical4), Step, VectorWidthSelection.Widest);
            return;
        }

        var chip = new DrawnChip(0, Neurons);
        _group = new(Items, Neurons, outputIsState: false);
        _weights = new(Neurons, Neurons);
        _group.Incoming.Add(new(_group, _weights, IsTransposed: false));
        for (int i = 0; i < Neurons; i++)
        {
            for (int j = 0; j < Neurons; j++)
            {
                _weights.Row(j)[i] = (float)chip.Weights[i, j];
            }

            _group.Leak.Row(0)[i] = 1;
            _group.Rate.Row(0)[i] = (float)(Step / chip.TimeConstants[i]);
            for (int item = 0; item < Items; item++)
            {
                _group.Drive.Row(item)[i] = (float)chip.Biases[i];
            }
        }

        _examples = new([KernelSet<float>.For(VectorWidthSelection.Widest).Accept(new StepperMaker(_group))], RelaxationMethod.RungeKutta4, Items);
    }

    /// <summary>Frees the buffers.</summary>
    [GlobalCleanup]
    public void CleanUp()
    {
        foreach (IDisposable? part in (IDisposable?[])[_chips, _examples, _group, _weights])
        {
            part?.Dispose();
        }
    }

    /// <summary>The settle, on one thread.</summary>
    /// <returns>How it ended.</returns>
    [Benchmark(OperationsPerInvoke = Items)]
    public RelaxationResult Settle() =>
        _chips is not null ? _chips.Continue(Steps) : _examples!.Run(Items, Steps, null, threads: 1);

    private sealed class StepperMaker(StateGroup<float> group) : ILaneVisitor<float, GroupStepper<float>>
    {
        public GroupStepper<float> Visit<V>()
            where V : unmanaged, ILane<V, float> => new GroupStepper<V, float, LeakTanh<V, float>>(group, default);
    }
}
