using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Formats;

namespace EqProp.Analog.Studies.Waveforms;

/// <summary>One fabricated chip, programmed, with the example (or the voltages of its own) that its inputs are clamped to.</summary>
/// <param name="Chip">The chip.</param>
/// <param name="Weights">Weights and biases.</param>
/// <param name="Inputs">One signal a clamped input, dimensionless.</param>
/// <param name="FreeSeconds">Duration of the free phase.</param>
/// <param name="Nudge">The nudged phase after it; null if none was asked for.</param>
internal sealed record ShownExample(ChipInstance Chip, NetworkParameters Weights, float[] Inputs, double FreeSeconds, TransientNudge? Nudge)
{
    private const double DefaultTimeConstants = 10;

    /// <summary>Makes what a request asks for.</summary>
    /// <exception cref="InputException">The circuit has not what was asked for, or weights or data are not usable.</exception>
    public static ShownExample Of(ResolvedCircuit circuit, WaveformRequest request) => circuit.Description.Learning is { } learning
        ? OfData(circuit.Description, learning, request)
        : Alone(circuit, request);

    /// <summary>Duration of a step of the simulation, in seconds.</summary>
    public static double StepSeconds(CircuitDescription description) => description.Simulation.TimeStep
        ?? throw new ArgumentException("The description is not resolved: the time step is missing.", nameof(description));

    private static ShownExample OfData(CircuitDescription description, LearningBlock learning, WaveformRequest request)
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
        var phases = new LearningPhases(learning);
        TransientNudge? nudge = null;
        if (request.Nudged)
        {
            var encoder = new TargetEncoder(chip.Layout.AnswerCount, data.Classes, learning.Cost, learning.Targets);
            var targets = new float[encoder.Answers];
            encoder.Encode(data.Test.Labels[example], targets);
            double beta = learning.Estimator == EstimatorKind.Negative ? -learning.Beta!.Value : learning.Beta!.Value;
            nudge = new(learning.Cost, beta, targets, phases.NudgedPhase);
        }

        NetworkParameters start = StartOf(chip.Layout, request, learning.Initialization, learning.Seed);
        double free = request.DurationSeconds ?? phases.FreePhase.Steps * StepSeconds(description);
        return new ShownExample(chip, start, inputs, free, nudge);
    }

    private static ShownExample Alone(ResolvedCircuit circuit, WaveformRequest request)
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

        // A node without leak is held by resistors, which are about as conductive as the leak that the others share: one.
        double slowest = chip.Layout.Groups.Skip(1).SelectMany(group => group.Capacitance.Zip(group.Leak, (c, g) => c / (g > 0 ? g : 1))).Max();
        double seconds = request.DurationSeconds ?? chip.Layout.Map.ToSeconds(DefaultTimeConstants * slowest);
        NetworkParameters weights = StartOf(chip.Layout, request, new InitializationBlock(), seed: 1);
        return new ShownExample(chip, weights, [.. chip.Layout.Groups[0].InitialState.Select(s => (float)s)], seconds, Nudge: null);
    }

    private static NetworkParameters StartOf(NetworkLayout layout, WaveformRequest request, InitializationBlock initialization, int seed) =>
        request.WeightFile is { } file ? WeightFile.Read(file, layout) : ParameterInitializer.Draw(layout, initialization, seed);
}
