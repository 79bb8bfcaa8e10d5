namespace EqProp.Analog.Circuits;

/// <summary>Rules of data, phases and the course of learning.</summary>
internal static class LearningBlockRules
{
    private const string Block = "learning";

    public static void Check(CircuitDescription description, LearningBlock learning, Findings findings)
    {
        CheckDataset(learning.Dataset, findings);
        if (learning.Beta is null && learning.NudgeConductance is null && learning.Rule != LearningRuleKind.ContrastiveHebbian)
        {
            findings.Add("learning.beta", $"{Block}.beta", "There is no nudging strength.", "Give beta or nudgeConductance.");
        }

        findings.Positive(learning.Beta, $"{Block}.beta", "The nudging strength (its sign is the estimator's)");
        CheckPhase(learning.FreePhase, $"{Block}.freePhase", findings);
        CheckPhase(learning.NudgedPhase, $"{Block}.nudgedPhase", findings);
        findings.AtLeast(learning.BatchSize, 1, $"{Block}.batchSize", "The size of a minibatch");
        findings.AtLeast(learning.Epochs, 1, $"{Block}.epochs", "The number of epochs");
        CircleRules.Check(learning, findings);
        CheckSchedule(learning.Schedule, findings);
        CheckTwin(learning, findings);
        CheckTargets(learning, findings);
        findings.AtLeast(learning.EarlyStop?.Patience, 1, $"{Block}.earlyStop.patience", "The patience in epochs");
        findings.NotNegative(learning.EarlyStop?.TrainErrorPercent, $"{Block}.earlyStop.trainErrorPercent", "The training error in percent");
        findings.AtLeast(learning.Evaluation.EveryEpochs, 1, $"{Block}.evaluation.everyEpochs", "The number of epochs");
        findings.AtLeast(learning.Evaluation.GradientEveryEpochs, 1, $"{Block}.evaluation.gradientEveryEpochs", "The number of epochs");
        findings.AtLeast(learning.Evaluation.GradientExamples, 1, $"{Block}.evaluation.gradientExamples", "The number of examples");
        findings.AtLeast(learning.Evaluation.StartExamples, 0, $"{Block}.evaluation.startExamples", "The number of examples");
        if (TopologyCounts.IsLattice(description.Circuit.Topology))
        {
            findings.Add(
                "learning.lattice",
                Block,
                $"The cells of a {RecordShapes.FileName(description.Circuit.Topology.Kind.ToString())} are joined by fixed resistors alone, so that there is nothing to learn.",
                "Remove the block 'learning' (or set it to null), or use the topology residual, layered, recurrent or elements.");
        }

        if (description.Circuit.Topology is { Kind: TopologyKind.Elements } topology
            && topology.Neurons?.Any(neuron => neuron.Role == NodeRole.Input) != true)
        {
            findings.Add(
                "learning.noInput",
                "circuit.topology.neurons",
                "A circuit that learns needs an input node.",
                "Give at least one node the role input, or remove the block 'learning'.");
        }
    }

    private static void CheckDataset(DatasetBlock dataset, Findings findings)
    {
        const string path = $"{Block}.dataset";
        if (dataset.Name.Length == 0)
        {
            findings.Add("dataset.name", $"{path}.name", "The name is empty.", "Name a dataset of 'eqprop data list'.");
        }

        findings.AtLeast(dataset.TrainExamples, 1, $"{path}.trainExamples", "The number of examples");
        findings.AtLeast(dataset.ValidationExamples, 0, $"{path}.validationExamples", "The number of examples");
        findings.AtLeast(dataset.TestExamples, 1, $"{path}.testExamples", "The number of examples");
        findings.NotNegative(dataset.Noise, $"{path}.noise", "The spread");
    }

    private static void CheckPhase(PhaseBlock phase, string path, Findings findings)
    {
        if (phase.Steps is null && phase.Duration is null)
        {
            findings.Add("phase.length", path, "The phase has no length.", "Give steps or duration.");
        }

        findings.AtLeast(phase.Steps, 1, $"{path}.steps", "The number of steps");
        if (phase.Steps is null)
        {
            findings.Positive(phase.Duration, $"{path}.duration", "The duration in seconds");
        }

        findings.Positive(phase.Residual, $"{path}.residual", "The residual");
    }

    private static void CheckSchedule(ScheduleBlock schedule, Findings findings)
    {
        const string path = $"{Block}.schedule";
        bool hasFactor = schedule.Kind is ScheduleKind.Exponential or ScheduleKind.Steps;
        Foreign(schedule.Factor != 1 && !hasFactor, schedule.Kind, "factor", findings);
        Foreign(schedule.Final != 0 && schedule.Kind != ScheduleKind.Cosine, schedule.Kind, "final", findings);
        Foreign(schedule.At is not null && schedule.Kind != ScheduleKind.Steps, schedule.Kind, "at", findings);
        if (hasFactor)
        {
            findings.Positive(schedule.Factor, $"{path}.factor", "The factor");
        }

        if (schedule.Kind == ScheduleKind.Cosine)
        {
            findings.NotNegative(schedule.Final, $"{path}.final", "What is left of the rate");
        }

        if (schedule.Kind != ScheduleKind.Steps)
        {
            return;
        }

        IReadOnlyList<int> at = schedule.At ?? [];
        bool rising = at.Zip(at.Skip(1)).All(pair => pair.First < pair.Second);
        if (at.Count == 0 || at[0] < 1 || !rising)
        {
            findings.Add(
                "schedule.at",
                $"{path}.at",
                "The epochs at which rates change are missing, below 1, or not rising.",
                "Give rising epoch numbers, the first being 1, such as [10, 20].");
        }
    }

    private static void Foreign(bool given, ScheduleKind kind, string name, Findings findings)
    {
        if (given)
        {
            findings.Add(
                "schedule.foreignField",
                $"{Block}.schedule.{name}",
                $"The schedule {RecordShapes.FileName(kind.ToString())} has no '{name}'.",
                "Remove it, or change the kind.");
        }
    }

    private static void CheckTwin(LearningBlock learning, Findings findings)
    {
        if (learning.Twin is not null && learning.Rule != LearningRuleKind.Twin)
        {
            findings.Add(
                "learning.foreignBlock",
                $"{Block}.twin",
                $"The rule {RecordShapes.FileName(learning.Rule.ToString())} has no second copy of the network.",
                "Remove the block, or use learning.rule twin.");
        }

        findings.NotNegative(learning.Twin?.Mismatch, $"{Block}.twin.mismatch", "The mismatch");
    }

    private static void CheckTargets(LearningBlock learning, Findings findings)
    {
        TargetBlock targets = learning.Targets;
        double low = targets.Low ?? TargetBlock.DefaultLow;
        double high = targets.High ?? TargetBlock.DefaultHigh;
        if (!(double.IsFinite(low) && double.IsFinite(high) && low < high))
        {
            findings.Add(
                "targets.order",
                $"{Block}.targets",
                $"The target of the wrong class ({RuleChecks.Text(low)}) is not below that of the right one ({RuleChecks.Text(high)}).",
                "Give low below high.");
        }
    }
}
