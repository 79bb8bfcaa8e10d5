using EqProp.Analog.Networks;

namespace EqProp.Analog.Studies.Records;

/// <summary>
/// Everything that a run needs to go on as if it had never stopped; the states of persistent particles are kept beside it
/// (<see cref="CheckpointFile"/>).
/// </summary>
public sealed record Checkpoint
{
    /// <summary>Hash of the resolved circuit.</summary>
    public required string CircuitHash { get; init; }

    /// <summary>Seed of the run.</summary>
    public required int Seed { get; init; }

    /// <summary>The epoch that is going on; the first is 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Minibatches of that epoch already learnt.</summary>
    public required int Minibatch { get; init; }

    /// <summary>Weights and biases, exact.</summary>
    public required NetworkParameters Parameters { get; init; }

    /// <summary>What the unfinished epoch has counted.</summary>
    public EpochCounters Running { get; init; } = new();

    /// <summary>The finished epochs.</summary>
    public IReadOnlyList<EpochRecord> Epochs { get; init; } = [];

    /// <summary>What only the trainer understands.</summary>
    public ReadOnlyMemory<byte> TrainerState { get; init; }
}
