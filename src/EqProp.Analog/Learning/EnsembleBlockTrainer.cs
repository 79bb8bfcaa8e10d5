using EqProp.Analog.Circuits;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation.Ensembles;

namespace EqProp.Analog.Learning;

/// <summary>A register of chips that are taught and examined together, and what has been seen of each.</summary>
internal sealed class EnsembleBlockTrainer : IDisposable
{
    private readonly LearningBlock _learning;
    private readonly ExampleSet _examples;
    private readonly TargetEncoder _encoder;
    private readonly LearningPhases _phases;
    private readonly INudgedRule _rule;
    private readonly LearningRates _rates;
    private readonly MinibatchPlan _plan;
    private readonly float[] _targets;
    private readonly double[] _answers;
    private readonly Tally[] _seen;

    /// <param name="chips">The chips; owned from here on.</param>
    /// <param name="learning">A resolved learning block.</param>
    /// <param name="examples">Training examples.</param>
    /// <param name="encoder">Targets.</param>
    public EnsembleBlockTrainer(ChipEnsemble chips, LearningBlock learning, ExampleSet examples, TargetEncoder encoder)
    {
        Chips = chips;
        Chips.OutlivesDivergence = true;
        _learning = learning;
        _examples = examples;
        _encoder = encoder;
        _phases = new(learning);
        _rule = (INudgedRule)LearningRuleCatalog.Create(learning);
        _rates = LearningRates.Of(chips.Layout, learning);
        _plan = new(learning, examples.Count);
        _targets = new float[encoder.Answers];
        _answers = new double[chips.Chips.Count * encoder.Answers];
        _seen = new Tally[chips.Chips.Count];
        if (learning.Start == FreeStart.Persistent)
        {
            chips.MakeRoomForStates(examples.Count);
        }
    }

    /// <summary>The chips.</summary>
    public ChipEnsemble Chips { get; }

    /// <summary>Trains on one epoch.</summary>
    /// <param name="epoch">Which, from 1.</param>
    /// <param name="cancellation">Stops between minibatches.</param>
    /// <returns>What was seen of each chip.</returns>
    public IReadOnlyList<TrainerProgress> RunEpoch(int epoch, CancellationToken cancellation)
    {
        Array.Clear(_seen);
        LearningRates rates = _rates.Times(_plan.RateFactor(epoch));
        for (int minibatch = 0; minibatch < _plan.Minibatches; minibatch++)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<int> rows = _plan.Rows(epoch, minibatch);
            Chips.StartClock(NoiseClock.OfTraining(epoch));
            Chips.Load(_examples.Inputs, rows);
            for (int example = 0; example < rows.Length; example++)
            {
                Learn(example, rows[example], new(_targets, rates, _plan.Sign(epoch, minibatch)));
            }
        }

        return
        [
            .. _seen.Select(seen => new TrainerProgress
            {
                Epoch = epoch,
                Minibatch = _plan.Minibatches,
                Seen = _examples.Count,
                Wrong = seen.Wrong,
                CostSum = seen.Cost,
                ResidualMax = seen.ResidualMax,
                ResidualSum = seen.ResidualSum,
            }),
        ];
    }

    /// <summary>Lets every chip answer examples, each from its initial state.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="limit">Only so many, from the first.</param>
    /// <param name="clock">Step at which noise begins.</param>
    /// <param name="cancellation">Stops between examples.</param>
    /// <returns>One score a chip.</returns>
    public IReadOnlyList<ChipScore> Evaluate(ExampleSet examples, int limit, long clock, CancellationToken cancellation)
    {
        int count = Math.Min(limit, examples.Count);
        Array.Clear(_seen);
        Chips.StartClock(clock);
        for (int example = 0; example < count; example++)
        {
            cancellation.ThrowIfCancellationRequested();
            Chips.Load(examples.Inputs, [example]);
            Chips.Present(0);
            Chips.StartAtInitialState();
            Chips.Settle(_phases.FreePhase);
            _encoder.Encode(examples.Labels[example], _targets);
            Judge(examples.Labels[example]);
        }

        return
        [
            .. _seen.Select((seen, chip) =>
                new ChipScore(Chips.Chips[chip].Seed, count, seen.Wrong, seen.Cost / Math.Max(1, count), seen.ResidualMax, seen.ResidualSum / Math.Max(1, count), Chips.HasDiverged(chip))),
        ];
    }

    public void Dispose() => Chips.Dispose();

    private void Learn(int example, int row, LearningStep step)
    {
        Chips.Present(example);
        if (_learning.Start == FreeStart.Persistent)
        {
            Chips.StartAtStored(row);
        }
        else
        {
            Chips.StartAtInitialState();
        }

        _phases.Free(Chips);
        if (_learning.Start == FreeStart.Persistent)
        {
            Chips.StoreStates(row);
        }

        _encoder.Encode(_examples.Labels[row], _targets);
        Judge(_examples.Labels[row]);
        _rule.Learn(Chips, step);
    }

    private void Judge(int label)
    {
        Chips.ReadAnswers(_answers);
        for (int chip = 0; chip < _seen.Length; chip++)
        {
            ReadOnlySpan<double> answer = _answers.AsSpan(chip * _encoder.Answers, _encoder.Answers);
            double residual = Chips.ResidualOf(chip);
            ref Tally seen = ref _seen[chip];
            seen.Wrong += _encoder.Decode(answer) == label ? 0 : 1;
            seen.Cost += CostFunction.Of(_learning.Cost, answer, _targets);
            seen.ResidualMax = Math.Max(seen.ResidualMax, residual);
            seen.ResidualSum += residual;
        }
    }

    private struct Tally
    {
        public int Wrong;
        public double Cost;
        public double ResidualMax;
        public double ResidualSum;
    }
}
