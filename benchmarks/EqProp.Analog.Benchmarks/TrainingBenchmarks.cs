using BenchmarkDotNet.Attributes;

namespace EqProp.Analog.Benchmarks;

/// <summary>One minibatch of the published 784-500-10 experiment, all phases and the update, on one thread.</summary>
[MemoryDiagnoser]
public class TrainingBenchmarks
{
    private TrainingCase _training = null!;

    /// <summary>Examples a minibatch.</summary>
    [Params(20, 500)]
    public int Batch { get; set; }

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
