using System.Diagnostics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Simulation.Ensembles;

namespace EqProp.Analog.Learning;

/// <summary>
/// Trains many dies of one circuit on the same examples, a register of dies at once, each with an ideal plasticity unit of its own. A die learns what it would learn
/// alone within rounding, and the same to the bit in any company, at any register width and number of threads. One that diverges does not stop the others.
/// </summary>
public sealed class EnsembleTrainer : IDisposable
{
    private readonly LearningBlock _learning;
    private readonly IReadOnlyList<EnsembleBlockTrainer> _blocks;
    private readonly int _threads;
    private readonly int _chipsAtOnce;
    private int _epoch;
    private int _measuredEpoch;
    private int _runs;

    /// <summary>Fabricates the dies and binds them to examples.</summary>
    /// <param name="description">A resolved description with a learning block.</param>
    /// <param name="dies">Numbers of the dies.</param>
    /// <param name="examples">Training examples.</param>
    /// <param name="classes">Classes of the data.</param>
    /// <param name="options">How to use the machine; results do not depend on it.</param>
    /// <param name="noiseSeeds">Seed of the noise of each die; that of the description if left out.</param>
    /// <exception cref="InputException">The circuit has something that ensembles cannot do, or data and chip do not fit.</exception>
    public EnsembleTrainer(
        CircuitDescription description, IReadOnlyList<int> dies, ExampleSet examples, int classes, SimulationOptions? options = null, IReadOnlyList<int>? noiseSeeds = null)
    {
        options ??= new();
        noiseSeeds ??= [.. dies.Select(_ => description.Simulation.NoiseSeed)];
        ArgumentOutOfRangeException.ThrowIfNotEqual(noiseSeeds.Count, dies.Count, nameof(noiseSeeds));
        EnsembleLimits.RequireLearning(description);
        _learning = description.Learning!;
        Dies = dies;
        _threads = options.Threads;
        _chipsAtOnce = ChipEnsemble.ChipsAtOnce(description, options);
        _blocks =
        [
            .. dies.Zip(noiseSeeds).Chunk(_chipsAtOnce).Select(some =>
            {
                ChipEnsemble chips = ChipEnsemble.Create(
                    description, [.. some.Select(one => one.First)], options with { Threads = 1 }, Math.Min(_learning.BatchSize, Math.Max(1, examples.Count)),
                    [.. some.Select(one => one.Second)]);
                DataFit.Require(chips.Layout, examples);
                return new EnsembleBlockTrainer(chips, _learning, examples, new(chips.Layout.AnswerCount, classes, _learning.Cost, _learning.Targets));
            }),
        ];
    }

    /// <summary>Numbers of the dies.</summary>
    public IReadOnlyList<int> Dies { get; }

    /// <summary>Groups and couplings of the drawing.</summary>
    public NetworkLayout Layout => _blocks[0].Chips.Layout;

    /// <summary>Epochs that are done.</summary>
    public int EpochsDone => _epoch;

    /// <summary>Whether the dies of a circuit can learn so: it depends on the circuit alone.</summary>
    /// <param name="description">A resolved description.</param>
    /// <returns>False where the constructor would refuse it.</returns>
    public static bool Takes(CircuitDescription description) => EnsembleLimits.TakeLearning(description);

    /// <summary>Draws the initial conductances, the same for all dies, and writes them.</summary>
    public void Initialize() => Program(ParameterInitializer.Draw(Layout, _learning.Initialization, _learning.Seed));

    /// <summary>Writes the same conductances and biases into every die.</summary>
    /// <param name="parameters">Dimensionless weights and biases.</param>
    public void Program(NetworkParameters parameters)
    {
        foreach (EnsembleBlockTrainer block in _blocks)
        {
            block.Chips.Program(parameters);
        }
    }

    /// <summary>Writes all conductances and biases of one die.</summary>
    /// <param name="chip">Index in <see cref="Dies"/>.</param>
    /// <param name="parameters">Dimensionless weights and biases.</param>
    public void Program(int chip, NetworkParameters parameters) => _blocks[chip / _chipsAtOnce].Chips.Program(chip % _chipsAtOnce, parameters);

    /// <summary>Reads all conductances and biases of one die back.</summary>
    /// <param name="chip">Index in <see cref="Dies"/>.</param>
    /// <returns>A copy.</returns>
    public NetworkParameters ReadBack(int chip) => _blocks[chip / _chipsAtOnce].Chips.ReadBack(chip % _chipsAtOnce);

    /// <summary>Whether a die diverged since it was programmed.</summary>
    /// <param name="chip">Index in <see cref="Dies"/>.</param>
    /// <returns>True where what it learned means nothing.</returns>
    public bool HasDiverged(int chip) => _blocks[chip / _chipsAtOnce].Chips.HasDiverged(chip % _chipsAtOnce);

    /// <summary>Trains all dies on the next epoch.</summary>
    /// <param name="cancellation">Stops between minibatches; what was learned of the epoch stays.</param>
    /// <returns>What was seen of each die.</returns>
    public IReadOnlyList<TrainerProgress> RunEpoch(CancellationToken cancellation = default)
    {
        _epoch++;
        long began = Stopwatch.GetTimestamp();
        IReadOnlyList<TrainerProgress> seen = OfAll(block => block.RunEpoch(_epoch, cancellation), cancellation);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds / Dies.Count;
        return [.. seen.Select(die => die with { Seconds = seconds })];
    }

    /// <summary>Says which epoch of training the next measurements follow, as <see cref="Evaluator.StartEpoch"/> does it for a die alone.</summary>
    /// <param name="epoch">The epoch; 0 without training.</param>
    public void StartEpoch(int epoch)
    {
        _measuredEpoch = epoch;
        _runs = 0;
    }

    /// <summary>Lets every die answer examples, from its initial state.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="limit">Only so many, from the first.</param>
    /// <param name="cancellation">Stops between examples.</param>
    /// <returns>One score a die.</returns>
    public IReadOnlyList<ChipScore> Evaluate(ExampleSet examples, int limit = int.MaxValue, CancellationToken cancellation = default)
    {
        DataFit.Require(Layout, examples);
        long clock = NoiseClock.OfMeasurement(_measuredEpoch, _runs++);
        return OfAll(block => block.Evaluate(examples, limit, clock, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (EnsembleBlockTrainer block in _blocks)
        {
            block.Dispose();
        }
    }

    private IReadOnlyList<TResult> OfAll<TResult>(Func<EnsembleBlockTrainer, IReadOnlyList<TResult>> work, CancellationToken cancellation)
    {
        var results = new IReadOnlyList<TResult>[_blocks.Count];
        Parallel.For(
            0, _blocks.Count, new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = cancellation },
            index => results[index] = work(_blocks[index]));
        return [.. results.SelectMany(some => some)];
    }
}
