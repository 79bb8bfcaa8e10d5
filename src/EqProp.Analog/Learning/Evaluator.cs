using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning;

/// <summary>Where the free phases of an evaluation start.</summary>
public enum EvaluationStart
{
    /// <summary>Every neuron at its initial state.</summary>
    Initial,

    /// <summary>Uniform in [0, 1].</summary>
    Random,

    /// <summary>Stored states.</summary>
    Stored,
}

/// <summary>Measures how a chip answers, without changing it.</summary>
public sealed class Evaluator
{
    private readonly IPhysicalNetwork _network;
    private readonly LearningBlock _learning;
    private readonly LearningPhases _phases;
    private readonly TargetEncoder _encoder;
    private readonly int _classes;
    private int _epoch;
    private int _runs;

    /// <summary>Binds an evaluator to a chip.</summary>
    /// <param name="network">The chip.</param>
    /// <param name="learning">A resolved learning block.</param>
    /// <param name="classes">Classes of the data.</param>
    public Evaluator(IPhysicalNetwork network, LearningBlock learning, int classes)
    {
        _network = network;
        _learning = learning;
        _phases = new(learning);
        _encoder = new(network.Layout.AnswerCount, classes, learning.Cost, learning.Targets);
        _classes = classes;
    }

    /// <summary>
    /// Says which epoch of training the next measurements follow. Each measurement then sees noise of its own, by its number since this call, so
    /// that measurements repeated after a run was resumed see the same again.
    /// </summary>
    /// <param name="epoch">The epoch; 0 without training.</param>
    public void StartEpoch(int epoch)
    {
        _epoch = epoch;
        _runs = 0;
    }

    /// <summary>Lets the next measurement see the noise of the last one, so that the two differ in nothing else.</summary>
    public void RepeatNoise() => _runs--;

    /// <summary>Leaves out the noise of one measurement, as if it had been done.</summary>
    public void SkipNoise() => _runs++;

    /// <summary>Lets the chip answer examples.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="start">Where free phases start.</param>
    /// <param name="stored">Stored states, for <see cref="EvaluationStart.Stored"/>.</param>
    /// <param name="limit">Only so many examples, from the first.</param>
    /// <param name="phase">Length of the free phase; that of the learning block if left out.</param>
    /// <param name="cancellation">Stops between minibatches.</param>
    /// <returns>The answers.</returns>
    public Evaluation Run(
        ExampleSet examples, EvaluationStart start = EvaluationStart.Initial, StateBank? stored = null,
        int limit = int.MaxValue, PhaseLength? phase = null, CancellationToken cancellation = default)
    {
        DataFit.Require(_network.Layout, examples);
        var tally = new EvaluationTally(_network.Layout, _encoder, _learning.Cost, _classes, Math.Min(limit, examples.Count));
        int[] rows = new int[_network.BatchCapacity];
        double[] answers = new double[rows.Length * _encoder.Answers];
        long clock = NoiseClock.OfMeasurement(_epoch, _runs++);
        for (int first = 0; first < tally.Examples; first += rows.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<int> batch = rows.AsSpan(0, Math.Min(rows.Length, tally.Examples - first));
            for (int i = 0; i < batch.Length; i++)
            {
                batch[i] = first + i;
            }

            _network.StartClock(clock);
            _network.Clamp(examples.Inputs, batch);
            Start(start, stored, batch);
            SettlingOutcome outcome = _network.Settle(phase ?? _phases.FreePhase);
            _network.ReadAnswers(answers);
            tally.Add(first, examples.Labels.AsSpan(first, batch.Length), answers, outcome);
            tally.Units.Observe(_network, batch.Length);
        }

        return tally.Finish();
    }

    private void Start(EvaluationStart start, StateBank? stored, ReadOnlySpan<int> rows)
    {
        switch (start)
        {
            case EvaluationStart.Random:
                _network.StartAtRandom(_learning.Seed, rows);
                break;
            case EvaluationStart.Stored:
                _network.StartFrom(stored ?? throw new ArgumentNullException(nameof(stored)), rows);
                break;
            default:
                _network.StartAtInitialState();
                break;
        }
    }
}
