using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Simulation.Ensembles;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Studies.Trials;

/// <summary>
/// Dies that are taught and tested side by side in vector lanes. A die does there what it does alone within rounding (its sums have another order), and the same to the bit
/// whichever dies stand beside it.
/// </summary>
internal sealed class ChipLanes : ITrialChips
{
    private readonly EnsembleTrainer _trainer;
    private readonly LearningBlock _learning;
    private readonly Dataset _data;
    private readonly int?[] _failedIn;

    /// <param name="circuit">A circuit with the data and learning seed of the trials.</param>
    /// <param name="seeds">Seeds of the trials.</param>
    /// <param name="data">Its data.</param>
    /// <param name="options">How to use the machine.</param>
    public ChipLanes(CircuitDescription circuit, IReadOnlyList<TrialSeeds> seeds, Dataset data, SimulationOptions options)
    {
        _learning = circuit.Learning!;
        _data = data;
        _trainer = new(circuit, [.. seeds.Select(one => one.Die)], data.Train, data.Classes, options, [.. seeds.Select(one => one.Noise)]);
        _failedIn = new int?[seeds.Count];
    }

    /// <summary>Dies that fill the lanes of a register.</summary>
    public static int ChipsAtOnce(CircuitDescription circuit, SimulationOptions options) => ChipEnsemble.ChipsAtOnce(circuit, options);

    public int Count => _failedIn.Length;

    public bool IsDone => EpochsDone >= _learning.Epochs || _failedIn.All(failed => failed is not null);

    public int EpochsDone => _trainer.EpochsDone;

    public void Initialize() => _trainer.Initialize();

    public void Program(int chip, NetworkParameters parameters) => _trainer.Program(chip, parameters);

    public NetworkParameters ReadBack(int chip) => _trainer.ReadBack(chip);

    public IReadOnlyList<double> RunEpoch(CancellationToken stop)
    {
        IReadOnlyList<TrainerProgress> seen = _trainer.RunEpoch(stop);
        NoteFailures(EpochsDone);
        return [.. seen.Select((one, chip) => _failedIn[chip] is null ? one.TrainErrorPercent : double.NaN)];
    }

    public IReadOnlyList<TestFigures> Test(int epoch, int limit, CancellationToken stop)
    {
        _trainer.StartEpoch(epoch);
        IReadOnlyList<ChipScore> scores = _trainer.Evaluate(_data.Test, limit, stop);
        NoteFailures(0);
        return
        [
            .. scores.Select((score, chip) => _failedIn[chip] is null
                ? new TestFigures(100 - score.ErrorPercent, score.MeanCost, score.ResidualMax, score.ResidualMean)
                : TestFigures.None),
        ];
    }

    public string? FailureOf(int chip) => _failedIn[chip] switch
    {
        null => null,
        0 => $"Die {_trainer.Dies[chip]} diverged while it was tested.",
        int epoch => $"Die {_trainer.Dies[chip]} diverged in epoch {epoch} of learning.",
    };

    public void Dispose() => _trainer.Dispose();

    private void NoteFailures(int epoch)
    {
        for (int chip = 0; chip < _failedIn.Length; chip++)
        {
            _failedIn[chip] ??= _trainer.HasDiverged(chip) ? epoch : null;
        }
    }
}
