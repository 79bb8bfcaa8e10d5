using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Studies.Energy;

/// <summary>What a study of energy looks at.</summary>
public sealed record EnergyOptions
{
    /// <summary>Test examples to take the mean over, as far as there are so many.</summary>
    public int Examples { get; init; } = 100;

    /// <summary>Where data files are.</summary>
    public DatasetLocation Data { get; init; } = new();

    /// <summary>Folder of the shipped component tables (<c>circuits/components</c>).</summary>
    public required string ComponentShelf { get; init; }

    /// <summary>Weights and biases; null: those with which learning starts.</summary>
    public NetworkParameters? Parameters { get; init; }

    /// <summary>How to use the machine.</summary>
    public SimulationOptions Simulation { get; init; } = new();

    /// <summary>Whether to look at free phases that end earlier, and at the largest power.</summary>
    public bool FollowsSettling { get; init; } = true;

    /// <summary>Stops between phases.</summary>
    public CancellationToken Cancellation { get; init; }
}
