using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Energy;

namespace EqProp.Analog.Studies.Trials;

/// <summary>What is known of one chip so far; measures take their numbers from it at the end.</summary>
/// <param name="seeds">Its seeds.</param>
internal sealed class ChipFindings(TrialSeeds seeds)
{
    /// <summary>Its seeds.</summary>
    public TrialSeeds Seeds { get; } = seeds;

    /// <summary>Weights that it has; null where it has none yet.</summary>
    public NetworkParameters? Weights { get; set; }

    /// <summary>Why the chip failed; null where it did not.</summary>
    public string? Failure { get; set; }

    /// <summary>Answers to the test examples, at the end.</summary>
    public TestFigures Test { get; set; } = TestFigures.None;

    /// <summary>Running training error of the last epoch of learning on the chip itself; NaN where it did not learn.</summary>
    public double TrainErrorPercent { get; set; } = double.NaN;

    /// <summary>Test accuracies after the epochs of the last stage of learning, where a measure asks for them.</summary>
    public List<double> EpochAccuracies { get; } = [];

    /// <summary>Epochs of learning on the chip itself.</summary>
    public int Epochs { get; set; }

    /// <summary>Mean time that a free phase needs, where a measure asks for it.</summary>
    public double SettlingSeconds { get; set; } = double.NaN;

    /// <summary>Joules, where a measure asks for them.</summary>
    public EnergyResult? Energy { get; set; }

    /// <summary>Lengths of steps, where a measure asks for them.</summary>
    public StepSpread Steps { get; set; } = new(double.NaN, double.NaN);
}
