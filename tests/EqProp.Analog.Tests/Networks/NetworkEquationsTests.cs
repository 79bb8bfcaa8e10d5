using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Networks;

public class NetworkEquationsTests
{
    private const double Step = 1e-6;

    public static TheoryData<ForceForm, ActivationKind, bool> Forces()
    {
        var data = new TheoryData<ForceForm, ActivationKind, bool>();
        foreach (ForceForm force in Enum.GetValues<ForceForm>())
        {
            foreach (ActivationKind activation in Enum.GetValues<ActivationKind>())
            {
                data.Add(force, activation, false);
                data.Add(force, activation, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Forces))]
    public void Rate_runs_down_the_energy(ForceForm force, ActivationKind activation, bool crossEntropy)
    {
        var options = new NeuronOptions(force, activation, 1.4, 0.2, Heterogeneous: true, ReadOutClasses: crossEntropy ? 3 : 0);
        RandomNetwork network = Layouts.Draw(Layouts.Recurrent(3, 5, 2, options), 7);
        NetworkEquations equations = network.Equations;
        var nudge = new OutputNudge(network.Cost, 0.3, network.Target);
        double[] state = InteriorState(network.Layout, 7);
        double[] rate = equations.Rate(network.Inputs, state, nudge);
        double[] capacitance = [.. network.Layout.Groups.Skip(1).SelectMany(g => g.Capacitance)];
        for (int i = 0; i < state.Length; i++)
        {
            double slope = force == ForceForm.EnergyBased ? 1 : new ActivationFunction(activation, 1.4, 0.2).Slope(state[i]);
            double downhill = -(Energy(i, Step) - Energy(i, -Step)) / (2 * Step * slope);
            Assert.Equal(downhill, capacitance[i] * rate[i], 1e-8);
        }

        double Energy(int node, double change)
        {
            double[] moved = [.. state];
            moved[node] += change;
            return equations.Energy(network.Inputs, moved, nudge);
        }
    }

    [Theory]
    [MemberData(nameof(Forces))]
    public void Jacobian_is_the_derivative_of_the_rate(ForceForm force, ActivationKind activation, bool crossEntropy)
    {
        var options = new NeuronOptions(force, activation, 1.4, 0.2, Heterogeneous: true, ReadOutClasses: crossEntropy ? 3 : 0);
        RandomNetwork network = Layouts.Draw(Layouts.Elements(3, 5, 2, options), 8);
        NetworkEquations equations = network.Equations;
        var nudge = new OutputNudge(network.Cost, 0.7, network.Target);
        double[] state = InteriorState(network.Layout, 8);
        double[,] jacobian = equations.Jacobian(network.Inputs, state, nudge);
        for (int j = 0; j < state.Length; j++)
        {
            double[] up = [.. state];
            double[] down = [.. state];
            up[j] += Step;
            down[j] -= Step;
            double[] plus = equations.Rate(network.Inputs, up, nudge);
            double[] minus = equations.Rate(network.Inputs, down, nudge);
            for (int i = 0; i < state.Length; i++)
            {
                Assert.Equal((plus[i] - minus[i]) / (2 * Step), jacobian[i, j], 1e-8);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cost_gradient_is_the_derivative_of_the_cost(bool crossEntropy)
    {
        var options = new NeuronOptions(ReadOutClasses: crossEntropy ? 4 : 0);
        RandomNetwork network = Layouts.Draw(Layouts.Layered([3, 4, 3], options), 9);
        double[] state = InteriorState(network.Layout, 9);
        double[] gradient = network.Equations.CostGradient(network.Cost, network.Target, state);
        for (int k = 0; k < gradient.Length; k++)
        {
            double[] up = [.. state];
            double[] down = [.. state];
            up[^(gradient.Length - k)] += Step;
            down[^(gradient.Length - k)] -= Step;
            double difference = network.Equations.Cost(network.Cost, network.Target, up)
                - network.Equations.Cost(network.Cost, network.Target, down);
            Assert.Equal(difference / (2 * Step), gradient[k], 1e-8);
        }
    }

    [Fact]
    public void Cross_entropy_is_minus_the_log_probability_of_the_right_class()
    {
        NetworkLayout layout = Layouts.Layered([1, 2], new NeuronOptions(ReadOutClasses: 2));
        var parameters = new NetworkParameters(layout);
        parameters.ReadOutWeights[0] = 2;
        parameters.ReadOutBiases[1] = 0.5;
        double cost = new NetworkEquations(layout, parameters).Cost(CostKind.CrossEntropy, [0, 1], [0.4, 0.9]);
        Assert.Equal(Math.Log(1 + Math.Exp(0.8 - 0.5)), cost, 1e-14);
    }

    [Fact]
    public void One_way_synapses_act_on_their_target_alone()
    {
        NetworkLayout layout = Layouts.Make(
            [1, 1, 1], [Layouts.Reciprocal(0, 1), Layouts.OneWay(1, 2)], new NeuronOptions(Activation: ActivationKind.Linear), 1);
        var parameters = new NetworkParameters(layout);
        parameters.Weights[0][0] = 2;
        parameters.Weights[1][0] = 3;
        var equations = new NetworkEquations(layout, parameters);
        Assert.Equal([2 * 0.5, 3 * 0.2], equations.NetInput([0.5], [0.2, 0.7]));
        Assert.Throws<InvalidOperationException>(() => equations.Energy([0.5], [0.2, 0.7]));
    }

    [Fact]
    public void Step_stays_between_the_rails_and_held_nodes_do_not_count_as_moving()
    {
        NetworkLayout layout = Layouts.Layered([1, 2], new NeuronOptions());
        var parameters = new NetworkParameters(layout);
        parameters.Biases[1][0] = 1.7;
        parameters.Biases[1][1] = 0.25;
        var equations = new NetworkEquations(layout, parameters);
        Assert.Equal([1, 0.125], equations.Step([0], [0.9, 0], 0.5));
        Assert.Equal([true, false], equations.Held([0], [1, 0]));
        Assert.Equal(0.25, equations.Residual([0], [1, 0]));
        Assert.Equal(0, equations.Residual([0], [1, 0.25]));
    }

    [Theory]
    [InlineData(1.05, 0.3, 0.05)]
    [InlineData(-0.02, 0.3, 0.02)]
    [InlineData(0.9, 0.3, 0.1)]
    [InlineData(0.6, 0.3, 0.3)]
    public void Kink_is_as_far_as_a_held_force_or_a_moving_state_is_from_it(double bias, double otherBias, double distance)
    {
        NetworkLayout layout = Layouts.Layered([1, 2], new NeuronOptions());
        var parameters = new NetworkParameters(layout);
        parameters.Biases[1][0] = bias;
        parameters.Biases[1][1] = otherBias;
        double[] settled = [Math.Clamp(bias, 0, 1), otherBias];
        Assert.Equal(distance, new NetworkEquations(layout, parameters).KinkDistance([0], settled), 1e-14);
    }

    [Fact]
    public void Current_summing_states_go_beyond_the_rails()
    {
        NetworkLayout layout = Layouts.Layered([1, 1], new NeuronOptions(ForceForm.CurrentSumming));
        var parameters = new NetworkParameters(layout);
        parameters.Biases[1][0] = 1.7;
        var equations = new NetworkEquations(layout, parameters);
        Assert.Equal(1.7, equations.Step([0], [0], 1)[0]);
        Assert.Equal([1], equations.Activities([0], [1.7])[1]);
        Assert.Equal([1], equations.Outputs([1.7]));
    }

    [Fact]
    public void A_clamped_node_shows_its_input_itself()
    {
        NetworkLayout layout = Layouts.Layered([1, 1], new NeuronOptions());
        var equations = new NetworkEquations(layout, new NetworkParameters(layout));
        Assert.Equal([-2.5], equations.Activities([-2.5], [0.5])[0]);
    }

    [Fact]
    public void Weights_that_no_symmetric_network_has_are_refused()
    {
        NetworkLayout layout = Layouts.Recurrent(1, 2, 1, new NeuronOptions());
        var self = new NetworkParameters(layout);
        self.Weights[2][0] = 1;
        Assert.Throws<ArgumentException>(() => new NetworkEquations(layout, self));
        var lopsided = new NetworkParameters(layout);
        lopsided.Weights[2][1] = 1;
        Assert.Throws<ArgumentException>(() => new NetworkEquations(layout, lopsided));
    }

    [Fact]
    public void Arrays_of_another_length_are_refused()
    {
        NetworkLayout layout = Layouts.Layered([2, 3], new NeuronOptions());
        var equations = new NetworkEquations(layout, new NetworkParameters(layout));
        Assert.Throws<ArgumentException>(() => equations.Rate(new double[1], new double[3]));
        Assert.Throws<ArgumentException>(() => equations.Rate(new double[2], new double[4]));
        Assert.Throws<ArgumentException>(() => equations.Cost(CostKind.SquaredError, [0.0], new double[3]));
        Assert.Throws<ArgumentException>(() => equations.Cost(CostKind.CrossEntropy, [0.0, 0, 0], new double[3]));
    }

    private static double[] InteriorState(NetworkLayout layout, int seed)
    {
        var stream = new RandomStream(seed, StreamPurpose.Study, 9);
        return [.. Enumerable.Range(0, layout.FreeCount).Select(_ => stream.NextUniform(0.1, 0.9))];
    }
}
