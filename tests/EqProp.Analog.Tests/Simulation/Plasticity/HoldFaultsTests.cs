using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using Xunit.Abstractions;

namespace EqProp.Analog.Tests.Simulation.Plasticity;

/// <summary>Sensors and hold capacitors, seen in what the unit writes. A swing is 1 V, so that volts are activities.</summary>
public class HoldFaultsTests(ITestOutputHelper output)
{
    private const double Boltzmann = 1.380649e-23;
    private const int Nodes = 2000;
    private const int Waiting = 5;

    [Theory]
    [InlineData(1e-15)]
    [InlineData(1e-13)]
    public void What_waits_has_the_noise_of_its_capacitor(double capacitance)
    {
        double[] errors = SensedChange(new() { Capacitance = capacitance });
        double expected = Boltzmann * 300 / capacitance, variance = errors.Average(e => e * e);
        output.WriteLine($"{Math.Sqrt(variance) * 1e6:f2} uV, k T / C {Math.Sqrt(expected) * 1e6:f2} uV");

        // The variance of 2,000 normal numbers is within 13 % in all but one of 30,000 seeds.
        Assert.InRange(variance / expected, 0.87, 1.13);
    }

    [Fact]
    public void Sensors_have_noise_in_both_phases()
    {
        double[] errors = SensedChange(new() { Noise = 2e-3 });
        Assert.InRange(errors.Average(e => e * e) / (2 * 2e-3 * 2e-3), 0.87, 1.13);
    }

    [Fact]
    public void What_waits_droops_by_current_times_time_over_capacitance()
    {
        // Five steps of 0.1 tau of 1 us; the capacitor is large enough to be quiet.
        double[] errors = SensedChange(new() { Capacitance = 1, LeakageCurrent = 1e3, ChargeInjection = 0.02 });
        double droop = 1e3 * Waiting * 0.1e-6;
        Assert.All(errors, error => Assert.Equal(droop - 0.02, error, 1e-9));
    }

    [Fact]
    public void An_offset_of_the_sensor_cancels_between_phases_and_one_of_a_phase_does_not()
    {
        Assert.All(SensedChange(new() { OffsetSpread = 5e-3 }), error => Assert.Equal(0, error, 1e-15));
        double[] phases = SensedChange(new() { PhaseOffsetSpread = 5e-3 });
        Assert.InRange(phases.Average(e => e * e) / (2 * 25e-6), 0.87, 1.13);
        Assert.Equal(phases, SensedChange(new() { PhaseOffsetSpread = 5e-3 }, noiseSeed: 2));
    }

    [Fact]
    public void Sensors_compress_what_is_large()
    {
        NetworkLayout layout = Layouts.Layered([1, 1], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Linear));
        NetworkParameters parameters = new(layout) { Biases = { [1] = { [0] = 2 } } };
        using IPhysicalNetwork network = Bench.PowerUp(
            layout, parameters, 1, new BenchOptions { Plasticity = new() { SampleHold = new() { Compression = 0.8 } } });
        network.Clamp([0], [0]);
        network.StartAtInitialState();
        network.Hold(HoldSlot.Free);
        network.Settle(new PhaseLength(1000));
        network.Hold(HoldSlot.Positive);
        network.Update(new(HoldSlot.Positive, HoldSlot.Free, 1, [0], [0, 1], 0));

        Assert.Equal(2 + 0.8 * Math.Tanh(2 / 0.8), network.ReadBack().Biases[1][0], 1e-12);
    }

    [Fact]
    public void The_network_itself_does_not_feel_its_sensors()
    {
        NetworkLayout layout = Layouts.Layered([3, 5, 2], new NeuronOptions());
        RandomNetwork drawn = Layouts.Draw(layout, 4);
        Examples examples = Examples.Draw(layout, 6, 4);
        double[][] States(PlasticityBlock? plasticity)
        {
            using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions { Plasticity = plasticity });
            network.Settle(new PhaseLength(20));
            network.Hold(HoldSlot.Free);
            network.Settle(new PhaseLength(20));
            network.Recall(HoldSlot.Free);
            network.Settle(new PhaseLength(3));
            return network.States(examples.Count);
        }

        SampleHoldBlock faults = new() { Noise = 0.1, OffsetSpread = 0.1, PhaseOffsetSpread = 0.1, Capacitance = 1e-16, ChargeInjection = 0.1 };
        Assert.Equal(States(null), States(new() { SampleHold = faults }));
    }

    /// <summary>What the unit takes for the change of every node that has not changed.</summary>
    private static double[] SensedChange(SampleHoldBlock faults, int noiseSeed = 1)
    {
        NetworkLayout layout = Layouts.Layered([1, Nodes], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Linear));
        using IPhysicalNetwork network = Bench.PowerUp(
            layout, new NetworkParameters(layout), 1, new BenchOptions { Plasticity = new() { SampleHold = faults }, NoiseSeed = noiseSeed });
        network.Clamp([0], [0]);
        network.StartAtInitialState();
        network.Hold(HoldSlot.Free);
        network.Settle(new PhaseLength(Waiting));
        network.Hold(HoldSlot.Positive);
        network.Update(new(HoldSlot.Positive, HoldSlot.Free, 1, [0], [0, 1], 0));
        return network.ReadBack().Biases[1];
    }
}
