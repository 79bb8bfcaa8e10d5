using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Trials;

/// <summary>What can be measured of each chip of a study.</summary>
/// <remarks>Of a chip that diverged only <c>diverged</c>, <c>stepMean</c> and <c>stepVariation</c> are numbers; the others are NaN.</remarks>
public static class MeasureCatalog
{
    private const string Usual = "accuracyPercent";

    private static readonly MeasureEntry[] Entries =
    [
        new(new(Usual, "%", "Test examples answered rightly at the end", true), found => found.Test.AccuracyPercent),
        new(
            new("bestAccuracyPercent", "%", "Largest accuracy after any epoch of the chip's own learning, tested as it learned; the accuracy where it learned nothing itself", true),
            found => found.EpochAccuracies.Count == 0 ? found.Test.AccuracyPercent : found.EpochAccuracies.Max(), MeasureNeeds.EpochTests),
        new(
            new("worstDropPoints", "points", "Largest fall of the accuracy from one epoch to the next, 0 where it never falls; none with fewer than two epochs", false),
            WorstDrop, MeasureNeeds.EpochTests),
        new(new("trainErrorPercent", "%", "Training examples answered wrongly in the last epoch of the chip's own learning, before each was learned", false), found => found.TrainErrorPercent),
        new(new("costMean", "", "Mean cost of the test examples at the end of the free phase", false), found => found.Test.Cost),
        new(new("residualMax", "swings a time constant", "How fast the fastest neuron of any test example still moves at the end of the free phase", false), found => found.Test.ResidualMax),
        new(new("residualMean", "swings a time constant", "Mean over test examples of how fast the fastest neuron still moves at the end of the free phase", false), found => found.Test.ResidualMean),
        new(new("diverged", "", "1 where voltages ran away or oscillate, so that the chip is useless, else 0", false), found => found.Failure is null ? 0 : 1) { OfFailures = true },
        new(new("epochs", "", "Epochs of the chip's own learning, fewer than asked for where it stopped early"), found => found.Epochs),
        new(
            new("settlingSeconds", "s", "Mean time until no neuron moves faster than 1 % of the swing a time constant, of up to 500 test examples without noise", false),
            found => found.SettlingSeconds, MeasureNeeds.Settling),
        new(
            new("joulesPerInference", "J", "Energy of an inference of this die with its last weights, mean over 20 test examples, without noise, with the periphery whose components have an energy", false),
            found => found.Energy?.Inference.Estimate.Joules ?? double.NaN, MeasureNeeds.Energy),
        new(
            new("joulesPerUpdate", "J", "Energy of an update by one minibatch of this die with its last weights, likewise; none where no circuit can do the rule", false),
            found => found.Energy?.Update?.Estimate.Joules ?? double.NaN, MeasureNeeds.Energy),
        new(new("stepMean", "", "Mean over the neurons of the die of epsilon tau / tau_i, the step in units of a neuron's own time constant C_i / g_i"), found => found.Steps.Mean, MeasureNeeds.Steps) { OfFailures = true },
        new(new("stepVariation", "", "Standard deviation over the mean of the same"), found => found.Steps.Variation, MeasureNeeds.Steps) { OfFailures = true },
    ];

    private static readonly string[] UsualNames = [Usual, "trainErrorPercent", "costMean", "residualMax", "residualMean", "diverged"];

    /// <summary>All measures.</summary>
    public static IReadOnlyList<TrialMeasure> All { get; } = [.. Entries.Select(entry => entry.Measure)];

    /// <summary>Entries by name.</summary>
    /// <param name="names">Names; the usual ones if empty.</param>
    /// <exception cref="InputException">There is no such measure, or one is named twice.</exception>
    internal static IReadOnlyList<MeasureEntry> Find(IReadOnlyList<string> names)
    {
        if (names.Distinct().Count() < names.Count)
        {
            throw new InputException("measure.twice", "measures", "A measure is named twice.", "Name each once.");
        }

        return [.. (names.Count == 0 ? UsualNames : names).Select(Find)];
    }

    private static MeasureEntry Find(string name) => Entries.FirstOrDefault(entry => entry.Measure.Name == name) ?? throw new InputException(
        "measure.unknown", "measures", $"There is no measure '{name}'.", NearestName.Remedy(name, [.. Entries.Select(entry => entry.Measure.Name)]));

    private static double WorstDrop(ChipFindings found) => found.EpochAccuracies.Count < 2
        ? double.NaN
        : found.EpochAccuracies.Zip(found.EpochAccuracies.Skip(1), (before, after) => before - after).Append(0).Max();
}
