using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Formats;

namespace EqProp.Analog.Studies.Waveforms;

/// <summary>Fabricates a chip, shows it one example (or its own input voltages), and records how it settles.</summary>
public static class WaveformSimulation
{
    private const double DefaultTimeConstants = 10;
    private const int MostSteps = 10_000_000;

    /// <summary>Runs the simulation.</summary>
    /// <param name="circuit">A resolved circuit, with or without a learning block.</param>
    /// <param name="request">What to record.</param>
    /// <returns>The voltages.</returns>
    /// <exception cref="InputException">
    /// The circuit has not what was asked for, weights or data are not usable, or the dynamics diverged.
    /// </exception>
    public static Transient Run(ResolvedCircuit circuit, WaveformRequest request)
    {
        CircuitDescription description = circuit.Description;
        return description.Learning is { } learning
            ? RunExample(description, learning, request)
            : RunAlone(circuit, request);
    }

    private static Transient RunExample(CircuitDescription description, LearningBlock learning, WaveformRequest request)
    {
        Dataset data = DatasetCatalog.Load(learning.Dataset, request.Data);
        int readOut = learning.Cost == CostKind.CrossEntropy ? data.Classes : 0;
        ChipInstance chip = ChipFabricator.Fabricate(description, readOutClasses: readOut);
        DataFit.Require(chip.Layout, data.Test);
        int example = request.Example ?? 0;
        if (example >= data.Test.Count)
        {
            throw new InputException(
                "simulate.example", "--example", $"There are {data.Test.Count} test examples; {example} is not one of them.",
                $"Ask for an example from 0 to {data.Test.Count - 1}.");
        }

        float[] inputs = data.Test.Inputs.AsSpan(example * data.Test.InputCount, data.Test.InputCount).ToArray();
        var rule = new EquilibriumPropagation(learning);
        PhaseLength free = request.DurationSeconds is { } seconds ? Length(description, seconds) : rule.FreePhase;
        TransientNudge? nudge = null;
        if (request.Nudged)
        {
            var encoder = new TargetEncoder(chip.Layout.AnswerCount, data.Classes, learning.Cost, learning.Targets);
            var targets = new float[encoder.Answers];
            encoder.Encode(data.Test.Labels[example], targets);
            double beta = learning.Estimator == EstimatorKind.Negative ? -learning.Beta!.Value : learning.Beta!.Value;
            nudge = new(learning.Cost, beta, targets, rule.NudgedPhase);
        }

        NetworkParameters start = Weights(chip.Layout, request, learning.Initialization, learning.Seed);
        return Record(chip, start, inputs, free, nudge, request.Nodes);
    }

    private static Transient RunAlone(ResolvedCircuit circuit, WaveformRequest request)
    {
        List<Violation> missing = [];
        if (request.Nudged)
        {
            missing.Add(new("simulate.nudged", "--nudged", "This circuit has no learning block, so that there is no target to nudge to.", "Leave --nudged out, or add a learning block."));
        }

        if (request.Example is not null)
        {
            missing.Add(new("simulate.example", "--example", "This circuit has no learning block, so that there are no examples.", "Leave --example out; the inputs are clamped at their initialVoltage."));
        }

        if (missing.Count > 0)
        {
            throw new InputException(missing);
        }

        ChipInstance chip = ChipFabricator.Fabricate(circuit.Description);
        double slowest = chip.Layout.Groups.Skip(1).SelectMany(group => group.Capacitance.Zip(group.Leak, (c, g) => c / g)).Max();
        double seconds = request.DurationSeconds ?? chip.Layout.Map.ToSeconds(DefaultTimeConstants * slowest);
        NetworkParameters weights = Weights(chip.Layout, request, new InitializationBlock(), seed: 1);
        float[] inputs = [.. chip.Layout.Groups[0].InitialState.Select(s => (float)s)];
        return Record(chip, weights, inputs, Length(circuit.Description, seconds), nudge: null, request.Nodes);
    }

    private static Transient Record(
        ChipInstance chip, NetworkParameters weights, float[] inputs, PhaseLength free, TransientNudge? nudge, IReadOnlyList<string>? nodes)
    {
        using IPhysicalNetwork network = SimulatedNetwork.Create(chip, batchCapacity: 1, new SimulationOptions { Threads = 1 });
        network.Program(weights);
        return new TransientRecorder(network, StepSeconds(chip.Description), nodes).Record(inputs, free, nudge);
    }

    private static NetworkParameters Weights(NetworkLayout layout, WaveformRequest request, InitializationBlock initialization, int seed) =>
        request.WeightFile is { } file ? WeightFile.Read(file, layout) : ParameterInitializer.Draw(layout, initialization, seed);

    private static PhaseLength Length(CircuitDescription description, double seconds)
    {
        double steps = Math.Round(seconds / StepSeconds(description));
        return steps is >= 1 and <= MostSteps
            ? new PhaseLength((int)steps)
            : throw new InputException(
                "simulate.duration", "--duration", $"The duration is {steps:G4} steps of the simulation; 1 to {MostSteps} are possible.",
                "Change the duration, or simulation.timeStep.");
    }

    private static double StepSeconds(CircuitDescription description) => description.Simulation.TimeStep
        ?? throw new ArgumentException("The description is not resolved: the time step is missing.", nameof(description));
}
