using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Circuits;
using EqProp.Analog.Tests.Simulation.Noise;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Output buffers with a pole, a slew rate and noise, and current sources that stop at two voltages.</summary>
public class AmplifierTests
{
    private const double Weight = 0.5;

    /// <summary>An output of unit step behind a pole T and a membrane of time constant one, both from rest.</summary>
    [Fact]
    public void A_step_passes_a_buffer_as_a_second_pole()
    {
        const double pole = 0.4, time = 1.5;
        double expected = Weight * (1 - (Math.Exp(-time) - pole * Math.Exp(-time / pole)) / (1 - pole));
        Assert.Equal(expected, Step(pole, double.PositiveInfinity, time), 3e-4);
        Assert.NotEqual(expected, Step(pole / 2, double.PositiveInfinity, time), 0.02);
    }

    /// <summary>While it slews the buffer rises as r t; then, r T short of its end, it goes on as the pole does.</summary>
    [Theory]
    [InlineData(0.9)]
    [InlineData(3)]
    public void A_large_step_ramps_with_the_slew_rate(double time)
    {
        const double pole = 0.2, rate = 0.8;
        double ramp = (1 - rate * pole) / rate, expected = Ramp(Math.Min(time, ramp));
        if (time > ramp)
        {
            // l = 1 - r T e^(-(t - ramp) / T) from there.
            double rest = time - ramp, decay = Math.Exp(-rest);
            expected = expected * decay + (1 - decay) - rate * pole * (decay - Math.Exp(-rest / pole)) / (1 / pole - 1);
        }

        Assert.Equal(Weight * expected, Step(pole, rate, time), 3e-4);

        static double Ramp(double t) => rate * (t - 1 + Math.Exp(-t));
    }

    /// <summary>White noise of variance v behind a pole T reaches a membrane as W^2 v T / (1 + T).</summary>
    [Theory]
    [InlineData(IntegrationMethod.StochasticRungeKutta)]
    [InlineData(IntegrationMethod.AveragedEuler)]
    public void Amplifier_noise_has_its_rms_behind_the_pole(IntegrationMethod method)
    {
        const double pole = 0.5, noise = 1e-3;
        NetworkLayout layout = Chain(pole, double.PositiveInfinity);
        layout = layout with { Groups = [.. layout.Groups.Select((group, g) => g == 1 ? group with { OutputNoise = noise } : group)] };
        var chip = new NoisyChip(layout, Parameters(layout, bias: 0), null)
        {
            Amplifiers = [new AmplifierBlock { Bandwidth = 1, InputNoise = noise }],
            Options = new BenchOptions(0.02, method),
        };
        double[][] samples = chip.Sample(1000, 3, 400, 300);
        Assert.All(samples, states => Assert.Equal(0, states[0]));
        Moments.AssertVariance(Weight * Weight * noise * noise * pole / (1 + pole), [.. samples.Select(states => states[1])], bias: 0.02);
    }

    /// <summary>1 / (2 pi B) + (R_buffer + R_wire) C_wire; noise times the steepest slope; a swing over the slew time.</summary>
    [Fact]
    public void A_description_gives_buffers_their_pole_slew_rate_and_noise()
    {
        NetworkLayout layout = ChipFabricator.Fabricate(CircuitTexts.Resolve(
            CircuitTexts.Layered, "circuit.neurons.activation={\"kind\":\"tanh\",\"gain\":3}", "simulation.epsilon=0.1",
            "circuit.lines=[{\"outputCapacitance\":\"100 fF\",\"outputResistance\":\"1 Mohm\"}]",
            "circuit.amplifiers=[{\"groups\":[\"hidden 1\"],\"bandwidth\":\"500 kHz\",\"outputResistance\":\"2 Mohm\",\"slewTime\":\"4 us\",\"inputNoise\":\"1 mV\"}]").Description).Layout;
        NodeGroup hidden = layout.Groups[1], output = layout.Groups[2];
        Assert.Equal(1 / Math.PI + 0.3, hidden.LineTime, 1e-12);
        Assert.Equal(0.5, hidden.SlewRate);
        Assert.Equal(3e-3 * Math.Sqrt(1 / Math.PI / (1 / Math.PI + 0.3)), hidden.OutputNoise, 1e-12);
        Assert.Equal((0.1, 0.0, double.PositiveInfinity), (Math.Round(output.LineTime, 12), output.OutputNoise, output.SlewRate));
    }

    [Fact]
    public void Compliance_holds_membranes_between_its_voltages()
    {
        ResolvedCircuit circuit = CircuitTexts.Resolve(
            CircuitTexts.Layered, "circuit.neurons.activation.kind=tanh", "circuit.coupling.force=currentSumming",
            "circuit.compliance={\"low\":\"0.3 V\",\"high\":\"0.9 V\"}");
        NetworkLayout layout = ChipFabricator.Fabricate(circuit.Description).Layout;
        var parameters = new NetworkParameters(layout);
        parameters.Biases[1] = [5, -5, 0.2];
        using IPhysicalNetwork network = EqProp.Analog.Simulation.SimulatedNetwork.Create(ChipFabricator.Fabricate(circuit.Description), 1);
        network.Program(parameters);
        network.Clamp([0, 0], [0]);
        network.StartAtInitialState();
        network.Settle(new PhaseLength(100));
        Bench.AssertClose([0.5, -0.1, 0.2, 0], network.States(1)[0], 1e-6);
    }

    /// <summary>Random states are uniform in [0, 1]; what lies beyond the compliance is put on it before a step is made.</summary>
    [Fact]
    public void Compliance_holds_states_from_the_start()
    {
        ResolvedCircuit circuit = CircuitTexts.Resolve(
            CircuitTexts.Layered, "circuit.neurons.activation.kind=tanh", "circuit.coupling.force=currentSumming",
            "circuit.compliance={\"low\":\"0.3 V\",\"high\":\"0.9 V\"}");
        int[] rows = [.. Enumerable.Range(0, 20)];
        using IPhysicalNetwork network = EqProp.Analog.Simulation.SimulatedNetwork.Create(ChipFabricator.Fabricate(circuit.Description), rows.Length);
        network.Clamp(new float[2 * rows.Length], rows);
        network.StartAtRandom(1, rows);
        double[] states = [.. network.States(rows.Length).SelectMany(example => example)];
        Assert.Equal(0.5, states.Max(), 1e-6);
        Assert.InRange(states.Count(s => Math.Abs(s - 0.5) < 1e-6), states.Length / 4, 3 * states.Length / 4);
    }

    private static NetworkLayout Chain(double pole, double slew)
    {
        NetworkLayout layout = Layouts.Make([1, 1, 1], [Layouts.OneWay(1, 2)], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Linear), 1);
        return layout with
        {
            Groups = [.. layout.Groups.Select((group, g) => g == 1 ? group with { LineTime = pole, SlewRate = slew, Capacitance = [1e-5] } : group)],
        };
    }

    private static NetworkParameters Parameters(NetworkLayout layout, double bias)
    {
        var parameters = new NetworkParameters(layout);
        parameters.Weights[0][0] = Weight;
        parameters.Biases[1][0] = bias;
        return parameters;
    }

    // The hidden membrane is a hundred thousand times faster than the output's, so that its output is a step.
    private static double Step(double pole, double slew, double time)
    {
        NetworkLayout layout = Chain(pole, slew);
        using IPhysicalNetwork network = Bench.PowerUp(
            layout, Parameters(layout, bias: 1), 1, new BenchOptions(time / 100, IntegrationMethod.Rosenbrock) { Tolerance = 1e-8 });
        network.Clamp([0], [0]);
        network.StartAtInitialState();
        network.Settle(new PhaseLength(100));
        return network.States(1)[0][1];
    }
}
