using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.OperatingPoints;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Training;

namespace EqProp.Analog.Studies.Trials;

/// <summary>A chip by itself, taught and tested as <see cref="TrainingSession"/> does it. What happens to its voltages is its failure, never an exception.</summary>
internal sealed class LoneChip : ITrialChips
{
    private readonly ChipBench _bench;
    private readonly Trainer _trainer;
    private readonly List<EpochRecord> _epochs = [];
    private string? _failure;

    /// <param name="circuit">A circuit with the seeds of the trial.</param>
    /// <param name="data">Its data.</param>
    /// <param name="options">How to use the machine.</param>
    public LoneChip(ResolvedCircuit circuit, Dataset data, SimulationOptions options)
    {
        _bench = ChipBench.SetUp(circuit, data, options);
        try
        {
            _trainer = new(_bench.Network, _bench.Learning, data.Train, data.Classes);
        }
        catch
        {
            _bench.Dispose();
            throw;
        }
    }

    public int Count => 1;

    public bool IsDone => _failure is not null || EpochsDone >= _bench.Learning.Epochs || EarlyStop.Applies(_bench.Learning.EarlyStop, _epochs);

    public int EpochsDone => _epochs.Count;

    public void Initialize() => _trainer.Initialize();

    public void Program(int chip, NetworkParameters parameters) => _bench.Network.Program(parameters);

    public NetworkParameters ReadBack(int chip) => _bench.Network.ReadBack();

    public IReadOnlyList<double> RunEpoch(CancellationToken stop)
    {
        Attempt(() =>
        {
            if (EpochsDone == 0)
            {
                // A die that oscillates is a bad die; another of the same circuit may settle.
                OscillationRule.Require(_bench, _bench.Network.ReadBack());
            }

            while (!_trainer.EpochIsDone)
            {
                stop.ThrowIfCancellationRequested();
                _trainer.RunMinibatch();
            }

            _epochs.Add(Finished(stop));
            _trainer.StartNextEpoch();
        });
        return [_failure is null ? _epochs[^1].TrainErrorPercent : double.NaN];
    }

    public IReadOnlyList<TestFigures> Test(int epoch, int limit, CancellationToken stop)
    {
        TestFigures figures = TestFigures.None;
        Attempt(() =>
        {
            _bench.Evaluator.StartEpoch(epoch);
            Evaluation test = _bench.Evaluator.Run(_bench.Data.Test, limit: limit, cancellation: stop);
            figures = new(100 - test.ErrorPercent, test.MeanCost, test.ResidualMax, test.ResidualMean);
        });
        return [figures];
    }

    /// <summary>Mean time that a free phase needs, in seconds; see <see cref="SettlingTime"/>.</summary>
    public double SettlingSeconds(CancellationToken stop)
    {
        double seconds = double.NaN;
        Attempt(() => seconds = SettlingTime.Measure(_bench, stop).Seconds);
        return seconds;
    }

    public string? FailureOf(int chip) => _failure;

    public void Dispose() => _bench.Dispose();

    private EpochRecord Finished(CancellationToken stop)
    {
        TrainerProgress seen = _trainer.Progress;
        return new()
        {
            Epoch = seen.Epoch,
            TrainErrorPercent = seen.TrainErrorPercent,
            ValidationErrorPercent = _bench.Learning.EarlyStop?.Patience is not null && _bench.Data.Validation.Count > 0 ? Validate(seen.Epoch, stop) : null,
            TrainCost = seen.MeanCost,
            FreeResidualMax = seen.ResidualMax,
            FreeResidualMean = seen.MeanResidual,
            Seconds = seen.Seconds,
            RateFactor = _trainer.RateFactor,
        };
    }

    // A training run sees the validation examples after the test examples where it tests after this epoch.
    private double Validate(int epoch, CancellationToken stop)
    {
        _bench.Evaluator.StartEpoch(epoch);
        if (epoch % _bench.Learning.Evaluation.EveryEpochs == 0 || epoch == _bench.Learning.Epochs)
        {
            _bench.Evaluator.SkipNoise();
        }

        return _bench.Evaluator.Run(_bench.Data.Validation, cancellation: stop).ErrorPercent;
    }

    private void Attempt(Action work)
    {
        if (_failure is not null)
        {
            return;
        }

        try
        {
            work();
        }
        catch (InputException failure) when (failure.Kind == FailureKind.Diverged || failure.Violations[0].Code == OscillationRule.Code)
        {
            _failure = failure.Violations[0].Message;
        }
    }
}
