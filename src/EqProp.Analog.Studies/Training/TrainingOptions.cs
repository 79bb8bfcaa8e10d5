using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Training;

/// <summary>Everything about a training run that is not part of the circuit.</summary>
public sealed record TrainingOptions
{
    /// <summary>Run folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Where data files are.</summary>
    public DatasetLocation Data { get; init; } = new();

    /// <summary>Folder of the shipped component tables, which energies of the periphery come from; beside the program by default.</summary>
    public string ComponentShelf { get; init; } = Path.Combine(AppContext.BaseDirectory, "circuits", "components");

    /// <summary>How the simulation uses the machine.</summary>
    public SimulationOptions Simulation { get; init; } = new();

    /// <summary>Seconds between checkpoints: what a killed run loses at most.</summary>
    public double CheckpointSeconds { get; init; } = 30;

    /// <summary>Seconds between two calls that tell how far a run is; 0 calls after every minibatch.</summary>
    public double StatusSeconds { get; init; } = 0.2;

    /// <summary>The command line that repeats the run.</summary>
    public string Command { get; init; } = "";

    /// <summary>The program that runs.</summary>
    public ToolRecord Tool { get; init; } = new("eqprop", "unknown");
}
