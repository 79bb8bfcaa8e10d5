using EqProp.Analog.Circuits;
using EqProp.Analog.Energy;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Simulation.Metering;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Studies.Energy;

/// <summary>A chip on the bench whose energy is metered: its circuit followed in physical time, its weights, and examples.</summary>
internal sealed class EnergyBench
{
    private const double TimeConstantsWithoutLearning = 10;
    private const int MostAtOnce = 48;

    /// <summary>Element powers that the search for the largest is willing to form.</summary>
    private const double PowerBudget = 1e7;

    private readonly NetworkParameters _parameters;
    private readonly SimulationOptions _simulation;
    private readonly Dataset? _data;
    private readonly PhaseLength _free;

    private EnergyBench(
        CircuitDescription description, ChipInstance chip, NetworkParameters parameters, ExampleSet examples, Dataset? data, PhaseLength free, SimulationOptions simulation)
    {
        Description = description;
        Chip = chip;
        Examples = examples;
        _parameters = parameters;
        _data = data;
        _free = free;
        _simulation = simulation;
    }

    /// <summary>The circuit as it is simulated here.</summary>
    public CircuitDescription Description { get; }

    /// <summary>The chip.</summary>
    public ChipInstance Chip { get; }

    /// <summary>Examples to infer.</summary>
    public ExampleSet Examples { get; }

    /// <summary>Its learning block; null where it does not learn.</summary>
    public LearningBlock? Learning => Description.Learning;

    /// <summary>Minibatches of an epoch.</summary>
    public int UpdatesPerEpoch => _data is null ? 0 : (_data.Train.Count + Learning!.BatchSize - 1) / Learning.BatchSize;

    /// <summary>What the boundary line has to say of noise; empty where the circuit has none.</summary>
    public string Silenced { get; private init; } = "";

    /// <summary>Puts a chip on the bench.</summary>
    public static EnergyBench SetUp(ResolvedCircuit circuit, EnergyOptions options)
    {
        CircuitDescription description = MeteredSimulation.Of(circuit.Description);
        string silenced = circuit.Description.Circuit.Noise is null ? "" : " The network was followed without noise.";
        return (circuit.Description.Learning is { } learning ? OfData(description, learning, options) : Alone(description, options)).WithNote(silenced);
    }

    /// <summary>Lets the chip answer the examples, each from its initial state, and puts it back there.</summary>
    public MeteredInference Infer(CancellationToken cancellation)
    {
        var phases = new PhaseSums();
        int right = 0;
        foreach (int[] rows in Batches(cancellation))
        {
            PhaseMeter meter = NewMeter();
            using IPhysicalNetwork network = PowerUp(meter, rows.Length);
            Begin(network, rows, meter);
            network.Settle(_free);
            right += Right(network, rows);
            network.StartAtInitialState();
            phases.Add(meter.Take());
        }

        return phases.AsInference(AccuracyOf(right));
    }

    /// <summary>The same for free phases that end earlier: what was metered up to each of some ends.</summary>
    public IReadOnlyList<MeteredInference> InferUntil(int points, CancellationToken cancellation)
    {
        if (Description.Simulation.Settling == SettlingKind.SteadyState)
        {
            return [];
        }

        int[] ends = [.. Enumerable.Range(1, points).Select(k => (int)Math.Ceiling((double)_free.Steps * k / points)).Distinct()];
        PhaseSums[] sums = [.. ends.Select(_ => new PhaseSums())];
        var right = new int[ends.Length];
        foreach (int[] rows in Batches(cancellation))
        {
            PhaseMeter meter = NewMeter();
            using IPhysicalNetwork network = PowerUp(meter, rows.Length);
            Begin(network, rows, meter);
            var upTo = new PhaseSums();
            for (int k = 0, before = 0; k < ends.Length; before = ends[k++])
            {
                network.Settle(new(ends[k] - before));
                upTo.Continue(meter.Take());
                sums[k].Add(upTo.Phases);
                right[k] += Right(network, rows);
            }
        }

        return [.. sums.Select((sum, k) => sum.AsInference(AccuracyOf(right[k])))];
    }

    /// <summary>Lets the chip learn from one minibatch, after another that leaves membranes and memories as they are in the midst of learning.</summary>
    public MeteredUpdate Learn(CancellationToken cancellation)
    {
        LearningBlock learning = Learning! with { Shuffle = false };
        int batch = Math.Min(learning.BatchSize, _data!.Train.Count), count = Math.Min(2 * batch, _data.Train.Count);
        var some = new ExampleSet(_data.Train.InputCount, _data.Train.Inputs[..(count * _data.Train.InputCount)], _data.Train.Labels[..count]);
        PhaseMeter meter = NewMeter();
        using IPhysicalNetwork network = learning.Rule == LearningRuleKind.Twin
            ? TwinNetwork.Create(Chip, batch, _simulation with { Meter = meter })
            : SimulatedNetwork.Create(Chip, batch, _simulation with { Meter = meter });
        network.Program(_parameters);
        var trainer = new Trainer(network, learning, some, _data.Classes);
        trainer.RunMinibatch();
        cancellation.ThrowIfCancellationRequested();
        meter.Take();
        UpdateCounts before = trainer.Progress.Updates;
        if (trainer.EpochIsDone)
        {
            trainer.StartNextEpoch();
            before = default;
        }

        trainer.RunMinibatch();
        var phases = new PhaseSums();
        phases.Add(meter.Take());
        UpdateCounts all = trainer.Progress.Updates;
        double parameters = new NetworkParameters(Chip.Layout).Arrays().Sum(array => (double)array.Values.Length);
        double wanted = all.Wanted - before.Wanted, lost = all.Lost - before.Lost;
        int examples = count > batch ? count - batch : batch;
        return phases.AsUpdate(examples, RulePhases.Of(learning).Nudged, wanted > 0 ? (wanted - lost) / parameters : 1);
    }

    /// <summary>Largest power that elements take up during the free phase of the first example, in watts; null where operating points are searched for.</summary>
    public double? PeakWatts()
    {
        if (Description.Simulation.Settling == SettlingKind.SteadyState)
        {
            return null;
        }

        using IPhysicalNetwork network = PowerUp(meter: null, capacity: 1);
        if (network is not IWaveformSource { SamplesAnyTime: true } source)
        {
            return null;
        }

        network.Clamp(Examples.Inputs, [0]);
        network.StartAtInitialState();
        double synapses = Chip.Layout.Couplings.Sum(c => (double)Chip.Layout.Groups[c.Source].Size * Chip.Layout.Groups[c.Target].Size);
        int samples = (int)Math.Clamp(PowerBudget / Math.Max(1, synapses), 8, 200);
        double length = _free.Steps * Description.Simulation.TimeStep!.Value;
        double[] times = [.. Enumerable.Range(0, samples + 1).Select(k => length * Math.Pow((double)k / samples, 2))];
        WaveformSamples seen = source.Sample(_free, times);
        var powers = new ElementPowers(Chip.Layout, _parameters);
        double[] inputs = [.. Examples.Inputs.Take(Chip.Layout.InputCount).Select(x => (double)x)];
        return seen.States.Max(state => powers.At(inputs, state).Sum(layer => layer.Delivered));
    }

    private EnergyBench WithNote(string silenced) => new(Description, Chip, _parameters, Examples, _data, _free, _simulation) { Silenced = silenced };

    private static EnergyBench OfData(CircuitDescription description, LearningBlock learning, EnergyOptions options)
    {
        Dataset data = DatasetCatalog.Load(learning.Dataset, options.Data);
        int readOut = learning.Cost == CostKind.CrossEntropy ? data.Classes : 0;
        ChipInstance chip = ChipFabricator.Fabricate(description, readOutClasses: readOut);
        DataFit.Require(chip.Layout, data.Train);
        ExampleSet all = data.Test.Count > 0 ? data.Test : data.Train;
        int count = Math.Min(options.Examples, all.Count);
        var examples = new ExampleSet(all.InputCount, all.Inputs[..(count * all.InputCount)], all.Labels[..count]);
        NetworkParameters parameters = options.Parameters ?? ParameterInitializer.Draw(chip.Layout, learning.Initialization, learning.Seed);
        return new(description, chip, parameters, examples, data, new LearningPhases(learning).FreePhase, options.Simulation);
    }

    private static EnergyBench Alone(CircuitDescription description, EnergyOptions options)
    {
        ChipInstance chip = ChipFabricator.Fabricate(description);
        var examples = new ExampleSet(chip.Layout.InputCount, [.. chip.Layout.Groups[0].InitialState.Select(x => (float)x)], [0]);
        NetworkParameters parameters = options.Parameters ?? ParameterInitializer.Draw(chip.Layout, new(), seed: 1);
        double seconds = description.Circuit.Energy?.SettlingTime ?? TimeConstantsWithoutLearning * chip.Layout.Map.TimeConstant;
        int steps = Math.Max(1, (int)Math.Round(seconds / description.Simulation.TimeStep!.Value));
        return new(description, chip, parameters, examples, null, new(steps), options.Simulation);
    }

    private PhaseMeter NewMeter() => new() { SettlingSeconds = Description.Circuit.Energy?.SettlingTime };

    private IPhysicalNetwork PowerUp(PhaseMeter? meter, int capacity)
    {
        IPhysicalNetwork network = SimulatedNetwork.Create(Chip, capacity, _simulation with { Meter = meter });
        network.Program(_parameters);
        return network;
    }

    private void Begin(IPhysicalNetwork network, int[] rows, PhaseMeter meter)
    {
        network.Clamp(Examples.Inputs, rows);
        network.StartAtInitialState();
        meter.Take();
    }

    private IEnumerable<int[]> Batches(CancellationToken cancellation)
    {
        foreach (int[] rows in Enumerable.Range(0, Examples.Count).Chunk(MostAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return rows;
        }
    }

    private int Right(IPhysicalNetwork network, int[] rows)
    {
        if (_data is null)
        {
            return 0;
        }

        var encoder = new TargetEncoder(Chip.Layout.AnswerCount, _data.Classes, Learning!.Cost, Learning.Targets);
        var answers = new double[rows.Length * encoder.Answers];
        network.ReadAnswers(answers);
        return Enumerable.Range(0, rows.Length).Count(k => encoder.Decode(answers.AsSpan(k * encoder.Answers, encoder.Answers)) == Examples.Labels[rows[k]]);
    }

    private double? AccuracyOf(int right) => _data is null ? null : 100.0 * right / Examples.Count;
}
