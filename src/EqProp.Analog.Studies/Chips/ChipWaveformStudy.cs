using System.Collections.Concurrent;
using EqProp.Analog.Circuits;
using EqProp.Analog.NonIdealities;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Waveforms;

namespace EqProp.Analog.Studies.Chips;

/// <summary>Runs one example on many dies of a circuit, all with the same weights.</summary>
public sealed class ChipWaveformStudy
{
    private const long MostValues = 100_000_000;

    private readonly WaveformBench _bench;
    private readonly DieRange _dies;
    private readonly DieRun?[] _runs;

    /// <summary>Prepares the runs.</summary>
    /// <param name="circuit">A resolved circuit.</param>
    /// <param name="request">What to record.</param>
    /// <param name="dies">Which dies.</param>
    /// <exception cref="InputException">
    /// All chips are alike, the circuit has not what was asked for, weights or data are not usable, or there is too much to be held.
    /// </exception>
    public ChipWaveformStudy(ResolvedCircuit circuit, WaveformRequest request, DieRange dies)
    {
        CircuitBlock block = circuit.Description.Circuit;
        if (!NonIdealityCatalog.DiesDiffer(block) && NonIdealityCatalog.Noises(block).Count == 0)
        {
            throw new InputException(
                "chips.alike", "--chips", "All chips are alike: the circuit has no fabrication block in which devices or dies differ, and no noise.",
                "Add circuit.fabrication or circuit.noise, or leave --chips out.");
        }

        _bench = new WaveformBench(circuit, request);
        _dies = dies;
        long values = (long)_bench.ExpectedTimes * _bench.Nodes.Count;
        if (values * dies.Count > MostValues)
        {
            throw new InputException(
                "chips.count", "--chips", $"{dies.Count} chips of {values} recorded voltages each do not fit into memory.",
                "Ask for fewer chips, fewer --nodes, or a shorter --duration.");
        }

        _runs = new DieRun?[dies.Count];
    }

    /// <summary>Runs the dies, several at a time. A stop keeps those that have come to their end.</summary>
    /// <param name="threads">Dies at a time; results do not depend on it.</param>
    /// <param name="progress">Told how many dies are done; called by one thread at a time.</param>
    /// <param name="stop">Stops all dies between steps.</param>
    /// <returns>What all dies together showed.</returns>
    /// <exception cref="InputException">Every die failed; that of the first.</exception>
    /// <exception cref="OperationCanceledException">It was stopped before any die had come to its end.</exception>
    public ChipWaveforms Run(int threads, Action<int>? progress = null, CancellationToken stop = default)
    {
        int done = 0;
        object gate = new();
        ConcurrentDictionary<int, InputException> causes = [];
        Parallel.For(0, _dies.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, (i, loop) =>
        {
            if (stop.IsCancellationRequested)
            {
                loop.Stop();
                return;
            }

            _runs[i] = RunDie(_dies[i], causes, stop);
            lock (gate)
            {
                done++;
                progress?.Invoke(done);
            }
        });
        return _runs.All(run => run?.Transient is null) ? throw Nothing(causes, stop) : Gather();
    }

    private static Exception Nothing(ConcurrentDictionary<int, InputException> causes, CancellationToken stop) => causes.IsEmpty
        ? new OperationCanceledException(stop)
        : causes.MinBy(cause => cause.Key).Value;

    private DieRun? RunDie(int die, ConcurrentDictionary<int, InputException> causes, CancellationToken stop)
    {
        try
        {
            (Transient transient, IReadOnlyList<DrawnParameter> draws) = _bench.Run(die, stop);
            return new DieRun(transient, ParameterTally.Of(draws, _dies.Count), ChipSettling.Seconds(transient, _bench.VoltageSwing), null);
        }
        catch (InputException failure)
        {
            causes[die] = failure;
            return new DieRun(null, [], null, new DieFailure(die, failure.Violations[0].Message));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private ChipWaveforms Gather()
    {
        (int Die, DieRun Run)[] finished = [.. _runs.Select((run, i) => (_dies[i], run)).Where(pair => pair.run?.Transient is not null).Select(pair => (pair.Item1, pair.run!))];
        Transient first = finished[0].Run.Transient!;
        return new ChipWaveforms
        {
            Dies = _dies,
            Finished = [.. finished.Select(pair => pair.Die)],
            Failures = [.. _runs.Select(run => run?.Failure).OfType<DieFailure>()],
            TimesSeconds = first.TimesSeconds,
            FreeEnd = first.FreeEnd,
            Beta = first.Beta,
            Traces =
            [
                .. first.Traces.Select((trace, k) => new ChipTrace(
                    trace.Name, _bench.GroupOf(trace.Group), [.. finished.Select(pair => pair.Run.Transient!.Traces[k].Volts)])),
            ],
            SettlingSeconds = [.. finished.Select(pair => pair.Run.SettlingSeconds)],
            Parameters = ParameterTally.Summaries(finished.Select(pair => pair.Run.Draws)),
        };
    }
}
