using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.TestKit;
using FsCheck;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Networks;

/// <summary>Energy, derivatives and operating points of networks with resistors, diodes and amplifiers.</summary>
public class ExtendedEquationsTests
{
    private const double Step = 1e-6;

    public static TheoryData<string> Names => ExtendedCircuits.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Rate_runs_down_the_energy_in_its_metric(string name)
    {
        RandomNetwork network = ExtendedCircuits.Layered(name, 3, 3, 4, 3, 2);
        NetworkEquations equations = network.Equations;
        var nudge = new OutputNudge(network.Cost, 0.3, network.Target);
        double[] state = Interior(network.Layout, 3);
        double[] rate = equations.Rate(network.Inputs, state, nudge);
        NodeGroup[] groups = [.. network.Layout.Groups.Skip(1).SelectMany(g => Enumerable.Repeat(g, g.Size))];
        double[] capacitance = [.. network.Layout.Groups.Skip(1).SelectMany(g => g.Capacitance)];
        double[] metric = [.. network.Layout.Groups.Skip(1).SelectMany((g, i) =>
            Enumerable.Repeat(NetworkMetric.Of(network.Layout).Weights[i + 1], g.Size))];
        for (int i = 0; i < state.Length; i++)
        {
            var activation = new ActivationFunction(groups[i].Activation, groups[i].Gain, groups[i].Threshold);
            double slope = network.Layout.Force == ForceForm.EnergyBased ? 1 : activation.Slope(state[i]);
            double downhill = -(Energy(i, Step) - Energy(i, -Step)) / (2 * Step * slope);
            Assert.Equal(downhill, metric[i] * capacitance[i] * rate[i], 1e-5 * Math.Max(1, Math.Abs(downhill)));
        }

        double Energy(int node, double change)
        {
            double[] moved = [.. state];
            moved[node] += change;
            return equations.Energy(network.Inputs, moved, nudge);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Jacobian_is_the_derivative_of_the_rate(string name)
    {
        RandomNetwork network = ExtendedCircuits.Layered(name, 5, 3, 4, 3, 2);
        NetworkEquations equations = network.Equations;
        double[] state = Interior(network.Layout, 5);
        double[,] jacobian = equations.Jacobian(network.Inputs, state);
        for (int j = 0; j < state.Length; j++)
        {
            double[] up = [.. state];
            double[] down = [.. state];
            up[j] += Step;
            down[j] -= Step;
            double[] plus = equations.Rate(network.Inputs, up);
            double[] minus = equations.Rate(network.Inputs, down);
            for (int i = 0; i < state.Length; i++)
            {
                double difference = (plus[i] - minus[i]) / (2 * Step);
                Assert.Equal(difference, jacobian[i, j], 1e-6 * Math.Max(1, Math.Abs(difference)));
            }
        }
    }

    [Property(MaxTest = 60)]
    public void Energy_never_rises_on_small_steps(PositiveInt seed, NonNegativeInt which)
    {
        string name = ExtendedCircuits.All[which.Get % ExtendedCircuits.All.Count];
        RandomNetwork network = ExtendedCircuits.Layered(name, seed.Get, 3, 4, 3, 2);
        NetworkEquations equations = network.Equations;
        double[] state = equations.Project(Interior(network.Layout, seed.Get));
        double energy = equations.Energy(network.Inputs, state);
        for (int k = 0; k < 200; k++)
        {
            state = equations.Step(network.Inputs, state, 1e-3);
            double next = equations.Energy(network.Inputs, state);
            Assert.True(next <= energy + 1e-12 * Math.Abs(energy), $"{name}: {energy} to {next} at step {k}");
            energy = next;
        }
    }

    // Kirchhoff's current law for resistors between membranes, written with resistors alone.
    [Fact]
    public void Linear_resistors_obey_the_current_law()
    {
        RandomNetwork network = ExtendedCircuits.Layered("linear resistors", 2, 2, 2, 1);
        double[] s = ReferenceEquilibrium.Settle(network.Equations, network.Inputs).State;
        double[] x = network.Inputs;
        double[] w0 = network.Parameters.Weights[0], w1 = network.Parameters.Weights[1];
        NodeGroup hidden = network.Layout.Groups[1], output = network.Layout.Groups[2];
        for (int i = 0; i < 2; i++)
        {
            double law = w0[i] * (x[0] - s[i]) + w0[2 + i] * (x[1] - s[i]) + w1[i] * (s[2] - s[i])
                + network.Parameters.Biases[1][i] - hidden.Leak[i] * s[i];
            Assert.Equal(0, law, 1e-12);
        }

        Assert.Equal(
            0, w1[0] * (s[0] - s[2]) + w1[1] * (s[1] - s[2]) + network.Parameters.Biases[2][0] - output.Leak[0] * s[2], 1e-12);
    }

    // A membrane fed through a conductance against one diode: x (1 + W) + I (exp(x / v) - 1) = W V, whose root is a Lambert function.
    [Theory]
    [InlineData(2)]
    [InlineData(50)]
    [InlineData(5000)]
    public void A_diode_takes_what_the_current_law_gives_it_however_hard_it_is_driven(double drive)
    {
        NodeDiode diode = new(DiodeKind.Shockley, DiodeDirection.FromMembrane, 0, 1e-9, 0.025852);
        var options = new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Linear) { Synapse = SynapseKind.Resistive, Diodes = [diode] };
        NetworkLayout layout = Layouts.Layered([1, 1], options);
        var parameters = new NetworkParameters(layout);
        parameters.Weights[0][0] = 1;
        double state = ReferenceEquilibrium.Settle(new NetworkEquations(layout, parameters), [drive], residual: 1e-9).State[0];

        // x = c - v w(z), c = (W V + I) / L, w + ln w = ln(I / (L v)) + c / v.
        double c = (drive + 1e-9) / 2, v = 0.025852, right = Math.Log(1e-9 / (2 * v)) + c / v;
        double w = right;
        for (int k = 0; k < 50; k++)
        {
            w -= (w + Math.Log(w) - right) / (1 + 1 / w);
        }

        Assert.Equal(c - v * w, state, 1e-9);
    }

    [Fact]
    public void Ideal_diodes_are_rails_of_the_current_summing_force()
    {
        var options = new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Linear) { Diodes = ExtendedCircuits.Clippers };
        NetworkLayout layout = Layouts.Layered([1, 1], options);
        var parameters = new NetworkParameters(layout);
        parameters.Weights[0][0] = 1;
        var equations = new NetworkEquations(layout, parameters);
        Assert.Equal([0.6], ReferenceEquilibrium.Settle(equations, [0.8]).State);
        Assert.Equal([0.05], ReferenceEquilibrium.Settle(equations, [-0.3]).State);
        Assert.Equal(0.3, ReferenceEquilibrium.Settle(equations, [0.3]).State[0], 1e-12);
        Assert.True(equations.Held([0.8], [0.6])[0]);
        Assert.False(equations.Held([0.3], [0.6])[0]);
        Assert.Equal(0.2, equations.KinkDistance([0.8], [0.6]), 1e-12);
    }

    [Fact]
    public void Amplifiers_weigh_a_layer_by_the_squared_gain_to_the_outputs()
    {
        NetworkLayout layout = Layouts.Layered([2, 3, 4, 2], new NeuronOptions() { Amplifier = 3 });
        Assert.Equal([1, 81, 9, 1], NetworkMetric.Of(layout).Weights);
        Assert.True(NetworkMetric.Of(layout).IsConsistent);

        NetworkLayout skipping = Layouts.Layered([2, 3, 4, 2], new NeuronOptions() { Amplifier = 3 }, 1, (1, 3));
        Assert.False(NetworkMetric.Of(skipping).IsConsistent);
        var equations = new NetworkEquations(skipping, new NetworkParameters(skipping));
        Assert.False(equations.HasEnergy);
        Assert.Throws<InvalidOperationException>(() => equations.Energy([0, 0], new double[9]));
    }

    private static double[] Interior(NetworkLayout layout, int seed)
    {
        var stream = new RandomStream(seed, StreamPurpose.Study, 3);
        return [.. Enumerable.Range(0, layout.FreeCount).Select(_ => stream.NextUniform(0.06, 0.55))];
    }
}
