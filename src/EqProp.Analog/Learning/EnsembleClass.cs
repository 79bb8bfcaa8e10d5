using EqProp.Analog.Circuits;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation.Ensembles;

namespace EqProp.Analog.Learning;

/// <summary>A register of chips that are taught and examined together, and what has been seen of each.</summary>
internal sealed class EnsembleClass : IDisposable
{
    private readonly LearningBlock _learning;
    private readonly ExampleSet _examples;
    private readonly TargetEncoder _encoder;
    private readonly LearningPhases _phases;
    private readonly INudgedRule _rule;
    private readonly LearningRates _rates;
    private readonly MinibatchPlan _plan;
    private readonly float[] _targets;
    private readonly double[] _answer;
    private readonly TrainerProgress[] _progress;

    /// <param name="chips">The chips; owned from here on.</param>
    /// <param name="learning">A resolved learning block.</param>
    /// <param name="examples">Training examples.</param>
    /// <param name="encoder">Targets.</param>
    public EnsembleClass(ChipEnsemble chips, LearningBlock learning, ExampleSet examples, TargetEncoder encoder)
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
        _answer = new double[encoder.Answers];
        _progress = [.. chips.Chips.Select(_ => new TrainerProgress())];
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
        Array.Fill(_progress, new() { Epoch = epoch });
        LearningRates rates = _rates.Times(_plan.RateFactor(epoch));
        for (int minibatch = 0; minibatch < _plan.Minibatches; minibatch++)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<int> rows = _plan.Rows(epoch, minibatch);
            Chips.Load(_examples.Inputs, rows);
            for (int example = 0; example < rows.Length; example++)
            {
                Learn(example, rows[example], new(_targets, rates, _plan.Sign(epoch, minibatch)));
            }
        }

        return [.. _progress.Select(progress => progress with { Minibatch = _plan.Minibatches })];
    }

    /// <summary>Lets every chip answer examples, each from its initial state.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="limit">Only so many, from the first.</param>
    /// <param name="cancellation">Stops between examples.</param>
    /// <returns>One score a chip.</returns>
    public IReadOnlyList<ChipScore> Evaluate(ExampleSet examples, int limit, CancellationToken cancellation)
    {
        int count = Math.Min(limit, examples.Count);
        Array.Fill(_progress, new());
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
            .. _progress.Select((seen, chip) =>
                new ChipScore(Chips.Chips[chip].Seed, count, (int)seen.Wrong, seen.MeanCost, seen.ResidualMax, Chips.HasDiverged(chip))),
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
        for (int chip = 0; chip < _progress.Length; chip++)
        {
            Chips.ReadAnswers(chip, _answer);
            TrainerProgress seen = _progress[chip];
            double residual = Chips.ResidualOf(chip);
            _progress[chip] = seen with
            {
                Seen = seen.Seen + 1,
                Wrong = seen.Wrong + (_encoder.Decode(_answer) == label ? 0 : 1),
                CostSum = seen.CostSum + CostFunction.Of(_learning.Cost, _answer, _targets),
                ResidualMax = Math.Max(seen.ResidualMax, residual),
                ResidualSum = seen.ResidualSum + residual,
            };
        }
    }
}
