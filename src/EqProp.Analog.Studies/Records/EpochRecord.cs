namespace EqProp.Analog.Studies.Records;

/// <summary>One pass over the training examples.</summary>
public sealed record EpochRecord
{
    /// <summary>Number of the epoch; the first is 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Running training error in percent, from the free phases seen while learning.</summary>
    public required double TrainErrorPercent { get; init; }

    /// <summary>Validation error in percent after the epoch, where it was measured.</summary>
    public double? ValidationErrorPercent { get; init; }

    /// <summary>Test error in percent after the epoch, where it was measured.</summary>
    public double? TestErrorPercent { get; init; }

    /// <summary>Mean cost an example, from the free phases seen while learning.</summary>
    public required double TrainCost { get; init; }

    /// <summary>Largest |ds/dt| at the end of the free phases, in swings a time constant.</summary>
    public required double FreeResidualMax { get; init; }

    /// <summary>Mean over examples of the largest |ds/dt| at the end of the free phase, in swings a time constant.</summary>
    public required double FreeResidualMean { get; init; }

    /// <summary>Largest |ds/dt| at the end of the free phases of the test examples after the epoch; null where not measured.</summary>
    public double? TestFreeResidualMax { get; init; }

    /// <summary>Mean over the test examples of the largest |ds/dt| at the end of the free phase; null where not measured.</summary>
    public double? TestFreeResidualMean { get; init; }

    /// <summary>What became of the changes that the plasticity unit wanted; null where writes are ideal.</summary>
    public UpdatesRecord? Updates { get; init; }

    /// <summary>What the chip would write after the epoch, against the exact gradient; null where that was not measured.</summary>
    public GradientRecord? Gradient { get; init; }

    /// <summary>Wall time of learning, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Wall time of measuring after the epoch, in seconds.</summary>
    public double EvaluationSeconds { get; init; }

    /// <summary>What the learning rates were multiplied by.</summary>
    public double RateFactor { get; init; } = 1;

    /// <summary>Whether answers depend on where the free phase starts; null for an epoch that was not evaluated.</summary>
    public StartSensitivityRecord? StartSensitivity { get; init; }
}
