using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Circuits;

namespace EqProp.Analog.Tests.Simulation.Noise;

/// <summary>Equilibrium propagation with noise.</summary>
public class NoisyLearningTests
{
    private const string Noisy = """
        circuit.noise={"thermal":{},"telegraph":{"current":"20 nA","meanTimeOn":"1 us","meanTimeOff":"1 us"},"readOut":{"voltage":"10 mV"}}
        """;

    /// <summary>Many examples with the same input: what noise does to the update falls with the root of their number, and leaves no bias.</summary>
    [Fact]
    public void The_averaged_update_tends_to_that_without_noise()
    {
        RandomNetwork drawn = Layouts.Draw(Layouts.Layered([2, 6, 2], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh, 1.2)), 4);
        var noise = new NoiseBlock { Thermal = new ThermalNoiseBlock { LeakExcess = 2e4 } };
        var quiet = new NoisyChip(drawn.Layout, drawn.Parameters, null);
        double[] exact = Update(quiet, 1);
        double few = Error(exact, Update(quiet with { Noise = noise }, 40)), many = Error(exact, Update(quiet with { Noise = noise }, 4000));
        Assert.InRange(few / many, 4, 25);
        Assert.InRange(many, 1e-4, 0.05);
    }

    /// <summary>Trained in one go, and taken up in the middle of the second epoch.</summary>
    [Theory]
    [InlineData("projectedEuler")]
    [InlineData("averagedEuler")]
    [InlineData("exponentialEuler")]
    public void A_run_that_is_resumed_ends_with_the_same_bits(string method)
    {
        string[] settings = [Noisy, $"simulation.method={method}", "simulation.averagingSteps=3"];
        NetworkParameters whole = Train(settings, stop: null, threads: 1), resumed = Train(settings, stop: 5, threads: 2);
        Assert.Equal(whole.Weights[0], resumed.Weights[0]);
        Assert.Equal(whole.Biases[2], resumed.Biases[2]);
        Assert.NotEqual(whole.Weights[0], Train([.. settings, "simulation.noiseSeed=1"], stop: null, threads: 1).Weights[0]);
    }

    [Fact]
    public void A_time_averages_as_the_steps_within_it_do()
    {
        double[] fromTime = Train([Noisy, "simulation.averagingTime=2 us"], stop: null, threads: 1).Weights[0];
        Assert.Equal(Train([Noisy, "simulation.averagingSteps=4"], stop: null, threads: 1).Weights[0], fromTime);
        Assert.NotEqual(Train([Noisy], stop: null, threads: 1).Weights[0], fromTime);
    }

    [Fact]
    public void Measurements_see_noise_of_their_own_and_the_same_again_after_the_same_epoch()
    {
        ResolvedCircuit circuit = CircuitTexts.Resolve(CircuitTexts.Layered, Noisy);
        using IPhysicalNetwork network = Power(circuit, 1);
        network.Program(ParameterInitializer.Draw(network.Layout, circuit.Description.Learning!.Initialization, 1));
        var evaluator = new Evaluator(network, circuit.Description.Learning!, 2);
        evaluator.StartEpoch(3);
        double first = evaluator.Run(Xor).MeanCost, second = evaluator.Run(Xor).MeanCost;
        evaluator.StartEpoch(4);
        double later = evaluator.Run(Xor).MeanCost;
        evaluator.StartEpoch(3);
        Assert.Equal(first, evaluator.Run(Xor).MeanCost);
        Assert.Equal(second, evaluator.Run(Xor).MeanCost);
        Assert.Equal(3, new[] { first, second, later }.Distinct().Count());
    }

    private static ExampleSet Xor => new(2, [0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0]);

    private static IPhysicalNetwork Power(ResolvedCircuit circuit, int threads) => SimulatedNetwork.Create(
        ChipFabricator.Fabricate(circuit.Description), 4, new SimulationOptions { Threads = threads });

    private static NetworkParameters Train(string[] settings, int? stop, int threads)
    {
        ResolvedCircuit circuit = CircuitTexts.Resolve(CircuitTexts.Layered, [.. settings, "learning.batchSize=2", "learning.start=persistent"]);
        using IPhysicalNetwork network = Power(circuit, threads);
        var trainer = new Trainer(network, circuit.Description.Learning!, Xor, 2);
        trainer.Initialize();
        for (int minibatch = 0; minibatch < 8; minibatch++)
        {
            if (minibatch == stop)
            {
                using IPhysicalNetwork other = Power(circuit, threads);
                return Resume(other, circuit, trainer, 8 - minibatch);
            }

            Next(trainer);
        }

        return network.ReadBack();
    }

    private static NetworkParameters Resume(IPhysicalNetwork network, ResolvedCircuit circuit, Trainer trainer, int minibatches)
    {
        var resumed = new Trainer(network, circuit.Description.Learning!, Xor, 2);
        network.Program(trainer.Network.ReadBack());
        resumed.Progress = trainer.Progress;
        using var states = new MemoryStream();
        trainer.Particles!.WriteTo(states);
        states.Position = 0;
        resumed.Particles!.ReadFrom(states);
        for (int minibatch = 0; minibatch < minibatches; minibatch++)
        {
            Next(resumed);
        }

        return network.ReadBack();
    }

    private static void Next(Trainer trainer)
    {
        trainer.RunMinibatch();
        if (trainer.EpochIsDone)
        {
            trainer.StartNextEpoch();
        }
    }

    private static double[] Update(NoisyChip chip, int examples)
    {
        using IPhysicalNetwork network = (chip with { AveragingSteps = 20 }).Start(examples, [0.3f, 0.9f]);
        network.Settle(new PhaseLength(200));
        network.Hold(HoldSlot.Free);
        foreach ((HoldSlot slot, double beta) in new[] { (HoldSlot.Positive, 0.4), (HoldSlot.Negative, -0.4) })
        {
            network.Recall(HoldSlot.Free);
            network.Nudge(CostKind.SquaredError, beta, [.. Enumerable.Range(0, examples).SelectMany(_ => new[] { 0.9f, -0.7f })]);
            network.Settle(new PhaseLength(200));
            network.Hold(slot);
        }

        NetworkParameters before = network.ReadBack();
        network.Update(new(HoldSlot.Positive, HoldSlot.Negative, 1.25, [0.01, 0.01], [0, 0.01, 0.01], 0));
        NetworkParameters after = network.ReadBack();
        return [.. after.Weights.Concat(after.Biases).SelectMany(w => w).Zip(before.Weights.Concat(before.Biases).SelectMany(w => w), (a, b) => a - b)];
    }

    private static double Error(double[] exact, double[] estimate) =>
        Math.Sqrt(exact.Zip(estimate, (a, b) => (a - b) * (a - b)).Sum() / exact.Sum(a => a * a));
}
