using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation;
using Xunit.Abstractions;

namespace EqProp.Analog.Tests.Learning;

/// <summary>The sum over a circle of complex nudges against the exact gradient.</summary>
public class HolomorphicTests(ITestOutputHelper output)
{
    private const int Count = 3;

    public static TheoryData<ForceForm, ActivationKind, int> Chips()
    {
        var data = new TheoryData<ForceForm, ActivationKind, int>();
        foreach (ForceForm force in Enum.GetValues<ForceForm>())
        {
            data.Add(force, ActivationKind.Tanh, 0);
            data.Add(force, ActivationKind.Logistic, 0);
            data.Add(force, ActivationKind.Tanh, 4);
            data.Add(force, ActivationKind.Logistic, 4);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public void Error_falls_geometrically_with_the_points(ForceForm force, ActivationKind activation, int classes)
    {
        (NetworkParameters parameters, Examples examples) = Draw(force, activation, classes);
        NetworkParameters exact = RuleBench.Exact(parameters, examples);
        int[] points = [2, 4, 6, 8, 10];

        // The published strength, where the states of these networks are analytic so far out.
        double radius = force == ForceForm.CurrentSumming && activation == ActivationKind.Logistic ? 0.4 : 0.2;
        double[] errors = [.. points.Select(n => Error(n, radius))];
        output.WriteLine($"{force} {activation} {classes}, |beta| {radius}: {string.Join(", ", errors.Select(e => e.ToString("e2")))}");
        for (int i = 1; i < errors.Length; i++)
        {
            Assert.True(errors[i] < (i > 1 ? 0.15 * errors[i - 2] : 0.4 * errors[0]), $"N = {points[i]}");
            Assert.True(errors[i] < errors[i - 1], $"from N = {points[i - 1]} to {points[i]}");
        }

        Assert.InRange(errors[^1], 0, 5e-4);
        double slope = Math.Log(Error(4, 0.1) / Error(4, 0.05), 2), odd = Math.Log(Error(3, 0.1) / Error(3, 0.05), 2), floor = Error(10, 0.02);
        output.WriteLine($"order of beta: N = 4: {slope:f3}, N = 3: {odd:f3}; floor {floor:e1}");
        Assert.InRange(floor, 0, 1e-11);
        Assert.InRange(slope, 3.7, 4.3);
        Assert.InRange(odd, 2.7, 3.3);

        double Error(int n, double beta) => new GradientComparison(
            RuleBench.Estimate(parameters, examples, Block(examples, beta, n), Fine), exact).Total.RelativeError;
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public void Two_points_are_centered_equilibrium_propagation(ForceForm force, ActivationKind activation, int classes)
    {
        (NetworkParameters parameters, Examples examples) = Draw(force, activation, classes);
        NetworkParameters two = RuleBench.Estimate(parameters, examples, Block(examples, 0.4, 2), Fine);
        LearningBlock centered = RuleBench.Block(LearningRuleKind.EquilibriumPropagation, examples.Cost, 0.4);
        NetworkParameters same = RuleBench.Estimate(parameters, examples, centered, Fine);
        foreach (((string name, double[] expected), (string _, double[] got)) in same.Arrays().Zip(two.Arrays()))
        {
            for (int i = 0; i < got.Length; i++)
            {
                Assert.True(Math.Abs(expected[i] - got[i]) < 1e-14, $"{name}[{i}]: {expected[i]:r}, {got[i]:r}");
            }
        }
    }

    [Theory]
    [InlineData(PrecisionKind.Single)]
    [InlineData(PrecisionKind.Double)]
    public void Bits_do_not_depend_on_width_and_threads(PrecisionKind precision)
    {
        NetworkLayout layout = Layouts.Layered([9, 70, 37, 19], new(ForceForm.CurrentSumming, ActivationKind.Logistic, 4, 0.5, ReadOutClasses: 10));
        NetworkParameters parameters = Layouts.Draw(layout, 3).Parameters;
        Examples examples = Examples.Draw(layout, 61, 2);
        LearningBlock learning = Block(examples, 0.4, 6) with { FreePhase = new() { Steps = 30 }, NudgedPhase = new() { Steps = 20 } };
        BenchOptions Options(VectorWidth width, int threads) => new(1, Precision: precision) { Width = width, Threads = threads };
        NetworkParameters expected = RuleBench.Estimate(parameters, examples, learning, Options(VectorWidth.Scalar, 1));
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            NetworkParameters got = RuleBench.Estimate(parameters, examples, learning, Options(width, 1 + (int)width));
            Assert.All(expected.Arrays().Zip(got.Arrays()), pair => Assert.Equal(pair.First.Values, pair.Second.Values));
        }

        Assert.Contains(expected.Weights[1], w => w != 0);
    }

    [Fact]
    public void A_chip_that_is_not_simulated_is_refused()
    {
        NetworkLayout layout = Layouts.Layered([2, 3, 2], new(ForceForm.CurrentSumming, ActivationKind.Tanh));
        Examples examples = Examples.Draw(layout, 1, 1);
        LearningBlock learning = Block(examples, 0.1, 4);
        using var network = new RecordingNetwork(layout);
        InputException refusal = Assert.Throws<InputException>(() => LearningRuleCatalog.Create(learning).Learn(
            network, new(examples.Targets, LearningRates.Of(layout, learning), 1)));
        Assert.Contains("oscillatingNudge", refusal.Violations[0].Remedy);
    }

    private static BenchOptions Fine => new(0.5);

    private static LearningBlock Block(Examples examples, double beta, int points) =>
        RuleBench.Block(LearningRuleKind.Holomorphic, examples.Cost, beta) with { Holomorphic = new() { Points = points } };

    private static (NetworkParameters Parameters, Examples Examples) Draw(ForceForm force, ActivationKind activation, int classes)
    {
        double gain = activation == ActivationKind.Logistic ? 2 : 0.8, threshold = activation == ActivationKind.Logistic ? 0.4 : 0.1;
        NetworkLayout layout = Layouts.Layered([6, 9, 5, 4], new(force, activation, gain, threshold, Heterogeneous: true, classes), skips: (1, 3));
        return (Layouts.Draw(layout, 5, rowSum: 0.5).Parameters, Examples.Draw(layout, Count, 4));
    }
}
