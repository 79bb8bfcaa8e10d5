using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>What correlators at the synapses collect and write, against products of activities read from the chip and against the end-point contrast.</summary>
public class CorrelatorTests
{
    private const int Count = 7;
    private const int Steps = 5;
    private const double Rate = 0.5;

    public static TheoryData<string, ForceForm, CorrelationForm, UpdateMode> Forms()
    {
        var data = new TheoryData<string, ForceForm, CorrelationForm, UpdateMode>();
        foreach (string shape in new[] { "layered", "recurrent", "elements" })
        {
            foreach (ForceForm force in Enum.GetValues<ForceForm>())
            {
                foreach (CorrelationForm form in new[] { CorrelationForm.Timing, CorrelationForm.TimingForward })
                {
                    data.Add(shape, force, form, UpdateMode.Write);
                    data.Add(shape, force, form, UpdateMode.Accumulate);
                }
            }
        }

        return data;
    }

    /// <summary>With the activities of one slot times the changes between two others.</summary>
    [Theory]
    [MemberData(nameof(Forms))]
    public void Timing_forms_multiply_an_undisturbed_activity_with_a_change(string shape, ForceForm force, CorrelationForm form, UpdateMode mode)
    {
        RandomNetwork drawn = Draw(shape, force);
        NetworkLayout layout = drawn.Layout;
        Examples examples = Examples.Draw(layout, Count, 4);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(0.2));
        double[][] free = Hold(network, examples, HoldSlot.Free, null), plus = Hold(network, examples, HoldSlot.Positive, 0.3);
        network.Recall(HoldSlot.Free);
        double[][] minus = Hold(network, examples, HoldSlot.Negative, -0.3);
        NetworkParameters before = network.ReadBack();
        PlasticityCommand command = Command(layout, HoldSlot.Positive, HoldSlot.Negative, 1.7) with { Form = form, Mode = mode, Pre = HoldSlot.Free };
        network.Update(command);
        if (mode == UpdateMode.Accumulate)
        {
            Assert.Equal(before.Weights[1], network.ReadBack().Weights[1]);
            network.Update(command with { Mode = UpdateMode.WriteAccumulated });
        }

        NetworkParameters after = network.ReadBack();
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            double[] expected = Expected(layout, c, before.Weights[c], free, plus, minus, form == CorrelationForm.Timing, 1.7);
            Assert.Contains(Enumerable.Range(0, expected.Length), k => Math.Abs(expected[k] - before.Weights[c][k]) > 1e-4);
            Bench.AssertClose(expected, after.Weights[c], 1e-12);
        }

        double[] bias = [.. before.Biases[1].Select((b, i) => b + Rate * 1.7 / Count * Enumerable.Range(0, Count).Sum(e => plus[1][e * before.Biases[1].Length + i] - minus[1][e * before.Biases[1].Length + i]))];
        Bench.AssertClose(bias, after.Biases[1], 1e-12);
    }

    public static TheoryData<string, string> Chips()
    {
        var data = new TheoryData<string, string>();
        foreach (string name in ExtendedCircuits.All)
        {
            foreach (string shape in new[] { "layered", "recurrent" })
            {
                data.Add(name, shape);
            }
        }

        return data;
    }

    /// <summary>What is collected of each step adds up to the contrast of the ends, with loads, amplifiers and diodes, and is clipped once.</summary>
    [Theory]
    [MemberData(nameof(Chips))]
    public void Contrasts_of_the_steps_add_up_to_that_of_the_ends(string name, string shape)
    {
        RandomNetwork drawn = ExtendedChipTests.Draw(name, shape, 9);
        drawn = drawn with { Layout = drawn.Layout with { WeightMaximum = 0.3 } };
        Bench.AssertClose(Flat(Phase(drawn, collect: false)), Flat(Phase(drawn, collect: true)), 1e-11);
    }

    [Fact]
    public void A_coupling_or_group_whose_rate_is_zero_is_left_alone()
    {
        RandomNetwork drawn = Draw("layered", ForceForm.CurrentSumming);
        Examples examples = Examples.Draw(drawn.Layout, Count, 4);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(0.2));
        Hold(network, examples, HoldSlot.Free, null);
        Hold(network, examples, HoldSlot.Positive, 0.3);
        NetworkParameters before = network.ReadBack();
        PlasticityCommand command = Command(drawn.Layout, HoldSlot.Positive, HoldSlot.Free, 1) with { WeightRates = [0, .. Enumerable.Repeat(Rate, 4)], BiasRates = [0, 0, Rate, Rate] };
        network.Update(command with { Mode = UpdateMode.Accumulate });
        network.Update(command with { Mode = UpdateMode.WriteAccumulated });
        NetworkParameters after = network.ReadBack();
        Assert.Equal(before.Weights[0], after.Weights[0]);
        Assert.Equal(before.Biases[1], after.Biases[1]);
        Assert.NotEqual(before.Weights[1], after.Weights[1]);
        Assert.NotEqual(before.Biases[2], after.Biases[2]);
    }

    /// <summary>Written once, and gone when other conductances are programmed.</summary>
    [Fact]
    public void Correlators_are_cleared_by_a_write_and_by_programming()
    {
        RandomNetwork drawn = Draw("layered", ForceForm.CurrentSumming);
        Examples examples = Examples.Draw(drawn.Layout, Count, 4);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(0.2));
        PlasticityCommand command = Command(drawn.Layout, HoldSlot.Positive, HoldSlot.Free, 1) with { Mode = UpdateMode.WriteAccumulated };
        Hold(network, examples, HoldSlot.Free, null);
        Hold(network, examples, HoldSlot.Positive, 0.3);
        Assert.Throws<InvalidOperationException>(() => network.Update(command));
        network.Update(command with { Mode = UpdateMode.Accumulate });
        network.Update(command);
        NetworkParameters written = network.ReadBack();
        network.Update(command);
        Assert.Equal(Flat(written), Flat(network.ReadBack()));
        network.Update(command with { Mode = UpdateMode.Accumulate });
        network.Program(written);
        network.Update(command);
        Assert.Equal(Flat(written), Flat(network.ReadBack()));
    }

    [Theory]
    [InlineData(CorrelationForm.Timing)]
    [InlineData(CorrelationForm.TimingForward)]
    public void Synapses_within_a_group_stay_symmetric(CorrelationForm form)
    {
        RandomNetwork drawn = Draw("recurrent", ForceForm.CurrentSumming);
        Examples examples = Examples.Draw(drawn.Layout, Count, 4);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(0.2, Precision: PrecisionKind.Single));
        Hold(network, examples, HoldSlot.Free, null);
        Hold(network, examples, HoldSlot.Positive, 0.3);
        network.Update(Command(drawn.Layout, HoldSlot.Positive, HoldSlot.Free, 1) with { Form = form });
        _ = new NetworkEquations(drawn.Layout, network.ReadBack());
    }

    private static NetworkParameters Phase(RandomNetwork drawn, bool collect)
    {
        Examples examples = Examples.Draw(drawn.Layout, Count, 4);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(0.02));
        network.StartAtInitialState();
        Hold(network, examples, HoldSlot.Free, null);
        network.Nudge(examples.Cost, 0.3, examples.Targets);
        HoldSlot before = HoldSlot.Free;
        for (int step = 0; step < Steps; step++)
        {
            HoldSlot now = step % 2 == 0 ? HoldSlot.Positive : HoldSlot.Negative;
            network.Settle(new PhaseLength(20));
            network.Hold(now);
            if (collect)
            {
                network.Update(Command(drawn.Layout, now, before, 20) with { Mode = UpdateMode.Accumulate });
            }

            before = now;
        }

        network.Update(Command(drawn.Layout, before, HoldSlot.Free, 20) with { Mode = collect ? UpdateMode.WriteAccumulated : UpdateMode.Write });
        return network.ReadBack();
    }

    private static RandomNetwork Draw(string shape, ForceForm force)
    {
        ActivationKind activation = force == ForceForm.EnergyBased ? ActivationKind.HardSigmoid : ActivationKind.Tanh;
        var options = new NeuronOptions(force, activation);
        NetworkLayout layout = shape switch
        {
            "layered" => Layouts.Layered([6, 19, 5, 3], options, 11, (0, 2), (1, 3)),
            "recurrent" => Layouts.Recurrent(4, 18, 3, options, 12),
            _ => Layouts.Elements(5, 17, 3, options, 13),
        };
        return Layouts.Draw(layout, 9);
    }

    private static double[][] Hold(IPhysicalNetwork network, Examples examples, HoldSlot slot, double? beta)
    {
        if (beta is { } nudge)
        {
            network.Nudge(examples.Cost, nudge, examples.Targets);
        }

        network.Settle(new PhaseLength(10));
        network.Hold(slot);
        return network.HeldActivities(examples);
    }

    private static PlasticityCommand Command(NetworkLayout layout, HoldSlot plus, HoldSlot minus, double scale) => new(
        plus, minus, scale, [.. layout.Couplings.Select(_ => Rate)], [.. layout.Groups.Select(_ => Rate)], 0);

    private static double[] Expected(
        NetworkLayout layout, int index, double[] before, double[][] free, double[][] plus, double[][] minus, bool both, double scale)
    {
        Coupling coupling = layout.Couplings[index];
        int rows = layout.Groups[coupling.Source].Size, columns = layout.Groups[coupling.Target].Size;
        bool paired = coupling.Kind == EdgeKind.Reciprocal && coupling.Source == coupling.Target;
        double[] expected = (double[])before.Clone();
        for (int k = 0; k < before.Length; k++)
        {
            (int i, int j) = Math.DivRem(k, columns);
            (i, j) = paired && i > j ? (j, i) : (i, j);
            if (!coupling.Exists(i, j, columns) || coupling.Plastic?[k] == false)
            {
                continue;
            }

            for (int e = 0; e < Count; e++)
            {
                int source = e * rows + i, target = e * columns + j;
                double ahead = free[coupling.Source][source] * (plus[coupling.Target][target] - minus[coupling.Target][target]);
                double back = coupling.Kind == EdgeKind.Reciprocal && both && coupling.Source != 0
                    ? free[coupling.Target][target] * (plus[coupling.Source][source] - minus[coupling.Source][source])
                    : 0;
                expected[k] += Rate * scale / Count * (ahead + back);
            }
        }

        return expected;
    }

    private static double[] Flat(NetworkParameters parameters) => [.. parameters.Arrays().SelectMany(array => array.Values)];
}
