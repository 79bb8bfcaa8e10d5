using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Training;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation;
using EqProp.Analog.Tests.Training;
using Xunit.Abstractions;

namespace EqProp.Analog.Tests.Rules;

/// <summary>Two copies that learn as one: equal copies are equilibrium propagation, unlike ones are off by what sets them apart over beta.</summary>
public class TwinTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("positive", "float")]
    [InlineData("negative", "double")]
    [InlineData("randomSign", "float")]
    [InlineData("centered", "float")]
    [InlineData("centered", "double")]
    [InlineData("centered", "float", "learning.cost=crossEntropy", "circuit.topology.layers=[2,8,2]")]
    [InlineData("positive", "double", "learning.cost=crossEntropy", "circuit.topology.layers=[2,8,2]")]
    public void Equal_copies_write_the_bits_of_equilibrium_propagation(string estimator, string precision, params string[] others)
    {
        string[] settings = [$"learning.estimator={estimator}", "learning.start=persistent", $"simulation.precision={(precision == "float" ? "single" : "double")}", "learning.batchSize=2", "learning.shuffle=true", .. others];
        float[] Weights(params string[] more)
        {
            using ChipBench bench = ChipBench.SetUp(TrainingRuns.Preset("xor", [.. settings, .. more]), new DatasetLocation(), new SimulationOptions { Threads = 1 });
            var trainer = new Trainer(bench.Network, bench.Learning, bench.Data.Train, bench.Data.Classes);
            trainer.Initialize();
            trainer.RunEpoch();
            trainer.RunEpoch();
            return [.. bench.Network.ReadBack().Arrays().SelectMany(array => array.Values).Select(value => (float)value)];
        }

        Assert.Equal(Weights(), Weights("learning.rule=twin"));
        Assert.NotEqual(Weights(), Weights("learning.rule=twin", "learning.twin={\"mismatch\": 0.03}"));
    }

    [Fact]
    public void A_resumed_run_ends_with_the_same_bits()
    {
        ResolvedCircuit circuit = TrainingRuns.Preset("xor", "learning.epochs=4", "learning.batchSize=2", "learning.start=persistent", "learning.rule=twin", "learning.twin={\"mismatch\": 0.05}");
        using var folder = new TemporaryFolder();
        string expected = TrainingRuns.Outcome(TrainingRuns.Train(circuit, TrainingRuns.Options(folder.File("whole"))), folder.File("whole"));
        Assert.Equal(expected, TrainingRuns.Outcome(TrainingRuns.TrainWithStops([2, 5], circuit, TrainingRuns.Options(folder.File("stopped"))), folder.File("stopped")));
    }

    /// <summary>A current into each neuron of the second copy: the contrast at beta 0, delta, biases by delta / beta; signs and places that change remove it.</summary>
    [Fact]
    public void An_offset_between_the_copies_biases_by_its_contrast_over_beta()
    {
        const double Beta = 0.1;
        RandomNetwork drawn = Draw(1);
        NetworkLayout apart = WithOffsets(drawn.Layout, 0.003);
        NetworkParameters One(NetworkLayout layout, EstimatorKind kind) => Propagated(layout, drawn, kind, Beta);
        NetworkParameters first = One(drawn.Layout, EstimatorKind.Positive), firstCentered = One(drawn.Layout, EstimatorKind.Centered), secondCentered = One(apart, EstimatorKind.Centered);
        NetworkParameters Twin(EstimatorKind kind, bool swap = false, int sign = 1) => Written(drawn, apart, kind, Beta, swap, sign);

        NetworkParameters delta = ContrastEstimate.Compute(
            drawn.Layout, Free(apart, drawn), Free(drawn.Layout, drawn), 1, drawn.Parameters);
        double bias = Relative(Twin(EstimatorKind.Positive), first);
        output.WriteLine($"offset over beta: {Norm(delta) / Beta / Norm(first):g3} of the gradient, found {bias:g3}");
        AssertNear(Sum((One(apart, EstimatorKind.Positive), 1), (delta, 1 / Beta)), Twin(EstimatorKind.Positive), 1e-4);
        Assert.InRange(bias, 0.05, 10);

        // Signs: the free copy drops out, and what is left is the centered estimate of the nudged one.
        AssertNear(secondCentered, Sum((Twin(EstimatorKind.RandomSign, sign: 1), 0.5), (Twin(EstimatorKind.RandomSign, sign: -1), 0.5)), 1e-5);

        // Both nudged: half of the bias, none when they change places.
        NetworkParameters mean = Sum((firstCentered, 0.5), (secondCentered, 0.5));
        double centered = Relative(Twin(EstimatorKind.Centered), mean);
        AssertNear(mean, Sum((Twin(EstimatorKind.Centered, swap: true, 1), 0.5), (Twin(EstimatorKind.Centered, swap: true, -1), 0.5)), 1e-5);
        Assert.InRange(centered / bias, 0.4, 0.6);
        NetworkParameters places = Sum((Twin(EstimatorKind.Positive, swap: true, 1), 0.5), (Twin(EstimatorKind.Positive, swap: true, -1), 0.5));
        AssertNear(Sum((first, 0.5), (One(apart, EstimatorKind.Positive), 0.5)), places, 1e-5);
    }

    /// <summary>What a designer pays for copies that differ: the angle grows with the mismatch and shrinks where places change.</summary>
    [Fact]
    public void Mismatch_costs_angle_and_changing_places_brings_it_back()
    {
        const double Beta = 0.1;
        double before = 0;
        foreach (double sigma in new[] { 0, 0.01, 0.03, 0.1 })
        {
            double positive = 0, centered = 0, swapped = 0;
            const int Draws = 6;
            for (int seed = 1; seed <= Draws; seed++)
            {
                RandomNetwork drawn = Draw(seed);
                NetworkLayout apart = WithGains(drawn.Layout, sigma, seed);
                NetworkParameters exact = ReferenceGradient.Adjoint(drawn.Equations, drawn.Inputs, drawn.Cost, drawn.Target);
                double Angle(NetworkParameters estimate) => new GradientComparison(estimate, exact).Total.AngleDegrees / Draws;
                NetworkParameters Twin(EstimatorKind kind, bool swap, int sign) => Written(drawn, apart, kind, Beta, swap, sign);
                positive += Angle(Twin(EstimatorKind.Positive, false, 1));
                centered += Angle(Twin(EstimatorKind.Centered, false, 1));
                swapped += Angle(Sum((Twin(EstimatorKind.Centered, true, 1), 0.5), (Twin(EstimatorKind.Centered, true, -1), 0.5)));
            }

            output.WriteLine($"mismatch {sigma:p0}: positive {positive:f2}, centered {centered:f2}, centered changing places {swapped:f2} degrees");
            Assert.True(swapped < 1 + 60 * sigma, $"{swapped}");
            Assert.True(centered >= before);
            Assert.True(sigma == 0 || swapped < 0.5 * centered, $"{swapped} of {centered}");
            before = centered;
        }
    }

    [Fact]
    public void A_chip_without_a_copy_is_refused()
    {
        RandomNetwork drawn = Draw(1);
        InputException refusal = Assert.Throws<InputException>(() => RuleBench.Written(drawn, learning => new TwinCopies(learning), EstimatorKind.Positive, 0.1));
        Assert.Equal("learning.rule", refusal.Violations.Single().Code);
    }

    [Fact]
    public void The_second_copy_is_a_die_of_its_own()
    {
        ResolvedCircuit circuit = TrainingRuns.Preset(
            "xor", "learning.rule=twin", "learning.twin={\"mismatch\": 0.1}");
        ChipInstance first = ChipFabricator.Fabricate(circuit.Description);
        ChipInstance second = TwinFabricator.SecondOf(first), again = TwinFabricator.SecondOf(first);
        double[] gains = [.. second.Layout.Couplings.SelectMany(coupling => coupling.ForwardGain!)];
        Assert.Equal(gains, again.Layout.Couplings.SelectMany(coupling => coupling.ForwardGain!));
        Assert.Equal(first.Seed + 1, second.Seed);
        Assert.All(second.Layout.Couplings, (coupling, c) => Assert.True(coupling.IsSymmetric(second.Layout.Groups[coupling.Target].Size)));
        double spread = Math.Sqrt(gains.Average(gain => (gain - 1) * (gain - 1)));
        Assert.InRange(spread, 0.05, 0.15);
    }

    private static RandomNetwork Draw(int seed) => RuleBench.Rounded(Layouts.Draw(
        Layouts.Layered([4, 8, 3], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh, 1.2, 0.1, Heterogeneous: true), seed), seed));

    private static NetworkLayout WithOffsets(NetworkLayout layout, double current) => layout with
    {
        Groups = [.. layout.Groups.Select((group, g) => g == 0 ? group : group with { OffsetCurrent = [.. Enumerable.Range(0, group.Size).Select(i => i % 2 == 0 ? current : -current)] })],
    };

    private static NetworkLayout WithGains(NetworkLayout layout, double sigma, int seed)
    {
        var stream = new RandomStream(seed, StreamPurpose.Study, 9);
        return layout with
        {
            Couplings = [.. layout.Couplings.Select((coupling, c) =>
            {
                double[] gains = [.. Enumerable.Range(0, layout.Groups[coupling.Source].Size * layout.Groups[coupling.Target].Size).Select(_ => 1 + sigma * stream.NextGaussian())];
                return coupling with { ForwardGain = gains, BackwardGain = gains };
            })],
        };
    }

    private static NetworkParameters Propagated(NetworkLayout layout, RandomNetwork drawn, EstimatorKind kind, double beta) =>
        RuleBench.Written(drawn with { Layout = layout }, learning => new EquilibriumPropagation(learning), kind, beta);

    private static double[][] Free(NetworkLayout layout, RandomNetwork drawn) =>
        ReferenceEquilibrium.Settle(new(layout, drawn.Parameters), drawn.Inputs).Activities;

    private static NetworkParameters Written(RandomNetwork drawn, NetworkLayout apart, EstimatorKind kind, double beta, bool swap, int sign)
    {
        var description = new CircuitDescription
        {
            Circuit = new CircuitBlock
            {
                Neurons = new NeuronBlock { MembraneCapacitance = 1e-12, LeakConductance = 1e-6 },
                Topology = new TopologyBlock { Kind = TopologyKind.Layered },
            },
            Simulation = new BenchOptions(0.05, IntegrationMethod.Rk4).Simulation,
        };
        using ITwinNetwork network = TwinNetwork.Create(new(description, 0, drawn.Layout), new(description, 1, apart), 1, new SimulationOptions { Threads = 1 });
        network.Program(drawn.Parameters);
        LearningBlock learning = RuleBench.Learning(drawn, kind, beta) with { Twin = new() { Swap = swap } };
        return RuleBench.Written(network, drawn, new TwinCopies(learning), learning, sign);
    }

    private static NetworkParameters Sum(params ReadOnlySpan<(NetworkParameters Values, double Weight)> parts)
    {
        NetworkParameters sum = parts[0].Values.Clone();
        foreach ((_, double[] values) in sum.Arrays())
        {
            Array.Clear(values);
        }

        foreach (var (part, weight) in parts)
        {
            foreach (((_, double[] into), (_, double[] from)) in sum.Arrays().Zip(part.Arrays()))
            {
                for (int k = 0; k < into.Length; k++)
                {
                    into[k] += weight * from[k];
                }
            }
        }

        return sum;
    }

    private static double Relative(NetworkParameters estimate, NetworkParameters reference) => new GradientComparison(estimate, reference).Total.RelativeError;

    private static double Norm(NetworkParameters values) => Math.Sqrt(values.Arrays().Sum(array => array.Values.Sum(v => v * v)));

    private static void AssertNear(NetworkParameters expected, NetworkParameters actual, double tolerance) =>
        Assert.InRange(Relative(actual, expected), 0, tolerance);
}
