using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>What is read of a chip.</summary>
public class ReadOutTests
{
    [Theory]
    [InlineData(ForceForm.EnergyBased)]
    [InlineData(ForceForm.CurrentSumming)]
    public void Answers_with_a_read_out_are_logits_of_what_the_cost_sees(ForceForm force)
    {
        var options = new NeuronOptions(force, ActivationKind.Tanh, 1.5, ReadOutClasses: 4);
        RandomNetwork drawn = Layouts.Draw(Layouts.Layered([5, 9, 3], options), 6);
        Examples examples = Examples.Draw(drawn.Layout, 5, 6);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions());
        network.Settle(new PhaseLength(10));
        var answers = new double[5 * 4];
        network.ReadAnswers(answers);
        double[][] states = network.States(5);
        for (int example = 0; example < 5; example++)
        {
            double[] outputs = drawn.Equations.Outputs(states[example]);
            for (int k = 0; k < 4; k++)
            {
                double logit = drawn.Parameters.ReadOutBiases[k] + outputs.Select((o, i) => o * drawn.Parameters.ReadOutWeights[i * 4 + k]).Sum();
                Assert.Equal(logit, answers[example * 4 + k], 1e-13);
            }
        }
    }

    [Fact]
    public void Activity_is_the_activation_of_the_state()
    {
        RandomNetwork drawn = Layouts.Draw(Layouts.Layered([5, 9, 3], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Logistic, 4, 0.5)), 6);
        Examples examples = Examples.Draw(drawn.Layout, 3, 6);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions());
        network.Settle(new PhaseLength(10));
        double[] states = network.Group(1, 3, NodeQuantity.State), activities = network.Group(1, 3, NodeQuantity.Activity);
        Bench.AssertClose([.. states.Select(s => 1 / (1 + Math.Exp(-4 * (s - 0.5))))], activities, 1e-15);
    }

    [Theory]
    [InlineData(PrecisionKind.Single)]
    [InlineData(PrecisionKind.Double)]
    public void A_bank_gives_back_each_example_its_own_bits(PrecisionKind precision)
    {
        RandomNetwork drawn = Layouts.Draw(Layouts.Recurrent(3, 7, 2, new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh)), 6);
        Examples examples = Examples.Draw(drawn.Layout, 6, 6);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(Precision: precision));
        network.Settle(new PhaseLength(10));
        double[][] stored = network.States(6);
        StateBank bank = network.CreateBank(10);
        network.Store(bank, [9, 3, 5, 0, 1, 7]);
        using var file = new MemoryStream();
        bank.WriteTo(file);
        bank.Clear();
        file.Position = 0;
        bank.ReadFrom(file);
        network.Settle(new PhaseLength(1));
        Assert.NotEqual(stored, network.States(6));
        network.Clamp(examples.Inputs, [4, 0, 3]);
        network.StartFrom(bank, [1, 9, 0]);
        Assert.Equal([stored[4], stored[0], stored[3]], network.States(3));
        double tolerance = precision == PrecisionKind.Single ? 1e-6 : 1e-14;
        Bench.AssertClose([.. stored[4].Take(7).Select(Math.Tanh)], network.Group(1, 3, NodeQuantity.Activity)[..7], tolerance);
    }
}
