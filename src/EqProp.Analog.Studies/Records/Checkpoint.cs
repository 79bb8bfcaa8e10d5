using EqProp.Analog.Learning;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Studies.Records;

/// <summary>
/// Everything that a run needs to go on as if it had never stopped; the states of persistent particles are kept beside it
/// (<see cref="CheckpointFile"/>).
/// </summary>
public sealed record Checkpoint
{
    /// <summary>Hash of the resolved circuit, which covers the seed.</summary>
    public required string CircuitHash { get; init; }

    /// <summary>Where the trainer is, and what it has counted in the unfinished epoch.</summary>
    public required TrainerProgress Progress { get; init; }

    /// <summary>Weights and biases, exact.</summary>
    public required NetworkParameters Parameters { get; init; }

    /// <summary>What the chip remembers besides (<see cref="IPhysicalNetwork.ReadMemory"/>).</summary>
    public IReadOnlyList<double[]> Memory { get; init; } = [];

    /// <summary>The finished epochs.</summary>
    public IReadOnlyList<EpochRecord> Epochs { get; init; } = [];
}
