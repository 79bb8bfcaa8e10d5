using EqProp.Analog.Circuits;
using EqProp.Analog.NonIdealities;
using MathNet.Numerics.Distributions;

namespace EqProp.Analog.Tests.NonIdealities;

/// <summary>Draws against the distributions of MathNet by Kolmogorov and Smirnov; a right sampler fails one test in a million seeds.</summary>
public class DistributionTests
{
    private const int Count = 20_000;
    private const double FalseAlarm = 1e-6;

    public static TheoryData<DistributionKind, double, double?> Spreads => new()
    {
        { DistributionKind.Normal, 0.1, null },
        { DistributionKind.Normal, 0.2, 1.5 },
        { DistributionKind.LogNormal, 0.4, null },
        { DistributionKind.LogNormal, 0.4, 2 },
        { DistributionKind.Uniform, 0.2, null },
        { DistributionKind.Uniform, 0.2, 1 },
        { DistributionKind.Gamma, 0.3, null },
        { DistributionKind.Gamma, 1.5, null },
        { DistributionKind.Gamma, 0.5, 1.2 },
        { DistributionKind.StudentT, 0.02, 4 },
        { DistributionKind.StudentT, 0.02, null },
    };

    [Theory]
    [MemberData(nameof(Spreads))]
    public void Factors_have_the_distribution_that_was_asked_for(DistributionKind kind, double sigma, double? truncation)
    {
        double[] drawn = Draw(kind, sigma, truncation, VariedParameter.LeakConductance, 1);
        Func<double, double> whole = Cumulative(kind, sigma);
        double low = Edge(kind, sigma, -(truncation ?? 1e9)), high = Edge(kind, sigma, truncation ?? 1e9);
        double below = whole(low), above = whole(high);
        AssertDistributed(drawn, x => (whole(x) - below) / (above - below));
        Assert.All(drawn, x => Assert.InRange(x, low, high));
    }

    [Theory]
    [InlineData(DistributionKind.Normal)]
    [InlineData(DistributionKind.Uniform)]
    [InlineData(DistributionKind.Gamma)]
    [InlineData(DistributionKind.StudentT)]
    public void Sigma_is_the_standard_deviation_and_the_nominal_value_the_mean(DistributionKind kind)
    {
        double[] drawn = Draw(kind, 0.05, null, VariedParameter.SynapseGain, 3);
        Assert.Equal(1, drawn.Average(), 6 * 0.05 / Math.Sqrt(Count));
        // The fourth moment of t with 9 degrees of freedom is 3 + 6 / 5, that of a normal number 3.
        Assert.Equal(0.05, drawn.StandardDeviation(), 6 * 0.05 * Math.Sqrt(4.2 / 4 / Count));
    }

    [Fact]
    public void Absolute_spreads_add_to_the_nominal_value()
    {
        var spread = new ParameterSpread
        {
            Parameter = VariedParameter.InputOffset,
            Scope = VariationScope.Mismatch,
            IsOfDevices = false,
            Sigma = 2e-3,
            Unit = "V",
            Path = "",
        };
        double[] drawn = [.. Enumerable.Range(0, Count).Select(k => SpreadSampler.Draw(spread, 0, new DieStreams(1).Device(spread.Parameter, false, 0, k)))];
        AssertDistributed(drawn, x => Normal.CDF(0, 2e-3, x));
    }

    [Theory]
    [InlineData(DistributionKind.Normal, 0.5, null, 2.275)]
    [InlineData(DistributionKind.Normal, 0.5, 3.0, 2.145)]
    [InlineData(DistributionKind.Normal, 0.5, 1.9, 0.0)]
    [InlineData(DistributionKind.Uniform, 1.0, null, 21.1325)]
    [InlineData(DistributionKind.Uniform, 0.5, null, 0.0)]
    [InlineData(DistributionKind.LogNormal, 1.0, null, 0.0)]
    [InlineData(DistributionKind.StudentT, 0.5, null, 2.48)]
    public void The_part_that_falls_below_zero_is_known(DistributionKind kind, double sigma, double? truncation, double percent)
    {
        ParameterSpread spread = Spread(kind, sigma, truncation, VariedParameter.BiasCurrent);
        Assert.Equal(percent, 100 * spread.ChanceBelowZero(1), 2e-3 * Math.Max(percent, 1));
        double[] drawn = Draw(spread, 5);
        double part = drawn.Count(x => x <= 0) / (double)Count;
        Assert.Equal(percent / 100, part, 5 * Math.Sqrt(0.03 / Count) * Math.Sqrt(Math.Max(percent, 0.1)));
    }

    [Fact]
    public void Clipped_values_lie_at_the_ends_in_the_part_that_was_beyond()
    {
        double[] drawn = Draw(Spread(DistributionKind.Normal, 0.6, null, VariedParameter.MembraneRate) with { ClipFactors = [0.1, 1.9] }, 4);
        Assert.All(drawn, x => Assert.InRange(x, 0.1, 1.9));
        double[] parts = [drawn.Count(x => x == 0.1) / (double)Count, drawn.Count(x => x == 1.9) / (double)Count];
        Assert.All(parts, part => Assert.Equal(Normal.CDF(0, 1, -1.5), part, 6 * Math.Sqrt(0.07 / Count)));
        AssertDistributed([.. drawn.Where(x => x is > 0.1 and < 1.9)], x => (Normal.CDF(1, 0.6, x) - Normal.CDF(0, 1, -1.5)) / (1 - 2 * Normal.CDF(0, 1, -1.5)));
    }

    [Fact]
    public void Log_normal_values_can_keep_their_mean()
    {
        ParameterSpread spread = Spread(DistributionKind.LogNormal, 0.5, null, VariedParameter.MembraneRate) with { KeepsMean = true };
        double[] drawn = Draw(spread, 6);
        Assert.Equal(1, drawn.Average(), 6 * 0.5 / Math.Sqrt(Count));
        AssertDistributed(drawn, x => LogNormal.CDF(-Math.Log(1.25) / 2, Math.Sqrt(Math.Log(1.25)), x));
    }

    [Fact]
    public void Values_beyond_factors_are_drawn_anew()
    {
        double[] drawn = Draw(Spread(DistributionKind.Normal, 0.6, null, VariedParameter.MembraneRate) with { TruncateFactors = [0.4, 2.2] }, 8);
        Assert.All(drawn, x => Assert.InRange(x, 0.4, 2.2));
        AssertDistributed(drawn, x => (Normal.CDF(1, 0.6, x) - Normal.CDF(0, 1, -1)) / (Normal.CDF(0, 1, 2) - Normal.CDF(0, 1, -1)));
    }

    [Fact]
    public void What_must_be_positive_is()
    {
        double[] drawn = Draw(DistributionKind.Normal, 0.6, null, VariedParameter.MembraneCapacitance, 2);
        Assert.All(drawn, x => Assert.True(x > 0));
    }

    private static double[] Draw(DistributionKind kind, double sigma, double? truncation, VariedParameter parameter, int die) =>
        Draw(Spread(kind, sigma, truncation, parameter), die);

    private static double[] Draw(ParameterSpread spread, int die) =>
        [.. Enumerable.Range(0, Count).Select(k => SpreadSampler.Draw(spread, 1, new DieStreams(die).Device(spread.Parameter, false, 2, k)))];

    private static ParameterSpread Spread(DistributionKind kind, double sigma, double? truncation, VariedParameter parameter) => new()
    {
        Parameter = parameter,
        Scope = VariationScope.Mismatch,
        IsOfDevices = false,
        Sigma = sigma,
        Unit = "",
        Distribution = kind,
        DegreesOfFreedom = 9,
        TruncateSigmas = truncation,
        Path = "",
    };

    /// <summary>The value at a number of sigmas.</summary>
    private static double Edge(DistributionKind kind, double sigma, double z) =>
        kind == DistributionKind.LogNormal ? Math.Exp(Math.Clamp(sigma * z, -700, 700)) : kind == DistributionKind.Gamma ? Math.Max(1 + sigma * z, 0) : 1 + sigma * z;

    private static Func<double, double> Cumulative(DistributionKind kind, double sigma) => kind switch
    {
        DistributionKind.LogNormal => x => LogNormal.CDF(0, sigma, x),
        DistributionKind.Uniform => x => ContinuousUniform.CDF(1 - Math.Sqrt(3) * sigma, 1 + Math.Sqrt(3) * sigma, x),
        DistributionKind.Gamma => x => x <= 0 ? 0 : Gamma.CDF(1 / (sigma * sigma), 1 / (sigma * sigma), Math.Min(x, 1e6)),
        DistributionKind.StudentT => x => StudentT.CDF(1, sigma * Math.Sqrt(7.0 / 9), 9, x),
        _ => x => Normal.CDF(1, sigma, x),
    };

    private static void AssertDistributed(double[] drawn, Func<double, double> cumulative)
    {
        double[] sorted = [.. drawn.Order()];
        double largest = 0;
        for (int k = 0; k < sorted.Length; k++)
        {
            double expected = cumulative(sorted[k]);
            largest = Math.Max(largest, Math.Max(Math.Abs(expected - k / (double)sorted.Length), Math.Abs(expected - (k + 1) / (double)sorted.Length)));
        }

        Assert.True(largest < Math.Sqrt(-Math.Log(FalseAlarm / 2) / (2 * sorted.Length)), $"distance {largest}");
    }
}
