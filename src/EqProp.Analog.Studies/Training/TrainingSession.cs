using System.Diagnostics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Gradients;
using EqProp.Analog.Studies.OperatingPoints;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Training;

/// <summary>
/// One training run and its folder: trains, evaluates after epochs, keeps checkpoints, and leaves a record, weights and a
/// report. A run that was interrupted goes on to the same bits.
/// </summary>
public sealed class TrainingSession : IDisposable
{
    /// <summary>The first minibatches also compile the code: an estimate from them would be far off.</summary>
    private const double SmallestFractionToExtrapolate = 0.1;

    /// <summary>Seconds between two writings of the record while training: it grows with the epochs, and epochs may be short.</summary>
    private const double RecordSeconds = 1;

    private readonly TrainingOptions _options;
    private readonly ChipBench _bench;
    private readonly Trainer _trainer;
    private readonly RunFolder _folder;
    private readonly RunLock _lock;
    private readonly List<EpochRecord> _epochs;
    private readonly NetworkParameters _initial;
    private readonly UpdateWatch _watch;
    private RunRecord _record;
    private long _lastCheckpoint = Stopwatch.GetTimestamp();
    private long _lastRecord = Stopwatch.GetTimestamp();
    private long _lastStatus;

    private TrainingSession(
        TrainingOptions options, ChipBench bench, Trainer trainer, RunFolder folder, RunLock held, NetworkParameters initial,
        MemoryBounds bounds, RunRecord record)
    {
        _options = options;
        _bench = bench;
        _trainer = trainer;
        _folder = folder;
        _lock = held;
        _initial = initial;
        _watch = new(bench.Circuit.Description.Circuit, bounds);
        _record = record;
        _epochs = [.. record.Epochs ?? []];
    }

    /// <summary>Full path of the run folder.</summary>
    public string Folder => _folder.FullPath;

    /// <summary>Measures what learning loses at the initial weights of a chip that has no energy function.</summary>
    /// <returns>Null where there is one.</returns>
    public Reciprocity? MeasureReciprocity() => Reciprocity.Measure(_bench.Network.Layout, _initial, _bench.Learning, _bench.Data);

    /// <summary>Begins a run in a new folder.</summary>
    /// <param name="circuit">A resolved circuit with a learning block.</param>
    /// <param name="options">Everything else.</param>
    /// <returns>The run, before its first minibatch.</returns>
    /// <exception cref="InputException">Circuit, data or folder are not usable, the network oscillates, or another process trains in the folder.</exception>
    public static TrainingSession Start(ResolvedCircuit circuit, TrainingOptions options)
    {
        ChipBench bench = ChipBench.SetUp(circuit, options.Data, options.Simulation);
        RunLock? held = null;
        try
        {
            var trainer = new Trainer(bench.Network, bench.Learning, bench.Data.Train, bench.Data.Classes);
            trainer.Initialize();
            NetworkParameters initial = bench.Network.ReadBack();
            OscillationRule.Require(bench, initial);
            held = RunLock.Take(options.Folder);
            RunFolder folder = RunFolder.Create(options.Folder, circuit.Json);
            folder.WriteWeights(RunFolder.InitialWeightsFile, bench.Network.Layout, initial);
            RunRecord record = RecordBuilder.Begin(bench, RunKind.Train, options.Tool, options.Command, options.Simulation);
            folder.WriteRecord(record);
            var session = new TrainingSession(options, bench, trainer, folder, held, initial, bench.Network.CountAtBounds(), record);
            session.WriteCheckpoint();
            return session;
        }
        catch
        {
            held?.Dispose();
            bench.Dispose();
            throw;
        }
    }

    /// <summary>Takes up an interrupted run at its last checkpoint.</summary>
    /// <param name="circuit">The circuit of the run.</param>
    /// <param name="options">Everything else; the folder is the run's.</param>
    /// <returns>The run, where it was.</returns>
    /// <exception cref="InputException">There is no checkpoint, it is damaged, it belongs to another circuit, or another process trains in the folder.</exception>
    public static TrainingSession Resume(ResolvedCircuit circuit, TrainingOptions options)
    {
        RunLock held = RunLock.Take(RunFolder.Open(options.Folder).FullPath);
        ChipBench? bench = null;
        try
        {
            RunFolder folder = RunFolder.Resume(options.Folder);
            bench = ChipBench.SetUp(circuit, options.Data, options.Simulation);
            var trainer = new Trainer(bench.Network, bench.Learning, bench.Data.Train, bench.Data.Classes);
            Checkpoint checkpoint = CheckpointFile.Read(
                folder.PathOf(RunFolder.CheckpointFileName), circuit.Hash, bench.Network.Layout, trainer.Particles);
            NetworkParameters initial = folder.ReadWeights(RunFolder.InitialWeightsFile, bench.Network.Layout);
            bench.Network.Program(initial);
            MemoryBounds bounds = bench.Network.CountAtBounds();
            bench.Network.Program(checkpoint.Parameters);
            bench.Network.RestoreMemory(checkpoint.Memory);
            trainer.Progress = checkpoint.Progress;
            RunRecord record = folder.ReadRecord() with { Epochs = checkpoint.Epochs, Status = RunStatus.Running };
            return new(options, bench, trainer, folder, held, initial, bounds, record);
        }
        catch
        {
            held.Dispose();
            bench?.Dispose();
            throw;
        }
    }

    /// <summary>Trains to the end, or until asked to stop.</summary>
    /// <param name="status">Called several times a second, and once after each epoch; may be null.</param>
    /// <param name="stop">When it fires, the minibatch is finished, a checkpoint written, and the run returns.</param>
    /// <returns>The record, also written to the folder.</returns>
    /// <exception cref="InputException">The dynamics diverged or the folder could not be written.</exception>
    public RunRecord Run(Action<TrainingStatus>? status, CancellationToken stop)
    {
        try
        {
            while (_trainer.Progress.Epoch <= _bench.Learning.Epochs && !EarlyStop.Applies(_bench.Learning.EarlyStop, _epochs))
            {
                if (!TrainEpoch(status, stop))
                {
                    return Interrupted();
                }

                FinishEpoch(status, stop);
            }

            return Complete(stop);
        }
        catch (OperationCanceledException)
        {
            return Interrupted();
        }
        catch (InputException failure) when (failure.Kind == FailureKind.Diverged)
        {
            _folder.WriteRecord(_record with { Status = RunStatus.Diverged, Epochs = [.. _epochs] });
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bench.Dispose();
        _lock.Dispose();
    }

    private bool TrainEpoch(Action<TrainingStatus>? status, CancellationToken stop)
    {
        while (!_trainer.EpochIsDone)
        {
            if (stop.IsCancellationRequested)
            {
                return false;
            }

            _trainer.RunMinibatch();
            Watch(status);
            if (Stopwatch.GetElapsedTime(_lastStatus).TotalSeconds >= _options.StatusSeconds)
            {
                _lastStatus = Stopwatch.GetTimestamp();
                status?.Invoke(Status(null));
            }

            if (Stopwatch.GetElapsedTime(_lastCheckpoint).TotalSeconds >= _options.CheckpointSeconds)
            {
                WriteCheckpoint();
            }
        }

        return true;
    }

    private void Watch(Action<TrainingStatus>? status)
    {
        TrainerProgress now = _trainer.Progress;
        if (now.Epoch > 1 || now.Minibatch != Math.Min(UpdateWatch.Minibatches, _trainer.Minibatches))
        {
            return;
        }

        WarningRecord[] warnings = [.. _watch.Judge(now.Updates, _bench.Network.CountAtBounds(), now.Minibatch)];
        if (warnings.Length > 0)
        {
            _record = _record with { Warnings = warnings };
            _folder.WriteRecord(_record);
            status?.Invoke(Status(null) with { Warnings = warnings });
        }
    }

    private void FinishEpoch(Action<TrainingStatus>? status, CancellationToken stop)
    {
        long began = Stopwatch.GetTimestamp();
        TrainerProgress seen = _trainer.Progress;
        _bench.Evaluator.StartEpoch(seen.Epoch);
        bool evaluate = seen.Epoch % _bench.Learning.Evaluation.EveryEpochs == 0 || seen.Epoch == _bench.Learning.Epochs;
        Evaluation? test = evaluate ? _bench.Evaluator.Run(_bench.Data.Test, cancellation: stop) : null;
        Evaluation? validation = _bench.Data.Validation.Count > 0 ? _bench.Evaluator.Run(_bench.Data.Validation, cancellation: stop) : null;
        StartSensitivityRecord? starts = evaluate ? StartSensitivity.Measure(_bench, _trainer.Particles, stop) : null;
        EpochRecord epoch = RecordBuilder.Epoch(_bench, seen, _trainer.RateFactor, (validation, test)) with
        {
            StartSensitivity = starts,
            EvaluationSeconds = Stopwatch.GetElapsedTime(began).TotalSeconds,
        };
        _epochs.Add(epoch);
        status?.Invoke(Status(epoch));
        _trainer.StartNextEpoch();
        _record = _record with
        {
            Epochs = [.. _epochs],
            StartSensitivity = starts ?? _record.StartSensitivity,
            Units = test is null ? _record.Units : RecordBuilder.Units(test),
        };
        if (Stopwatch.GetElapsedTime(_lastRecord).TotalSeconds >= RecordSeconds)
        {
            _folder.WriteRecord(_record);
            _lastRecord = Stopwatch.GetTimestamp();
        }

        if (Stopwatch.GetElapsedTime(_lastCheckpoint).TotalSeconds >= _options.CheckpointSeconds / 2)
        {
            WriteCheckpoint();
        }
    }

    private RunRecord Complete(CancellationToken stop)
    {
        _bench.Evaluator.StartEpoch(_trainer.Progress.Epoch);
        Evaluation test = _bench.Evaluator.Run(_bench.Data.Test, cancellation: stop);
        SettlingTime settling = SettlingTime.Measure(_bench, stop);
        NetworkParameters weights = _bench.Network.ReadBack();
        TrainedEnergy energy = TrainedEnergy.Measure(_bench.Circuit with { Origin = _record.CircuitPath ?? _bench.Circuit.Origin }, weights, _options, stop);
        _record = _record with
        {
            Energy = energy.Energy is { } found ? EnergyRecord.Of(found) : null,
            Status = _trainer.Progress.Epoch > _bench.Learning.Epochs ? RunStatus.Completed : RunStatus.StoppedEarly,
            Epochs = [.. _epochs],
            Test = RecordBuilder.Test(test),
            StartSensitivity = StartSensitivity.Measure(_bench, _trainer.Particles, stop),
            Units = RecordBuilder.Units(test),
            SettlingTimeSeconds = settling.Seconds,
            SettlingUnsettledPercent = settling.UnsettledPercent,
            ReportPath = _folder.PathOf(RunFolder.ReportFile),
        };
        WriteCheckpoint();
        _folder.WriteWeights(RunFolder.WeightsFile, _bench.Network.Layout, weights);
        RunReport.Write(_folder, ReportDataBuilder.Build(_bench, _record, test, _initial, weights, settling.Times) with { Energy = energy.Energy, NoEnergy = energy.Reason });
        _folder.WriteRecord(_record);
        return _record;
    }

    private RunRecord Interrupted()
    {
        WriteCheckpoint();
        _folder.WriteWeights(RunFolder.WeightsFile, _bench.Network.Layout, _bench.Network.ReadBack());
        _record = _record with { Status = RunStatus.Interrupted, Epochs = [.. _epochs] };
        _folder.WriteRecord(_record);
        return _record;
    }

    private void WriteCheckpoint()
    {
        var checkpoint = new Checkpoint
        {
            CircuitHash = _bench.Circuit.Hash,
            Progress = _trainer.Progress,
            Parameters = _bench.Network.ReadBack(),
            Memory = _bench.Network.ReadMemory(),
            Epochs = [.. _epochs],
        };
        CheckpointFile.Write(_folder.PathOf(RunFolder.CheckpointFileName), checkpoint, _trainer.Particles);
        _lastCheckpoint = Stopwatch.GetTimestamp();
    }

    private TrainingStatus Status(EpochRecord? finished)
    {
        TrainerProgress now = _trainer.Progress;
        int epochs = _bench.Learning.Epochs;
        double fraction = (double)now.Minibatch / _trainer.Minibatches;
        bool known = fraction >= SmallestFractionToExtrapolate || now.Epoch > 1;
        double? left = known && fraction > 0 ? (now.Seconds / fraction + EvaluationSeconds()) * (epochs - now.Epoch + 1 - fraction) : null;
        return new(now.Epoch, epochs, fraction, now.Seconds > 0 ? now.Seen / now.Seconds : 0, now.TrainErrorPercent, left, finished);
    }

    private double EvaluationSeconds() => _epochs.Count > 0 ? _epochs.Average(e => e.EvaluationSeconds) : 0;
}
