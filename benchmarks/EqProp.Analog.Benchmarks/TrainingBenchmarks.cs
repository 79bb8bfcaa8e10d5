using BenchmarkDotNet.Attributes;
using EqProp.Analog.Benchmarks.Cases;
using EqProp.Analog.Benchmarks.Kernels;

namespace EqProp.Analog.Benchmarks;

/// <summary>
/// One minibatch of the published 784-500-10 experiment, all phases and the update, on one thread. Its work is the dense
/// arithmetic, although zeros of the input are left out.
/// </summary>
[MemoryDiagnoser]
public class TrainingBenchmarks : ICountedWork
{
    private TrainingCase _training = null!;

    /// <summary>Examples a minibatch.</summary>
    [ParamsSource(nameof(Batches))]
    public int Batch { get; set; }

    /// <summary>The published batch, and a large one.</summary>
    public IEnumerable<int> Batches => Smoke.Some(20, 500);

    /// <inheritdoc/>
    public Work Work => Work.Operations<float>(Batch * TrainingCase.FlopsPerExample);

    /// <summary>Prepares the chip and the examples.</summary>
    [GlobalSetup]
    public void Prepare() => _training = new(Batch, threads: 1, dataFolder: null);

    /// <summary>Frees the chip.</summary>
    [GlobalCleanup]
    public void CleanUp() => _training.Dispose();

    /// <summary>Trains on one minibatch.</summary>
    [Benchmark]
    public void Minibatch()
    {
        if (_training.Trainer.EpochIsDone)
        {
            _training.Trainer.StartNextEpoch();
        }

        _training.Trainer.RunMinibatch();
    }
}
