namespace EqProp.Analog.Studies.Records;

/// <summary>The examples of a run.</summary>
public sealed record DatasetRecord
{
    /// <summary>Name in the catalog.</summary>
    public required string Name { get; init; }

    /// <summary>Examples learnt from.</summary>
    public int TrainExamples { get; init; }

    /// <summary>Examples set apart for validation.</summary>
    public int ValidationExamples { get; init; }

    /// <summary>Examples of the final measurement.</summary>
    public int TestExamples { get; init; }

    /// <summary>Signals an example.</summary>
    public int Inputs { get; init; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; init; }

    /// <summary>Name of each class.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }
}
