using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Training;

namespace EqProp.Analog.Studies.Trials;

/// <summary>What the chips of a point go through: stages of learning, each in a circuit of its own, and a test.</summary>
internal sealed record TrialPlan
{
    /// <summary>The circuit in which chips are tested.</summary>
    public required ResolvedCircuit Use { get; init; }

    /// <summary>How each chip learns, one stage after another; none where weights are only copied.</summary>
    public required IReadOnlyList<TrialStage> Stages { get; init; }

    /// <summary>The ideal chip, whose weights chips begin with; null where they begin with random ones.</summary>
    public ResolvedCircuit? Ideal { get; init; }

    /// <summary>Test examples; all if null.</summary>
    public int? TestExamples { get; init; }

    /// <summary>Whether dies may run side by side.</summary>
    public required bool SideBySide { get; init; }

    /// <summary>Whether chips are tested as they learned last, without being programmed anew.</summary>
    public bool LearnsInUse => Stages.Count > 0 && ReferenceEquals(Stages[^1].Circuit, Use);

    /// <summary>Makes the plan of a point.</summary>
    /// <exception cref="InputException">A setting is wrong, or a circuit cannot learn.</exception>
    public static TrialPlan Of(TrialPoint point)
    {
        TrialProtocol protocol = point.Protocol;
        ChipBench.RequireLearning(point.Circuit);
        Require(protocol);
        bool isElsewhere = protocol.LearnWith.Count > 0;
        ResolvedCircuit learn = isElsewhere ? With(point.Circuit, protocol.LearnWith, "trial.learnWith") : point.Circuit;
        List<TrialStage> stages = [];
        if (protocol.Weights != WeightOrigin.Copied)
        {
            stages.Add(new(learn, protocol.Weights == WeightOrigin.Relearned ? protocol.RelearnEpochs : null));
        }

        if (isElsewhere && protocol.RelearnsInUse)
        {
            stages.Add(new(point.Circuit, protocol.RelearnEpochs));
        }

        return new TrialPlan
        {
            Use = point.Circuit,
            Stages = stages,
            Ideal = protocol.Weights == WeightOrigin.Learned ? null : With(learn, protocol.Ideal, "trial.ideal"),
            TestExamples = protocol.TestExamples,
            SideBySide = protocol.SideBySide,
        };
    }

    private static void Require(TrialProtocol protocol)
    {
        if (protocol.RelearnEpochs is < 1)
        {
            throw new InputException("trial.epochs", "trial.relearnEpochs", "Chips cannot learn for less than an epoch.", "Give 1 or more, or set trial.weights=copied.");
        }

        if (protocol.TestExamples is < 1)
        {
            throw new InputException("trial.testExamples", "trial.testExamples", "A test needs an example.", "Give 1 or more, or leave it out for all.");
        }
    }

    private static ResolvedCircuit With(ResolvedCircuit circuit, IReadOnlyList<string> settings, string path)
    {
        try
        {
            ResolvedCircuit changed = ComposedCircuit.Of(circuit).Resolve(settings);
            ChipBench.RequireLearning(changed);
            return changed;
        }
        catch (InputException problem)
        {
            throw new InputException([.. problem.Violations.Select(violation => violation with { Path = $"{path}: {violation.Path}" })], problem.Kind, problem);
        }
    }
}

/// <summary>Learning on the chip itself.</summary>
/// <param name="Circuit">The circuit as it is then.</param>
/// <param name="Epochs">Epochs; those of the circuit if null.</param>
internal sealed record TrialStage(ResolvedCircuit Circuit, int? Epochs);
