using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Learning;

public class ReferenceEquilibriumTests
{
    public static TheoryData<ForceForm, ActivationKind> Forces()
    {
        var data = new TheoryData<ForceForm, ActivationKind>();
        foreach (ForceForm force in Enum.GetValues<ForceForm>())
        {
            foreach (ActivationKind activation in Enum.GetValues<ActivationKind>())
            {
                data.Add(force, activation);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Forces))]
    public void Settled_state_is_where_many_small_steps_lead(ForceForm force, ActivationKind activation)
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            RandomNetwork network = Layouts.Draw(
                Layouts.Recurrent(4, 6, 3, new NeuronOptions(force, activation, 1, 0.2, Heterogeneous: true)), seed, rowSum: 0.6);
            NetworkEquations equations = network.Equations;
            var nudge = new OutputNudge(network.Cost, 0.2, network.Target);
            ReferenceEquilibrium settled = ReferenceEquilibrium.Settle(equations, network.Inputs, nudge);
            double[] state = equations.InitialState();
            for (int step = 0; step < 3000; step++)
            {
                state = equations.Step(network.Inputs, state, 0.1, nudge);
            }

            Assert.InRange(settled.Residual, 0, 1e-12);
            Assert.Equal(equations.Activities(network.Inputs, settled.State), settled.Activities);
            Assert.All(state.Zip(settled.State), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        }
    }

    [Theory]
    [MemberData(nameof(Forces))]
    public void Capacitances_leave_the_equilibrium_where_it_is(ForceForm force, ActivationKind activation)
    {
        RandomNetwork network = Layouts.Draw(Layouts.Layered([5, 6, 3], new NeuronOptions(force, activation)), 3);
        var groups = network.Layout.Groups.Select(g =>
            g with { Capacitance = [.. g.Capacitance.Select((c, i) => c * (1 + 10 * i))] });
        RandomNetwork slowed = network with { Layout = network.Layout with { Groups = [.. groups] } };
        double[] state = ReferenceEquilibrium.Settle(network.Equations, network.Inputs).State;
        double[] other = ReferenceEquilibrium.Settle(slowed.Equations, network.Inputs).State;
        Assert.NotEqual(
            network.Equations.Rate(network.Inputs, new double[9]), slowed.Equations.Rate(network.Inputs, new double[9]));
        Assert.All(state.Zip(other), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
    }

    [Theory]
    [MemberData(nameof(Forces))]
    public void Nudging_lowers_the_cost(ForceForm force, ActivationKind activation)
    {
        const double Beta = 1e-3;
        for (int seed = 1; seed <= 10; seed++)
        {
            RandomNetwork network = Layouts.Draw(Layouts.Layered([6, 5, 4, 3], new NeuronOptions(force, activation)), seed);
            Assert.True(CostAt(network, Beta) < CostAt(network, 0));
            Assert.True(CostAt(network, 0) < CostAt(network, -Beta));
        }
    }

    [Fact]
    public void A_node_alone_settles_at_its_bias_over_its_leak()
    {
        NetworkLayout layout = Layouts.Layered([1, 2], new NeuronOptions(Heterogeneous: true), 6);
        var parameters = new NetworkParameters(layout);
        parameters.Biases[1][0] = 0.35;
        parameters.Biases[1][1] = -0.2;
        double[] state = ReferenceEquilibrium.Settle(new NetworkEquations(layout, parameters), [0]).State;
        Assert.Equal(0.35 / layout.Groups[1].Leak[0], state[0], 1e-12);
        Assert.Equal(0, state[1]);
    }

    [Fact]
    public void Newton_finishes_what_relaxation_nears_slowly_and_leaves_held_nodes_alone()
    {
        // Two nodes relax 100 times slower than the leak; relaxation alone takes over 5000 steps. The third is held at 0.
        NetworkLayout layout = Layouts.Make([1, 3], [Layouts.Reciprocal(1, 1)], new NeuronOptions(Activation: ActivationKind.Relu), 1);
        var parameters = new NetworkParameters(layout);
        parameters.Weights[0][1] = parameters.Weights[0][3] = 0.99;
        parameters.Weights[0][2] = parameters.Weights[0][6] = -0.01;
        parameters.Biases[1][0] = parameters.Biases[1][1] = 0.3;
        parameters.Biases[1][2] = -0.5;
        ReferenceEquilibrium settled = ReferenceEquilibrium.Settle(new NetworkEquations(layout, parameters), [0], maximumSteps: 3000);
        Assert.All(settled.State.Zip([30.0, 30.0, 0.0]), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
    }

    [Fact]
    public void Feedback_stronger_than_the_leak_is_reported()
    {
        RandomNetwork network = Layouts.Draw(
            Layouts.Recurrent(2, 3, 1, new NeuronOptions(Activation: ActivationKind.Linear)), 1, rowSum: 8);
        var failure = Assert.Throws<InputException>(() => ReferenceEquilibrium.Settle(network.Equations, network.Inputs));
        Assert.Equal(FailureKind.Diverged, failure.Kind);
    }

    [Fact]
    public void A_ring_that_oscillates_is_reported()
    {
        NetworkLayout layout = Layouts.Make(
            [1, 3], [Layouts.OneWay(1, 1)], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh, Gain: 4), 1);
        var parameters = new NetworkParameters(layout);
        parameters.Weights[0][1] = parameters.Weights[0][5] = parameters.Weights[0][6] = -2;
        parameters.Biases[1][0] = 0.1;
        var failure = Assert.Throws<InputException>(() =>
            ReferenceEquilibrium.Settle(new NetworkEquations(layout, parameters), [0], maximumSteps: 5000));
        Assert.Contains("after 5000 relaxation steps", failure.Message, StringComparison.Ordinal);
    }

    private static double CostAt(RandomNetwork network, double beta)
    {
        NetworkEquations equations = network.Equations;
        double[] state = ReferenceEquilibrium.Settle(
            equations, network.Inputs, new OutputNudge(network.Cost, beta, network.Target)).State;
        return equations.Cost(network.Cost, network.Target, state);
    }
}
