using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Studies.Gradients;

/// <summary>How to compare estimated gradients with the exact one.</summary>
public sealed record GradientOptions
{
    /// <summary>Nudging strengths to try, positive, dimensionless.</summary>
    public IReadOnlyList<double> Betas { get; init; } = [1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1];

    /// <summary>Training examples, from the first; gradients are averaged over them.</summary>
    public int Examples { get; init; } = 4;

    /// <summary>Weights (.npz); those that learning starts from if left out.</summary>
    public string? WeightFile { get; init; }

    /// <summary>Where data files are.</summary>
    public DatasetLocation Data { get; init; } = new();
}
