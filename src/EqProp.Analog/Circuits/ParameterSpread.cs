using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace EqProp.Analog.Circuits;

/// <summary>
/// How one parameter spreads over devices or dies, one sigma, whether a designer wrote the sigma or the devices that make it. Values are
/// nominal (1 + sigma z) where relative (log-normal: nominal exp(sigma z)), else nominal + sigma z, z a number of mean 0 and variance 1.
/// </summary>
public sealed record ParameterSpread
{
    /// <summary>Which parameter.</summary>
    public required VariedParameter Parameter { get; init; }

    /// <summary>Each device, or the die as a whole.</summary>
    public required VariationScope Scope { get; init; }

    /// <summary>Whether it follows from devices (<see cref="FabricationBlock.Devices"/>); draws of the two kinds are independent.</summary>
    public required bool IsOfDevices { get; init; }

    /// <summary>Groups whose neurons (synapses: whose targets) vary; null: all.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>Standard deviation z = 1, in <see cref="Unit"/>.</summary>
    public required double Sigma { get; init; }

    /// <summary>Whether sigma is relative to the nominal value.</summary>
    public bool IsRelative => Unit.Length == 0;

    /// <summary>Unit of sigma: V, A, S, F or s; empty where it is relative.</summary>
    public required string Unit { get; init; }

    /// <summary>Which distribution.</summary>
    public DistributionKind Distribution { get; init; }

    /// <summary>Student's t: degrees of freedom.</summary>
    public double DegreesOfFreedom { get; init; } = 5;

    /// <summary>Largest |z|; values beyond are drawn anew.</summary>
    public double? TruncateSigmas { get; init; }

    /// <summary>Least and largest value over the nominal one; values beyond are drawn anew.</summary>
    public IReadOnlyList<double>? TruncateFactors { get; init; }

    /// <summary>Least and largest value over the nominal one; values beyond are set to it.</summary>
    public IReadOnlyList<double>? ClipFactors { get; init; }

    /// <summary>Log-normal: whether the nominal value is the mean and sigma the standard deviation over it, not of the logarithm.</summary>
    public bool KeepsMean { get; init; }

    /// <summary>JSON path of what it came from, such as <c>circuit.fabrication.variations[0]</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Where the numbers of its block come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well they are known.</summary>
    public FitKind? Fit { get; init; }

    /// <summary>Whether the parameter is a factor or a quantity that cannot be zero or below.</summary>
    public bool MustBePositive => ParameterUnits.IsPositive(Parameter);

    /// <summary>Whether factors say how far values may lie from the nominal one.</summary>
    public bool HasEnds => ClipFactors is not null || TruncateFactors is not null;

    /// <summary>All spreads of a circuit, as they stand in its file, devices last.</summary>
    /// <param name="circuit">The circuit; sigmas that cannot be read are not a number.</param>
    /// <returns>One for each block.</returns>
    public static IReadOnlyList<ParameterSpread> Of(CircuitBlock circuit)
    {
        IReadOnlyList<VariationBlock> variations = circuit.Fabrication?.Variations ?? [];
        IReadOnlyList<DeviceBlock> devices = circuit.Fabrication?.Devices ?? [];
        return [.. variations.Select(Of), .. devices.Select((device, i) => Of(device, circuit.Process.Temperature, i))];
    }

    /// <summary>The value that a standard number stands for.</summary>
    /// <param name="nominal">Nominal value, in the unit of sigma where that is not relative.</param>
    /// <param name="z">Standard number.</param>
    /// <returns>The value of one device.</returns>
    public double ValueOf(double nominal, double z)
    {
        double value = Distribution != DistributionKind.LogNormal ? nominal + (IsRelative ? nominal : 1) * Sigma * z
            : KeepsMean ? nominal * FactorThatKeepsMean(z)
            : nominal * Math.Exp(Sigma * z);
        return ClipFactors is { } factors ? Math.Clamp(value, factors[0] * nominal, factors[1] * nominal) : value;
    }

    private double FactorThatKeepsMean(double z)
    {
        double variance = Math.Log(1 + Sigma * Sigma);
        return Math.Exp(Math.Sqrt(variance) * z - variance / 2);
    }

    /// <summary>The part of all devices that would be at zero or below, had they not been drawn anew.</summary>
    /// <param name="nominal">Nominal value, positive, in the unit of sigma; 1 where that is relative.</param>
    /// <returns>0 to 1.</returns>
    public double ChanceBelowZero(double nominal)
    {
        double limit = -nominal / Sigma, truncation = TruncateSigmas ?? double.PositiveInfinity;
        if (HasEnds || Distribution is DistributionKind.LogNormal or DistributionKind.Gamma || Sigma == 0 || limit < -truncation)
        {
            return 0;
        }

        double below = Below(limit) - (double.IsFinite(truncation) ? Below(-truncation) : 0);
        return Math.Max(below, 0) / (double.IsFinite(truncation) ? 1 - 2 * Below(-truncation) : 1);
    }

    /// <summary>The chance that z is below a value.</summary>
    private double Below(double z) => Distribution switch
    {
        DistributionKind.Uniform => Math.Clamp((1 + z / Constants.Sqrt3) / 2, 0, 1),
        DistributionKind.StudentT => StudentT.CDF(0, Math.Sqrt((DegreesOfFreedom - 2) / DegreesOfFreedom), DegreesOfFreedom, z),
        _ => Normal.CDF(0, 1, z),
    };

    private static ParameterSpread Of(VariationBlock block, int index) => new()
    {
        Parameter = block.Parameter,
        Scope = block.Scope,
        IsOfDevices = false,
        Groups = block.Groups,
        Sigma = block.RelativeSigma ?? ParameterUnits.Read(block.AbsoluteSigma, block.Parameter),
        Unit = block.RelativeSigma is not null ? "" : ParameterUnits.Of(block.Parameter) ?? "",
        Distribution = block.Distribution,
        DegreesOfFreedom = block.DegreesOfFreedom,
        TruncateSigmas = block.TruncateSigmas,
        TruncateFactors = block.TruncateFactors,
        ClipFactors = block.ClipFactors,
        KeepsMean = block.KeepsMean,
        Path = $"circuit.fabrication.variations[{index}]",
        Source = block.Source,
        Fit = block.Fit,
    };

    private static ParameterSpread Of(DeviceBlock block, double temperature, int index) => new()
    {
        Parameter = block.Parameter,
        Scope = VariationScope.Mismatch,
        IsOfDevices = true,
        Groups = block.Groups,
        Sigma = DeviceMismatch.Sigma(block, temperature),
        Unit = block.Parameter == VariedParameter.InputOffset ? "V" : "",
        // Currents below threshold are exponential in V_T.
        Distribution = block is { Inversion: InversionKind.Weak, ThresholdCoefficient: > 0, Parameter: not VariedParameter.InputOffset }
            ? DistributionKind.LogNormal
            : DistributionKind.Normal,
        Path = $"circuit.fabrication.devices[{index}]",
        Source = block.Source,
        Fit = block.Fit,
    };
}
