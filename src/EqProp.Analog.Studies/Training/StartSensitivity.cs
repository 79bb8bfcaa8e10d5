using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Training;

/// <summary>
/// Whether an answer depends on where the free phase starts. A phase of fixed length need not settle a trained network,
/// and stored states flatter the training error; this measures by how much.
/// </summary>
internal static class StartSensitivity
{
    /// <summary>Compares starts from zero, at random, and (with stored states of the training examples) from there.</summary>
    public static StartSensitivityRecord Measure(ChipBench bench, StateBank? particles, CancellationToken stop)
    {
        int limit = bench.Learning.Evaluation.StartExamples;
        ExampleSet examples = particles is null ? bench.Data.Test : bench.Data.Train;
        Evaluation zero = bench.Evaluator.Run(examples, EvaluationStart.Initial, limit: limit, cancellation: stop);
        bench.Evaluator.RepeatNoise();
        Evaluation random = bench.Evaluator.Run(examples, EvaluationStart.Random, limit: limit, cancellation: stop);
        bench.Evaluator.RepeatNoise();
        Evaluation? stored = particles is null ? null : bench.Evaluator.Run(examples, EvaluationStart.Stored, particles, limit, cancellation: stop);
        return new()
        {
            Set = particles is null ? "test" : "train",
            Examples = zero.Examples,
            ChangedFromRandomPercent = Changed(zero, random),
            ChangedFromStoredPercent = stored is null ? null : Changed(zero, stored),
            ErrorFromZeroPercent = zero.ErrorPercent,
            ErrorFromRandomPercent = random.ErrorPercent,
            ErrorFromStoredPercent = stored?.ErrorPercent,
        };
    }

    private static double Changed(Evaluation a, Evaluation b) =>
        100.0 * a.Answers.Zip(b.Answers).Count(pair => pair.First != pair.Second) / Math.Max(1, a.Examples);
}
