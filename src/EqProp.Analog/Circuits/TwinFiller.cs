using System.Globalization;

namespace EqProp.Analog.Circuits;

/// <summary>
/// Fills in, for each pair of twins, the one that was left out, and gives named nodes the shared neuron's values.
/// Durations become whole steps: the nearest number, at least one, and the duration is what these steps last.
/// </summary>
internal sealed partial class TwinFiller(NeuronBlock neurons, Findings findings)
{
    private const double Agreement = 1e-9;
    private readonly DimensionlessMap _map = new(neurons);

    /// <summary>The description with every twin filled in.</summary>
    public CircuitDescription Fill(CircuitDescription description)
    {
        SimulationBlock simulation = FillStep(description.Simulation);
        CircuitBlock circuit = description.Circuit;
        return description with
        {
            Circuit = circuit with
            {
                Neurons = FillNeurons(),
                OutputNeurons = circuit.OutputNeurons is { } outputs ? FillOutputs(outputs) : null,
                Topology = FillLinks(FillElements(circuit.Topology)),
                Coupling = FillRange(WithRange(circuit.Coupling, circuit.Topology)) with { Force = circuit.ForceOf() },
            },
            Learning = description.Learning is { } learning ? FillLearning(learning, simulation.TimeStep) : null,
            Simulation = simulation,
        };
    }

    private NeuronBlock FillNeurons()
    {
        (double? bias, double? current) = PairBias(neurons.Bias, neurons.BiasCurrent, "circuit.neurons.biasCurrent");
        return neurons with
        {
            Bias = bias ?? 0,
            BiasCurrent = current ?? 0,
            Activation = RoleParts.SharedActivation(neurons),
            FitzHughNagumo = neurons.FitzHughNagumo is { } cell ? FillCell(cell) : null,
        };
    }

    private OutputNeuronBlock FillOutputs(OutputNeuronBlock outputs)
    {
        (double? bias, double? current) = PairBias(outputs.Bias, outputs.BiasCurrent, "circuit.outputNeurons.biasCurrent");
        return outputs with { Bias = bias, BiasCurrent = current };
    }

    private SimulationBlock FillStep(SimulationBlock simulation)
    {
        RequireOne(simulation.Epsilon, simulation.TimeStep, "simulation", "epsilon", "timeStep");
        (double? epsilon, double? step) = Pair(simulation.Epsilon, simulation.TimeStep, _map.TimeConstant, "simulation.timeStep", "epsilon", "s");
        return FillAveraging(simulation with { Epsilon = epsilon, TimeStep = step });
    }

    private SimulationBlock FillAveraging(SimulationBlock simulation)
    {
        if (simulation.TimeStep is not { } step || !(step > 0) || !double.IsFinite(step))
        {
            return simulation;
        }

        if (simulation.AveragingSteps is { } steps)
        {
            (_, double? time) = Pair(steps, simulation.AveragingTime, step, "simulation.averagingTime", "averagingSteps", "s");
            return simulation with { AveragingTime = time };
        }

        if (simulation.AveragingTime is not { } wanted)
        {
            return simulation;
        }

        findings.Positive(wanted, "simulation.averagingTime", "The time in seconds");
        int whole = (int)Math.Clamp(Math.Round(wanted / step), 1, int.MaxValue);
        return simulation with { AveragingSteps = whole, AveragingTime = whole * step };
    }

    private CouplingBlock FillRange(CouplingBlock coupling)
    {
        const string path = "circuit.coupling.conductanceRange";
        IReadOnlyList<double>? weights = coupling.WeightRange;
        IReadOnlyList<double>? conductances = coupling.ConductanceRange;
        RequireOne(weights, conductances, "circuit.coupling", "weightRange", "conductanceRange");
        if (weights is not null && conductances is not null && weights.Count != conductances.Count)
        {
            findings.Add("twin.disagree", path, "weightRange and conductanceRange have different lengths.", "Give one of the two.");
            return coupling;
        }

        int count = (weights ?? conductances)?.Count ?? 0;
        (double? Weight, double? Conductance)[] pairs =
            [.. Enumerable.Range(0, count).Select(i => Pair(weights?[i], conductances?[i], _map.Conductance, $"{path}[{i}]", "weightRange", "S"))];
        return count == 0 || pairs.Any(pair => pair.Weight is null || pair.Conductance is null) ? coupling : coupling with
        {
            WeightRange = weights ?? [.. pairs.Select(pair => pair.Weight!.Value)],
            ConductanceRange = conductances ?? [.. pairs.Select(pair => pair.Conductance!.Value)],
        };
    }

    private TopologyBlock FillElements(TopologyBlock topology) => topology with
    {
        Neurons = topology.Neurons?.Select(FillNeuron).ToList(),
        Edges = topology.Edges?.Select(FillEdge).ToList(),
    };

    private ElementNeuron FillNeuron(ElementNeuron neuron, int index)
    {
        string path = $"circuit.topology.neurons[{index}].biasCurrent";
        (double? bias, double? current) = PairBias(neuron.Bias, neuron.BiasCurrent, path);
        bool clamped = neuron.Role == NodeRole.Input;
        return neuron with
        {
            Bias = bias,
            BiasCurrent = current,
            MembraneCapacitance = neuron.MembraneCapacitance ?? (clamped ? null : neurons.MembraneCapacitance),
            LeakConductance = neuron.LeakConductance ?? (clamped || neurons.FitzHughNagumo is not null ? null : neurons.LeakConductance),
            InitialVoltage = neuron.InitialVoltage ?? (clamped ? null : neurons.InitialVoltage) ?? neurons.ReferenceVoltage,
        };
    }

    private ElementEdge FillEdge(ElementEdge edge, int index)
    {
        string path = $"circuit.topology.edges[{index}]";
        RequireOne(edge.Weight, edge.Conductance, path, "weight", "conductance");
        (double? weight, double? conductance) = Pair(edge.Weight, edge.Conductance, _map.Conductance, $"{path}.conductance", "weight", "S");
        return edge with { Weight = weight, Conductance = conductance };
    }

    private LearningBlock FillLearning(LearningBlock learning, double? timeStep)
    {
        // Sources that hold the outputs at their targets go the whole way.
        bool isWholeWay = learning.Rule == LearningRuleKind.ContrastiveHebbian && learning is { Beta: null, NudgeConductance: null };
        learning = isWholeWay ? learning with { Beta = 1 } : learning;
        RequireOne(learning.Beta, learning.NudgeConductance, "learning.beta", "beta", "nudgeConductance");
        (double? beta, double? conductance) = Pair(learning.Beta, learning.NudgeConductance, _map.Conductance, "learning.nudgeConductance", "beta", "S");
        return learning with
        {
            Beta = beta,
            NudgeConductance = conductance,
            FreePhase = FillPhase(learning.FreePhase, timeStep, "learning.freePhase"),
            NudgedPhase = FillPhase(learning.NudgedPhase, timeStep, "learning.nudgedPhase"),
            Initialization = FillInitialization(learning.Initialization),
            Targets = FillTargets(learning.Targets),
        };
    }

    private InitializationBlock FillInitialization(InitializationBlock initialization)
    {
        const string path = "learning.initialization";
        (double? hidden, double? hiddenCurrent) =
            PairBias(initialization.HiddenBias, initialization.HiddenBiasCurrent, $"{path}.hiddenBiasCurrent", "hiddenBias");
        (double? output, double? outputCurrent) =
            PairBias(initialization.OutputBias, initialization.OutputBiasCurrent, $"{path}.outputBiasCurrent", "outputBias");
        return initialization with
        {
            HiddenBias = hidden,
            HiddenBiasCurrent = hiddenCurrent,
            OutputBias = output,
            OutputBiasCurrent = outputCurrent,
        };
    }

    private TargetBlock FillTargets(TargetBlock targets)
    {
        (double? low, double? lowVoltage) = PairState(targets.Low, targets.LowVoltage, TargetBlock.DefaultLow, "low");
        (double? high, double? highVoltage) = PairState(targets.High, targets.HighVoltage, TargetBlock.DefaultHigh, "high");
        return new TargetBlock { Low = low, LowVoltage = lowVoltage, High = high, HighVoltage = highVoltage };
    }

    private PhaseBlock FillPhase(PhaseBlock phase, double? timeStep, string path)
    {
        RequireOne(phase.Steps, phase.Duration, path, "steps", "duration");
        if (timeStep is not { } step || !(step > 0) || !double.IsFinite(step))
        {
            return phase;
        }

        if (phase.Steps is { } steps)
        {
            (_, double? duration) = Pair(steps, phase.Duration, step, $"{path}.duration", "steps", "s");
            return phase with { Duration = duration };
        }

        if (phase.Duration is not { } wanted || !(wanted > 0))
        {
            return phase;
        }

        if (wanted / step > int.MaxValue)
        {
            findings.Add(
                "phase.tooLong",
                $"{path}.duration",
                $"The phase lasts more than {int.MaxValue} steps.",
                "Shorten the phase or lengthen simulation.timeStep.");
            return phase;
        }

        int whole = (int)Math.Max(1, Math.Round(wanted / step));
        return phase with { Steps = whole, Duration = whole * step };
    }

    private void RequireOne(object? paper, object? chip, string path, string paperName, string chipName)
    {
        if (paper is null && chip is null)
        {
            findings.Add("twin.missing", path, $"Neither {paperName} nor {chipName} is given.", "Give one of the two.");
        }
    }

    // What follows from a wrong value is left out, so that only the wrong value itself is reported.
    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private (double? Bias, double? Current) PairBias(double? bias, double? current, string currentPath, string biasName = "bias") =>
        Pair(bias, current, _map.Current, currentPath, biasName, "A");

    // Voltages agree within a part of the swing: that of a state below zero may be any part of a volt, or nothing.
    private (double? State, double? Voltage) PairState(double? state, double? voltage, double otherwise, string name)
    {
        if (state is { } number && voltage is { } volts)
        {
            CheckAgreement(number, _map.ToVolts(number), volts, Agreement * _map.VoltageSwing, $"learning.targets.{name}Voltage", name, "V");
        }

        double? filled = state ?? (voltage is { } given ? _map.ToState(given) : otherwise);
        return (filled, voltage ?? Finite(_map.ToVolts(filled.Value)));
    }

    private (double? Paper, double? Chip) Pair(
        double? paper, double? chip, double scale, string chipPath, string paperName, string unit)
    {
        if (paper is { } number && chip is { } quantity)
        {
            CheckAgreement(number, number * scale, quantity, Agreement * Math.Abs(quantity), chipPath, paperName, unit);
        }

        return (paper ?? Finite(chip / scale), chip ?? Finite(paper * scale));
    }

    private void CheckAgreement(
        double paper, double asChip, double chip, double tolerance, string chipPath, string paperName, string unit)
    {
        if (Math.Abs(asChip - chip) > tolerance)
        {
            string message = string.Create(
                CultureInfo.InvariantCulture,
                $"{paperName} {paper} is {asChip} {unit}, but {chip} {unit} is given here.");
            findings.Add("twin.disagree", chipPath, message, "Give one of the two.");
        }
    }
}
