using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Cells;
using EqProp.Analog.Studies.Training;

namespace EqProp.Analog.Studies.Waveforms;

/// <summary>Fabricates a chip, shows it one example (or its own input voltages), and records how it settles.</summary>
public static class WaveformSimulation
{
    private const int MostSteps = 10_000_000;

    /// <summary>Runs the simulation.</summary>
    /// <param name="circuit">A resolved circuit, with or without a learning block.</param>
    /// <param name="request">What to record.</param>
    /// <param name="stop">Stops between steps.</param>
    /// <returns>The voltages, in physical time whatever engine learning uses.</returns>
    /// <exception cref="InputException">
    /// The circuit has not what was asked for, weights or data are not usable, or the dynamics diverged.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Transient Run(ResolvedCircuit circuit, WaveformRequest request, CancellationToken stop = default) =>
        Record(circuit, request, stop).Transient;

    /// <summary>Runs the simulation and looks at the rhythm of its cells.</summary>
    /// <param name="circuit">A resolved circuit, with or without a learning block.</param>
    /// <param name="request">What to record.</param>
    /// <param name="stop">Stops between steps.</param>
    /// <returns>The voltages, and more of circuits whose neurons have two states.</returns>
    /// <exception cref="InputException">As <see cref="Run"/>.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static RecordedWaveforms Record(ResolvedCircuit circuit, WaveformRequest request, CancellationToken stop = default)
    {
        var shown = ShownExample.Of(circuit, request);
        PhaseLength free = FreePhase(circuit.Description, request, shown);
        using IPhysicalNetwork network = SimulatedNetwork.Create(TimedChip.Of(shown.Chip), batchCapacity: 1, new SimulationOptions { Threads = 1 });
        network.Program(shown.Weights);
        Transient transient = new TransientRecorder(network, ShownExample.StepSeconds(circuit.Description), request.Nodes).Record(shown.Inputs, free, shown.Nudge, stop);
        return new(transient, CellStudy.Of(transient, network.Layout, network.ReadBack(), [.. shown.Inputs.Select(input => (double)input)]));
    }

    /// <summary>Length of the free phase: what was asked for, that of the learning block, or what the circuit needs.</summary>
    internal static PhaseLength FreePhase(CircuitDescription description, WaveformRequest request, ShownExample shown) =>
        description.Learning is { } learning && request.DurationSeconds is null
            ? new LearningPhases(learning).FreePhase
            : Length(description, shown.FreeSeconds);

    private static PhaseLength Length(CircuitDescription description, double seconds)
    {
        double steps = Math.Round(seconds / ShownExample.StepSeconds(description));
        return steps is >= 1 and <= MostSteps
            ? new PhaseLength((int)steps)
            : throw new InputException(
                "simulate.duration", "--duration", $"The duration is {steps:G4} steps of the simulation; 1 to {MostSteps} are possible.",
                "Change the duration, or simulation.timeStep.");
    }
}
