using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Results do not depend on how the machine is used: the same bits at every register width and thread count.</summary>
public class SameBitsTests
{
    private static readonly int[] BatchSizes = [1, 5, 13, 25, 49];

    public static TheoryData<string, PrecisionKind, IntegrationMethod> Chips()
    {
        var data = new TheoryData<string, PrecisionKind, IntegrationMethod>();
        string[] extended =
        [
            "buffered logistic resistors", "buffered rails", "amplified tanh resistors", "amplified resistors and Shockley diodes",
            "linear resistors and ideal diodes", "energy-based tanh with Shockley diodes", "wires",
        ];
        foreach (string chip in extended)
        {
            data.Add(chip, PrecisionKind.Single, IntegrationMethod.ProjectedEuler);
            data.Add(chip, PrecisionKind.Double, chip.Contains("rails") || chip.Contains("ideal") ? IntegrationMethod.ProjectedEuler : IntegrationMethod.Rk4);
        }

        foreach (string chip in new[] { "rails", "tanh", "logistic", "summing", "recurrent", "elements", "readOut" })
        {
            foreach (PrecisionKind precision in Enum.GetValues<PrecisionKind>())
            {
                data.Add(chip, precision, IntegrationMethod.ProjectedEuler);
                if (chip is "tanh" or "summing" or "readOut")
                {
                    data.Add(chip, precision, IntegrationMethod.Rk4);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public void Widths_and_threads_give_the_same_bits(string chip, PrecisionKind precision, IntegrationMethod method)
    {
        NetworkLayout layout = LayoutOf(chip);
        RandomNetwork drawn = Layouts.Draw(layout, 17);
        foreach (int batch in method == IntegrationMethod.Rk4 ? [5, 25] : BatchSizes)
        {
            Examples examples = Examples.Draw(layout, batch, batch);
            var options = new BenchOptions(chip.Contains("Shockley") ? 1e-4 : 0.3, method, precision) { Width = VectorWidth.Scalar };
            double[] expected = Learn(drawn.Parameters, examples, options, residual: null);
            double[] settled = Learn(drawn.Parameters, examples, options, residual: 0.05);
            Assert.NotEqual(expected, settled);
            foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
            {
                for (int threads = 1; threads <= 2; threads++)
                {
                    BenchOptions other = options with { Width = width, Threads = threads };
                    AssertSameBits(expected, Learn(drawn.Parameters, examples, other, residual: null));
                    AssertSameBits(settled, Learn(drawn.Parameters, examples, other, residual: 0.05));
                }
            }
        }
    }

    [Fact]
    public void Single_precision_is_near_double_precision()
    {
        NetworkLayout layout = LayoutOf("tanh");
        RandomNetwork drawn = Layouts.Draw(layout, 17);
        Examples examples = Examples.Draw(layout, 5, 5);
        double[] doubles = Learn(drawn.Parameters, examples, new BenchOptions(0.3), residual: null);
        double[] singles = Learn(drawn.Parameters, examples, new BenchOptions(0.3, Precision: PrecisionKind.Single), residual: null);
        Bench.AssertClose(doubles, singles, 1e-4);
        Assert.True(doubles.Zip(singles, (a, b) => Math.Abs(a - b)).Max() > 1e-9);
    }

    private static NetworkLayout LayoutOf(string chip) => chip switch
    {
        "rails" => Layouts.Layered([3, 17, 33, 2], new NeuronOptions(Heterogeneous: true), 1, (0, 2), (1, 3)),
        "tanh" => Layouts.Layered([7, 33, 1], new NeuronOptions(Activation: ActivationKind.Tanh, Gain: 1.2, Threshold: 0.2)),
        "logistic" => Layouts.Layered([33, 2, 7, 3], new NeuronOptions(Activation: ActivationKind.Logistic, Gain: 3, Threshold: 0.4)),
        "summing" => Layouts.Layered([1, 40, 17], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh, Heterogeneous: true)),
        "recurrent" => Layouts.Recurrent(2, 33, 7, new NeuronOptions(Heterogeneous: true)),
        "elements" => Layouts.Elements(3, 17, 2, new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Logistic)),
        "wires" => WithWires(Layouts.Layered([3, 17, 33, 2], ExtendedCircuits.Options("buffered tanh resistors"))),
        _ when ExtendedCircuits.All.Contains(chip) => ExtendedCircuits.Layered(chip, 1, 3, 17, 33, 2).Layout,
        _ => Layouts.Layered([5, 17, 7], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh, ReadOutClasses: 3)),
    };

    private static NetworkLayout WithWires(NetworkLayout layout) => layout with
    {
        Groups = [.. layout.Groups.Select((g, i) => g with { LineTime = i is 1 or 3 ? 0.4 : 0 })],
    };

    /// <summary>A centered learning step and a free phase after it; everything that can be read.</summary>
    private static double[] Learn(NetworkParameters parameters, Examples examples, BenchOptions options, double? residual)
    {
        using IPhysicalNetwork network = Bench.Start(parameters, examples, options);
        NetworkLayout layout = network.Layout;
        List<double> seen = [];
        Settle(9);
        network.Hold(HoldSlot.Free);
        network.Nudge(examples.Cost, 0.4, examples.Targets);
        Settle(5);
        network.Hold(HoldSlot.Positive);
        network.Recall(HoldSlot.Free);
        network.Nudge(examples.Cost, -0.4, examples.Targets);
        Settle(5);
        network.Hold(HoldSlot.Negative);
        double[] rates = [.. Enumerable.Repeat(0.3, Math.Max(layout.Groups.Count, layout.Couplings.Count))];
        network.Update(new(HoldSlot.Positive, HoldSlot.Negative, 1 / 0.8, rates, rates, 0.2));
        network.Recall(HoldSlot.Free);
        network.ReleaseNudge();
        Settle(4);
        seen.AddRange(network.ReadBack().Arrays().SelectMany(a => a.Values));
        return [.. seen];

        void Settle(int steps)
        {
            SettlingOutcome outcome = network.Settle(new PhaseLength(steps, residual));
            seen.AddRange([outcome.MaxResidual, outcome.MeanResidual, outcome.MeanSteps, outcome.Unsettled]);
            seen.AddRange(network.States(examples.Count).SelectMany(s => s));
            seen.AddRange(network.HeldActivities(examples).SelectMany(a => a));
            var answers = new double[examples.Count * layout.AnswerCount];
            network.ReadAnswers(answers);
            seen.AddRange(answers);
        }
    }

    private static void AssertSameBits(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        int different = Enumerable.Range(0, expected.Length)
            .FirstOrDefault(i => BitConverter.DoubleToInt64Bits(expected[i]) != BitConverter.DoubleToInt64Bits(actual[i]), -1);
        Assert.True(different < 0, $"number {different} differs");
    }
}
