using EqProp.Analog.Studies.Energy;

namespace EqProp.Analog.Studies.Records;

/// <summary>The headline figures of a chip's energy after learning, with what they count.</summary>
public sealed record EnergyRecord
{
    /// <summary>Joules of an inference.</summary>
    public required double JoulesPerInference { get; init; }

    /// <summary>5 % point, in joules.</summary>
    public required double InferenceLow { get; init; }

    /// <summary>95 % point, in joules.</summary>
    public required double InferenceHigh { get; init; }

    /// <summary>Joules of an update; null where there is none.</summary>
    public double? JoulesPerUpdate { get; init; }

    /// <summary>5 % point, in joules.</summary>
    public double? UpdateLow { get; init; }

    /// <summary>95 % point, in joules.</summary>
    public double? UpdateHigh { get; init; }

    /// <summary>What the figure of an inference counts, what it leaves out and where its numbers come from.</summary>
    public required string Boundary { get; init; }

    /// <summary>What the figure of an update counts; null where there is none.</summary>
    public string? UpdateBoundary { get; init; }

    /// <summary>The headline of a study.</summary>
    /// <param name="energy">The study.</param>
    /// <returns>Its headline.</returns>
    public static EnergyRecord Of(EnergyResult energy) => new()
    {
        JoulesPerInference = energy.Inference.Estimate.Joules,
        InferenceLow = energy.Inference.Estimate.Low,
        InferenceHigh = energy.Inference.Estimate.High,
        JoulesPerUpdate = energy.Update?.Estimate.Joules,
        UpdateLow = energy.Update?.Estimate.Low,
        UpdateHigh = energy.Update?.Estimate.High,
        Boundary = energy.Inference.Boundary,
        UpdateBoundary = energy.Update?.Boundary,
    };
}
