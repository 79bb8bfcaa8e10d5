using EqProp.Analog.Learning;

namespace EqProp.Analog.Studies.Datasets;

/// <summary>A data set as a circuit asks for it: training, validation and test examples.</summary>
public sealed record Dataset
{
    /// <summary>Name in the catalog.</summary>
    public required string Name { get; init; }

    /// <summary>Number of classes. Two classes may be learnt with one output (0 or 1).</summary>
    public required int Classes { get; init; }

    /// <summary>Name of each class.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>Examples to learn from.</summary>
    public required ExampleSet Train { get; init; }

    /// <summary>Examples set apart from training; may be empty.</summary>
    public required ExampleSet Validation { get; init; }

    /// <summary>Examples for the final measurement.</summary>
    public required ExampleSet Test { get; init; }

    /// <summary>Width and height when the inputs are a picture, row by row; null otherwise.</summary>
    public (int Width, int Height)? Picture { get; init; }
}
