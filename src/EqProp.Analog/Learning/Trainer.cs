using System.Diagnostics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning;

/// <summary>
/// Trains a chip, one minibatch a call. Everything random is keyed by seed, epoch and minibatch, so a trainer put back at a
/// <see cref="TrainerProgress"/> with the same conductances goes on to the same bits.
/// </summary>
public sealed class Trainer
{
    private readonly LearningBlock _learning;
    private readonly ExampleSet _examples;
    private readonly TargetEncoder _encoder;
    private readonly LearningPhases _phases;
    private readonly ILearningRule _rule;
    private readonly LearningRates _rates;
    private readonly MinibatchPlan _plan;
    private readonly StateBank? _particles;
    private readonly float[] _targets;
    private readonly double[] _answers;

    /// <summary>Binds a chip to examples.</summary>
    /// <param name="network">The chip; program it before the first minibatch.</param>
    /// <param name="learning">A resolved learning block.</param>
    /// <param name="examples">Training examples.</param>
    /// <param name="classes">Classes of the data.</param>
    /// <exception cref="InputException">Data and chip do not fit.</exception>
    public Trainer(IPhysicalNetwork network, LearningBlock learning, ExampleSet examples, int classes)
    {
        DataFit.Require(network.Layout, examples);
        Network = network;
        _learning = learning;
        _examples = examples;
        _encoder = new(network.Layout.AnswerCount, classes, learning.Cost, learning.Targets);
        _phases = new(learning);
        _rule = LearningRuleCatalog.Create(learning);
        _rates = LearningRates.Of(network.Layout, learning);
        _particles = learning.Start == FreeStart.Persistent ? network.CreateBank(examples.Count) : null;
        _plan = new(learning, examples.Count);
        _targets = new float[checked(_plan.BatchSize * _encoder.Answers)];
        _answers = new double[_targets.Length];
    }

    /// <summary>The chip.</summary>
    public IPhysicalNetwork Network { get; }

    /// <summary>Each training example's last free state; null unless free phases start there.</summary>
    public StateBank? Particles => _particles;

    /// <summary>Where the trainer is. Setting it continues from there.</summary>
    public TrainerProgress Progress { get; set; } = new();

    /// <summary>Minibatches an epoch.</summary>
    public int Minibatches => _plan.Minibatches;

    /// <summary>Whether every minibatch of the present epoch is done.</summary>
    public bool EpochIsDone => Progress.Minibatch >= Minibatches;

    /// <summary>Factor of the learning rates in the present epoch.</summary>
    public double RateFactor => _plan.RateFactor(Progress.Epoch);

    /// <summary>Draws the initial conductances and writes them to the chip.</summary>
    public void Initialize() =>
        Network.Program(ParameterInitializer.Draw(Network.Layout, _learning.Initialization, _learning.Seed));

    /// <summary>Trains on the next minibatch of the epoch.</summary>
    /// <exception cref="InputException">The dynamics diverged.</exception>
    public void RunMinibatch()
    {
        long began = Stopwatch.GetTimestamp();
        ReadOnlySpan<int> rows = _plan.Rows(Progress.Epoch, Progress.Minibatch);
        Network.StartClock(NoiseClock.OfTraining(Progress.Epoch));
        Network.Clamp(_examples.Inputs, rows);
        if (_particles is null)
        {
            Network.StartAtInitialState();
        }
        else
        {
            Network.StartFrom(_particles, rows);
        }

        SettlingOutcome free = _phases.Free(Network);
        if (_particles is not null)
        {
            Network.Store(_particles, rows);
        }

        Span<float> targets = Encode(rows);
        (int wrong, double cost) = Judge(rows, targets);
        _rule.Learn(Network, new(targets, _rates.Times(RateFactor), _plan.Sign(Progress.Epoch, Progress.Minibatch)));
        Progress = Progress with
        {
            Minibatch = Progress.Minibatch + 1,
            Seen = Progress.Seen + rows.Length,
            Wrong = Progress.Wrong + wrong,
            CostSum = Progress.CostSum + cost,
            ResidualMax = Math.Max(Progress.ResidualMax, free.MaxResidual),
            ResidualSum = Progress.ResidualSum + free.MeanResidual * rows.Length,
            Updates = Progress.Updates + Network.TakeUpdateCounts(),
            Seconds = Progress.Seconds + Stopwatch.GetElapsedTime(began).TotalSeconds,
        };
    }

    /// <summary>Trains to the end of the present epoch.</summary>
    /// <returns>What was seen in the epoch.</returns>
    public TrainerProgress RunEpoch()
    {
        while (!EpochIsDone)
        {
            RunMinibatch();
        }

        TrainerProgress done = Progress;
        StartNextEpoch();
        return done;
    }

    /// <summary>Goes on to the next epoch.</summary>
    public void StartNextEpoch() => Progress = new() { Epoch = Progress.Epoch + 1 };

    private Span<float> Encode(ReadOnlySpan<int> rows)
    {
        for (int row = 0; row < rows.Length; row++)
        {
            _encoder.Encode(_examples.Labels[rows[row]], _targets.AsSpan(row * _encoder.Answers, _encoder.Answers));
        }

        return _targets.AsSpan(0, rows.Length * _encoder.Answers);
    }

    private (int Wrong, double Cost) Judge(ReadOnlySpan<int> rows, ReadOnlySpan<float> targets)
    {
        Network.ReadAnswers(_answers);
        int wrong = 0, answers = _encoder.Answers;
        double cost = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            ReadOnlySpan<double> answer = _answers.AsSpan(row * answers, answers);
            wrong += _encoder.Decode(answer) == _examples.Labels[rows[row]] ? 0 : 1;
            cost += CostFunction.Of(_learning.Cost, answer, targets.Slice(row * answers, answers));
        }

        return (wrong, cost);
    }
}
