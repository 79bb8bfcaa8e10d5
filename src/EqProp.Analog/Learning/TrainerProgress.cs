using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning;

/// <summary>Where a trainer is within its epoch, and what it has seen there; all that a checkpoint must keep beside the chip's own state.</summary>
public sealed record TrainerProgress
{
    /// <summary>Epoch, from 1.</summary>
    public int Epoch { get; init; } = 1;

    /// <summary>Minibatches done in this epoch.</summary>
    public int Minibatch { get; init; }

    /// <summary>Examples seen in this epoch.</summary>
    public long Seen { get; init; }

    /// <summary>Of those, answered wrongly at the end of their free phase.</summary>
    public long Wrong { get; init; }

    /// <summary>Sum of their costs at the end of the free phase.</summary>
    public double CostSum { get; init; }

    /// <summary>Largest residual of a free phase, in swings a time constant.</summary>
    public double ResidualMax { get; init; }

    /// <summary>Sum over examples of the residual of their free phase.</summary>
    public double ResidualSum { get; init; }

    /// <summary>What became of the changes that the plasticity unit wanted in this epoch.</summary>
    public UpdateCounts Updates { get; init; }

    /// <summary>Seconds of computing.</summary>
    public double Seconds { get; init; }

    /// <summary>Running training error in percent.</summary>
    public double TrainErrorPercent => Seen == 0 ? 0 : 100.0 * Wrong / Seen;

    /// <summary>Mean cost at the end of the free phase.</summary>
    public double MeanCost => Seen == 0 ? 0 : CostSum / Seen;

    /// <summary>Mean residual of the free phase.</summary>
    public double MeanResidual => Seen == 0 ? 0 : ResidualSum / Seen;
}
