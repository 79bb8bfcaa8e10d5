using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.NonIdealities;
using static EqProp.Analog.Tests.NonIdealities.Fabrications;

namespace EqProp.Analog.Tests.NonIdealities;

/// <summary>Corners, temperature, gradients and faults in closed form.</summary>
public class DieEffectTests
{
    [Fact]
    public void A_corner_multiplies_what_it_names()
    {
        var fast = new CornerBlock { Name = "FF", LeakConductance = 1.2, MembraneCapacitance = 0.9, SynapseGain = 1.3, ActivationGain = 1.1 };
        NetworkLayout chip = Chip(new FabricationBlock { Corners = [fast, new CornerBlock { Name = "SS", LeakConductance = 0.8 }], Corner = "FF" });
        Assert.All(chip.Groups.Skip(1), group =>
        {
            Assert.All(group.Leak, value => Assert.Equal(1.2, value, 1e-15));
            Assert.All(group.Capacitance, value => Assert.Equal(0.9, value, 1e-15));
            Assert.All(group.Slope!, value => Assert.Equal(1.1, value, 1e-15));
        });
        Assert.All(chip.Couplings, coupling => Assert.All(coupling.ForwardGain!, value => Assert.Equal(1.3, value, 1e-15)));
        Assert.False(Chip(new FabricationBlock { Corners = [fast] }).Couplings[0].IsDrawn);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(250)]
    [InlineData(400)]
    public void Resistors_follow_their_coefficients(double kelvins)
    {
        var model = new TemperatureBlock { ResistorLinear = 1.5e-3, ResistorQuadratic = 2e-6 };
        double difference = kelvins - 300, expected = 1 / (1 + 1.5e-3 * difference + 2e-6 * difference * difference);
        NetworkLayout chip = At(kelvins, model);
        Assert.Equal(expected, chip.Groups[1].Leak[0], 1e-15);
        Assert.Equal(expected, chip.Couplings[0].Forward(0, 1), 1e-15);
        Assert.Null(chip.Groups[1].Slope);
    }

    [Fact]
    public void Slopes_of_subthreshold_devices_go_with_the_inverse_of_temperature()
    {
        var model = new TemperatureBlock { Subthreshold = true, Reference = 290, ResistorLinear = 1e-3 };
        NetworkLayout chip = At(348, model);
        Assert.Equal(290.0 / 348, chip.Groups[1].Leak[0], 1e-15);
        Assert.Equal(290.0 / 348, chip.Groups[1].Slope![0], 1e-15);
        Assert.Equal(1, chip.Couplings[1].Forward(0, 1));
        NetworkLayout buffered = At(348, model, circuit => circuit with { Neurons = circuit.Neurons with { Activation = new() { Kind = ActivationKind.Linear } } });
        Assert.Equal(290.0 / 348, buffered.Couplings[1].Forward(0, 1), 1e-15);
        Assert.Null(buffered.Groups[1].Slope);
        NetworkLayout resistive = At(348, model, circuit => circuit with { Coupling = circuit.Coupling with { Kind = SynapseKind.Resistive } });
        Assert.Equal(290.0 / 348, resistive.Groups[1].Leak[0], 1e-15);
        Assert.Equal(1 / 1.058, resistive.Couplings[1].Forward(0, 1), 1e-15);
    }

    [Fact]
    public void Leakage_doubles_over_its_temperature()
    {
        var model = new TemperatureBlock { LeakageCurrent = 2e-12, LeakageDoubling = 8 };
        Assert.Equal(2e-12 * Math.Pow(2, 40 / 8.0), TemperatureFactors.Of(Circuit(340, model)).LeakageAmperes, 1e-24);
        // Out of a membrane of 1 uS and 1 V: the current of a bias of one is 1 uA.
        Assert.All(At(316, model).Groups[1].OffsetCurrent!, current => Assert.Equal(-8e-6, current, 1e-18));
    }

    [Fact]
    public void At_the_reference_nothing_changes()
    {
        NetworkLayout chip = At(300, new TemperatureBlock { Subthreshold = true, ResistorLinear = 1e-3, ResistorQuadratic = 1e-6 });
        Assert.Null(chip.Groups[1].Slope);
        Assert.False(chip.Couplings[0].IsDrawn);
        Assert.Equal([1, 1, 1, 1, 1], chip.Groups[1].Leak);
    }

    [Fact]
    public void A_gradient_rises_across_the_grid()
    {
        GradientBlock along = new() { Parameter = VariedParameter.LeakConductance, Across = 0.3, Angle = 0 };
        // Nine neurons in three rows: columns at -1/3, 0 and 1/3 of the die.
        NetworkLayout chip = Chip(new FabricationBlock { Gradients = [along] }, [2, 6, 3]);
        double[] leaks = [.. chip.Groups[1].Leak, .. chip.Groups[2].Leak];
        double[] expected = [.. Enumerable.Range(0, 9).Select(k => 1 + 0.3 * (k % 3 - 1) / 3)];
        Assert.All(leaks.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-15));
        double[] up = [.. Chip(new FabricationBlock { Gradients = [along with { Angle = 90 }] }, [2, 6, 3]).Groups[1].Leak];
        Assert.All(up.Select((value, k) => (value, k)), one => Assert.Equal(1 + 0.3 * (one.k / 3 - 1) / 3, one.value, 1e-15));
    }

    [Fact]
    public void Gradients_of_offsets_and_synapses_stand_at_the_target()
    {
        NetworkLayout chip = Chip(
            new FabricationBlock
            {
                Gradients =
                [
                    new() { Parameter = VariedParameter.InputOffset, Across = 0.03, Angle = 0 },
                    new() { Parameter = VariedParameter.SynapseGain, Across = 0.6, Angle = 0 },
                ],
            },
            [2, 6, 3]);
        Assert.All(chip.Groups[1].Offset!.Take(3).Zip([-0.01, 0, 0.01]), pair => Assert.Equal(pair.Second, pair.First, 1e-15));
        Assert.All(chip.Couplings[1].ForwardGain!.Take(3).Zip([0.8, 1, 1.2]), pair => Assert.Equal(pair.Second, pair.First, 1e-15));
    }

    [Fact]
    public void The_direction_of_a_gradient_is_drawn_for_each_die()
    {
        GradientBlock anywhere = new() { Parameter = VariedParameter.LeakConductance, Across = 0.3 };
        double[][] dies = [.. Enumerable.Range(0, 5).Select(die => Chip(new FabricationBlock { Gradients = [anywhere] }, die: die).Groups[1].Leak.ToArray())];
        Assert.Equal(5, dies.Select(leaks => leaks[0]).Distinct().Count());
        // The middle neuron of nine stands in the middle of the die.
        Assert.All(dies, leaks => Assert.Equal(1, leaks[4], 1e-15));
    }

    /// <summary>Counts within five standard deviations of a binomial number.</summary>
    [Fact]
    public void Faults_hit_the_parts_that_were_asked_for()
    {
        NetworkLayout chip = Chip(
            new FabricationBlock { Faults = new FaultBlock { StuckOff = 0.1, StuckOn = 0.02, DeadNeurons = 0.2 } }, [100, 100, 10]);
        Coupling inputs = chip.Couplings[0];
        int off = Enumerable.Range(0, 10_000).Count(k => inputs.ForwardGain![k] == 0 && inputs.Offset![k] == 0);
        int on = Enumerable.Range(0, 10_000).Count(k => inputs.ForwardGain![k] == 0 && inputs.Offset![k] == 2);
        Assert.InRange(off, 1000 - 150, 1000 + 150);
        Assert.InRange(on, 200 - 70, 200 + 70);
        Coupling deep = chip.Couplings[1];
        int dead = Enumerable.Range(0, 100).Count(i => Enumerable.Range(0, 10).All(j => deep.Forward(i * 10 + j, 1.5) == 0));
        Assert.InRange(dead, 20 - 20, 20 + 20);
        Assert.NotEqual(0, dead);
    }

    [Fact]
    public void A_dead_neuron_drives_nothing_and_still_hears()
    {
        NetworkLayout chip = Chip(new FabricationBlock { Faults = new FaultBlock { DeadNeurons = 1 } });
        Assert.All(chip.Couplings[0].ForwardGain ?? [1], factor => Assert.Equal(1, factor));
        Assert.All(chip.Couplings[1].ForwardGain!, factor => Assert.Equal(0, factor));
        Assert.All(chip.Couplings[1].BackwardGain!, factor => Assert.Equal(0, factor));
        NetworkLayout some = Chip(new FabricationBlock { Faults = new FaultBlock { DeadNeurons = 0.5 } }, [1, 40, 40]);
        bool[] sources = [.. Enumerable.Range(0, 40).Select(i => some.Couplings[1].ForwardGain![i * 40] == 0)];
        bool[] targets = [.. Enumerable.Range(0, 40).Select(j => some.Couplings[1].BackwardGain![j] == 0)];
        Assert.Equal(2, sources.Distinct().Count());
        for (int k = 0; k < 1600; k++)
        {
            Assert.Equal(sources[k / 40] ? 0 : 1, some.Couplings[1].ForwardGain![k]);
            Assert.Equal(targets[k % 40] ? 0 : 1, some.Couplings[1].BackwardGain![k]);
        }
    }

    [Fact]
    public void More_faults_hit_the_same_synapses_and_others()
    {
        static bool[] Off(double part) => [.. Chip(new FabricationBlock { Faults = new FaultBlock { StuckOff = part } }, [20, 20, 2]).Couplings[0].ForwardGain!.Select(f => f == 0)];
        Assert.All(Off(0.1).Zip(Off(0.3)), pair => Assert.True(!pair.First || pair.Second));
    }

    [Fact]
    public void Initial_voltages_are_those_of_membranes()
    {
        NetworkLayout chip = Chip(
            Of(Absolute(VariedParameter.InputOffset, "20 mV"), Relative(VariedParameter.ActivationGain, 0.1)),
            change: circuit => circuit with { Neurons = circuit.Neurons with { InitialVoltage = 0.7 } });
        NodeGroup group = chip.Groups[1];
        Assert.All(Enumerable.Range(0, group.Size), i => Assert.Equal(0.7, chip.Map.ToVolts(group.MembraneOf(i, group.InitialState[i])), 1e-12));
        Assert.NotEqual(0.3, group.InitialState[0], 1e-4);
    }

    private static CircuitBlock Circuit(double kelvins, TemperatureBlock model) => Describe(null, change: circuit => Heat(circuit, kelvins, model)).Circuit;

    private static NetworkLayout At(double kelvins, TemperatureBlock model, Func<CircuitBlock, CircuitBlock>? change = null) =>
        Chip(null, change: circuit => Heat(change?.Invoke(circuit) ?? circuit, kelvins, model));

    private static CircuitBlock Heat(CircuitBlock circuit, double kelvins, TemperatureBlock model) =>
        circuit with { Process = circuit.Process with { Temperature = kelvins }, TemperatureModel = model };
}
