using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Networks that leave every bound say so, and where it began.</summary>
public class DivergenceTests
{
    private const double Limit = 1e4;

    [Theory]
    [InlineData(ForceForm.EnergyBased, ActivationKind.Linear, IntegrationMethod.ProjectedEuler, PrecisionKind.Single)]
    [InlineData(ForceForm.EnergyBased, ActivationKind.Relu, IntegrationMethod.ProjectedEuler, PrecisionKind.Double)]
    [InlineData(ForceForm.CurrentSumming, ActivationKind.Relu, IntegrationMethod.ProjectedEuler, PrecisionKind.Single)]
    [InlineData(ForceForm.CurrentSumming, ActivationKind.Linear, IntegrationMethod.Rk4, PrecisionKind.Double)]
    public void A_runaway_network_names_step_time_and_group(
        ForceForm force, ActivationKind activation, IntegrationMethod method, PrecisionKind precision)
    {
        NetworkLayout layout = Layouts.Layered([1, 3, 2], new NeuronOptions(force, activation));
        var parameters = new NetworkParameters(layout);
        Array.Fill(parameters.Weights[0], 0.5);
        Array.Fill(parameters.Weights[1], 1.5);
        Examples examples = Examples.Draw(layout, 30, 2);
        using IPhysicalNetwork network = Bench.PowerUp(layout, parameters, 30, new BenchOptions(0.1, method, precision));
        network.Clamp(examples.Inputs, examples.Rows);
        network.StartAtInitialState();
        var failure = Assert.Throws<InputException>(() => network.Settle(new PhaseLength(2000)));
        Assert.Equal(FailureKind.Diverged, failure.Kind);
        string message = failure.Violations[0].Message;
        if (method == IntegrationMethod.ProjectedEuler)
        {
            int step = FirstStepBeyond(new NetworkEquations(layout, parameters), examples.Input(0), out int group);
            Assert.Contains($"at step {step} ({step * 0.1:G4} us) at node 'group {group}[", message);
        }
        else
        {
            Assert.Matches(@"at step \d+ \([\d.]+ us\) at node 'group [12]\[\d\]'", message);
        }

        Assert.Contains("epsilon", failure.Violations[0].Remedy);
    }

    [Theory]
    [InlineData(PrecisionKind.Single, 1)]
    [InlineData(PrecisionKind.Double, 1)]
    [InlineData(PrecisionKind.Single, 0)]
    [InlineData(PrecisionKind.Double, 0)]
    public void A_weight_that_is_not_a_number_counts_as_divergence(PrecisionKind precision, int coupling)
    {
        foreach (ActivationKind activation in Enum.GetValues<ActivationKind>())
        {
            RandomNetwork drawn = Layouts.Draw(Layouts.Layered([4, 6, 3], new NeuronOptions(Activation: activation)), 3);
            drawn.Parameters.Weights[coupling][1] = double.NaN;
            Examples examples = Examples.Draw(drawn.Layout, 3, 3);
            using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(Precision: precision));
            var failure = Assert.Throws<InputException>(() => network.Settle(new PhaseLength(5)));
            Assert.Contains($"at step 1 (0.1 us) at node 'group 1[", failure.Violations[0].Message);
            Assert.Throws<InputException>(() => network.Settle(new PhaseLength(5, 1e-3)));
        }
    }

    [Fact]
    public void One_bad_example_is_enough_in_residual_mode()
    {
        RandomNetwork drawn = Layouts.Draw(Layouts.Layered([4, 6, 3], new NeuronOptions(Activation: ActivationKind.Linear)), 3);
        Examples examples = Examples.Draw(drawn.Layout, 20, 3);
        examples.Inputs[4 * 17] = float.NaN;
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions());
        var failure = Assert.Throws<InputException>(() => network.Settle(new PhaseLength(500, 1e-3)));
        Assert.Equal(FailureKind.Diverged, failure.Kind);
    }

    private static int FirstStepBeyond(NetworkEquations equations, double[] inputs, out int group)
    {
        double[] state = equations.InitialState();
        for (int step = 1; ; step++)
        {
            state = equations.Step(inputs, state, 0.1);
            int node = Array.FindIndex(state, s => Math.Abs(s) > Limit);
            if (node >= 0)
            {
                group = node < 3 ? 1 : 2;
                return step;
            }
        }
    }
}
