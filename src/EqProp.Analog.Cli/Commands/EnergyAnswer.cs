using EqProp.Analog.Energy.Baselines;
using EqProp.Analog.Studies.Energy;

namespace EqProp.Analog.Cli.Commands;

/// <summary>Everything that <c>eqprop energy</c> tells of one circuit.</summary>
internal sealed record EnergyAnswer
{
    /// <summary>The figures.</summary>
    public required EnergyResult Energy { get; init; }

    /// <summary>The same network elsewhere.</summary>
    public required IReadOnlyList<ComparedCost> Comparison { get; init; }

    /// <summary>Complexity; null where the circuit has no data.</summary>
    public required NeuroBenchMetrics? Metrics { get; init; }

    /// <summary>Whether weights were given, so that the accuracy means something.</summary>
    public required bool HasWeights { get; init; }

    /// <summary>What the training of a run cost; null without a run.</summary>
    public TrainingEnergy? Trained { get; init; }

    /// <summary>The accuracy asked for, in percent; null where none was.</summary>
    public double? TargetPercent { get; init; }

    /// <summary>What it cost to reach it; null where it was not reached.</summary>
    public TrainingEnergy? ToTarget { get; init; }
}
