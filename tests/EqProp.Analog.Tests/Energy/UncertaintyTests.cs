using EqProp.Analog.Circuits;
using EqProp.Analog.Energy;
using EqProp.Analog.TestKit;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace EqProp.Analog.Tests.Energy;

/// <summary>Intervals of sums of uncertain energies, against distributions of MathNet.</summary>
public class UncertaintyTests
{
    private const double Normal95 = 1.6448536269514722;
    private const double FalseAlarm = 1e-6;

    [Fact]
    public void A_log_normal_entry_has_the_stated_points_and_the_closed_mean()
    {
        double sigma = Math.Log(3) / Normal95;
        EnergyEstimate estimate = new EnergyUncertainty(1, 200_000).Of([Item(Entry("a", 3, 1, 9), 2)]);
        Assert.Equal(6, estimate.Joules, 1e-12);
        Assert.InRange(estimate.Low, 2 * 0.98, 2 * 1.02);
        Assert.InRange(estimate.High, 18 * 0.98, 18 * 1.02);
        Assert.InRange(estimate.Mean / (6 * Math.Exp(sigma * sigma / 2)), 0.99, 1.01);
    }

    // On either side of the median a log-normal of its own.
    [Fact]
    public void A_skewed_entry_has_the_stated_points_too()
    {
        EnergyEstimate estimate = new EnergyUncertainty(1, 200_000).Of([Item(Entry("a", 3, 2.5, 90), 1)]);
        Assert.InRange(estimate.Low, 2.5 * 0.98, 2.5 * 1.02);
        Assert.InRange(estimate.High, 90 * 0.98, 90 * 1.02);
    }

    [Theory]
    [InlineData(1, 0.5, 3)]
    [InlineData(1, 1, 2)]
    [InlineData(5, 4, 5)]
    public void A_triangle_has_its_peak_and_the_stated_points(double peak, double low, double high)
    {
        (double left, double right) = UncertainBasis.TriangleEnds(peak, low, high);
        var triangle = new Triangular(left, right, peak);
        Assert.True(low == peak ? left == low : Math.Abs(triangle.CumulativeDistribution(low) - 0.05) < 1e-9);
        Assert.True(high == peak ? right == high : Math.Abs(triangle.CumulativeDistribution(high) - 0.95) < 1e-9);
        EnergyEstimate estimate = new EnergyUncertainty(1, 200_000).Of([Item(Entry("a", peak, low, high, ValueDistribution.Triangular), 1)]);
        Assert.InRange(estimate.Mean / triangle.Mean, 0.995, 1.005);
        Assert.InRange(estimate.Low, triangle.InverseCumulativeDistribution(0.05) * 0.99, triangle.InverseCumulativeDistribution(0.05) * 1.01);
        Assert.InRange(estimate.High, triangle.InverseCumulativeDistribution(0.95) * 0.99, triangle.InverseCumulativeDistribution(0.95) * 1.01);
    }

    [Fact]
    public void Items_of_one_entry_move_together_and_those_of_two_apart()
    {
        ComponentEntry one = Entry("a", 3, 1, 9), other = Entry("b", 3, 1, 9);
        EnergyUncertainty uncertainty = new();
        EnergyEstimate twice = uncertainty.Of([Item(one, 1), Item(one, 1)]), single = uncertainty.Of([Item(one, 2)]), apart = uncertainty.Of([Item(one, 1), Item(other, 1)]);
        Assert.Equal(single, twice);
        Assert.True(apart.High - apart.Low < 0.9 * (twice.High - twice.Low));
    }

    [Fact]
    public void Exact_items_have_no_interval_and_another_item_does_not_shift_the_draws()
    {
        EnergyItem certain = Item(Entry("c", 2, 2, 2, ValueDistribution.Exact), 1), uncertain = Item(Entry("a", 3, 1, 9), 1);
        Assert.Equal(new EnergyEstimate(2, 2, 2, 2), new EnergyUncertainty().Of([certain]));
        EnergyEstimate alone = new EnergyUncertainty().Of([uncertain]), both = new EnergyUncertainty().Of([certain, uncertain]);
        Assert.Equal(alone.Low + 2, both.Low, 1e-12);
        Assert.Equal(alone.High + 2, both.High, 1e-12);
        Assert.NotEqual(alone, new EnergyUncertainty(2).Of([uncertain]));
        Assert.Equal(new EnergyEstimate(0, 0, 0, 0), new EnergyUncertainty().Of([]));
    }

    // A converter of 161 dB between 150 and 180 dB costs least at 180.
    [Fact]
    public void A_better_figure_of_merit_is_the_lower_end()
    {
        ComponentEntry entry = new()
        {
            Component = "adc", Action = "convert", Formula = EnergyFormula.Schreier, Source = "s", Fit = FitKind.Measured,
            FigureOfMerit = new() { Value = 161, Low = 150, High = 180 },
        };
        UncertainBasis basis = UncertainBasis.Of(entry);
        Assert.Equal([1e-18, Math.Pow(10, -16.1), 1e-15], [basis.Low, basis.Value, basis.High]);
    }

    /// <summary>Check 6 of the ledger: what is true lies in the printed interval as often as it says.</summary>
    [Fact]
    [Trait(TestKinds.Trait, TestKinds.Statistical)]
    public void The_interval_covers_the_true_sum_at_the_stated_rate()
    {
        const int tables = 1000;
        var random = new MersenneTwister(20261123);
        int covered = 0;
        for (int t = 0; t < tables; t++)
        {
            List<EnergyItem> items = [];
            double truth = 0;
            for (int k = 0; k < 6; k++)
            {
                bool triangular = random.Next(3) == 0;
                double value = Math.Exp(4 * random.NextDouble() - 2), below = 1 + (triangular ? 0.3 : 4) * random.NextDouble(), above = 1 + 4 * random.NextDouble();
                ComponentEntry entry = Entry($"c{k}", value, value / below, value * above, triangular ? ValueDistribution.Triangular : ValueDistribution.LogNormal);
                double actual = triangular ? TrueTriangular(value, value / below, value * above, random) : TrueLogNormal(value, below, above, random);
                foreach (double count in new[] { random.Next(1, 20), random.Next(1, 20) })
                {
                    items.Add(Item(entry, count));
                    truth += count * actual;
                }
            }

            EnergyEstimate estimate = new EnergyUncertainty(t, 2000).Of(items);
            covered += truth >= estimate.Low && truth <= estimate.High ? 1 : 0;
        }

        // Quantiles of 2,000 draws are themselves uncertain by half a percent, which takes a tenth of a percent off the rate.
        var binomial = new Binomial(0.9, tables);
        Assert.True(binomial.CumulativeDistribution(covered) > FalseAlarm / 2, $"{covered} of {tables} are in the interval.");
        Assert.True(1 - binomial.CumulativeDistribution(covered - 1) > FalseAlarm / 2, $"{covered} of {tables} are in the interval.");
    }

    private static double TrueLogNormal(double value, double below, double above, MersenneTwister random)
    {
        double normal = Normal.Sample(random, 0, 1);
        return value * Math.Exp(normal / Normal95 * Math.Log(normal < 0 ? below : above));
    }

    private static double TrueTriangular(double value, double low, double high, MersenneTwister random)
    {
        (double left, double right) = UncertainBasis.TriangleEnds(value, low, high);
        return Triangular.Sample(random, left, right, value);
    }

    private static ComponentEntry Entry(string name, double value, double low, double high, ValueDistribution distribution = ValueDistribution.LogNormal) => new()
    {
        Component = name,
        Action = "act",
        Energy = new() { Value = value, Low = low, High = high, Distribution = distribution },
        Source = "s",
        Fit = FitKind.Assumed,
    };

    private static EnergyItem Item(ComponentEntry entry, double count) => new()
    {
        Ledger = EnergyLedger.Periphery,
        Category = EnergyCategory.Dynamic,
        Phase = ChipPhase.Free,
        Component = entry.Component,
        Action = entry.Action,
        Count = count,
        UnitJoules = entry.Energy!.Value,
        Source = entry.Source,
        Entry = entry,
    };
}
