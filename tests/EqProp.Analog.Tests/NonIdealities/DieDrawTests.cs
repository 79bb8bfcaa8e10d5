using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.NonIdealities;
using static EqProp.Analog.Tests.NonIdealities.Fabrications;

namespace EqProp.Analog.Tests.NonIdealities;

/// <summary>Which draws a chip gets: by the die, the parameter and the device alone.</summary>
public class DieDrawTests
{
    private static readonly VariationBlock[] Everything =
    [
        Relative(VariedParameter.LeakConductance, 0.05),
        Relative(VariedParameter.MembraneCapacitance, 0.02),
        Relative(VariedParameter.TimeConstant, 0.03),
        Relative(VariedParameter.MembraneRate, 0.03),
        Absolute(VariedParameter.InputOffset, "3 mV"),
        Relative(VariedParameter.ActivationGain, 0.04),
        Absolute(VariedParameter.BiasCurrent, "10 nA"),
        Relative(VariedParameter.SynapseGain, 0.06),
        Relative(VariedParameter.SynapseDirection, 0.02),
        Absolute(VariedParameter.SynapseOffset, "5 nS"),
        Relative(VariedParameter.LeakConductance, 0.05, VariationScope.Process),
        Relative(VariedParameter.SynapseGain, 0.1, VariationScope.Process),
        Absolute(VariedParameter.InputOffset, "10 mV", VariationScope.Process),
    ];

    public static TheoryData<string, VariationBlock> SynapseSpreads => new()
    {
        { "normal", Relative(VariedParameter.SynapseGain, 0.1) },
        { "normal, cut", Relative(VariedParameter.SynapseGain, 0.1) with { TruncateSigmas = 1 } },
        { "normal, between factors", Relative(VariedParameter.SynapseGain, 0.2) with { TruncateFactors = [0.9, 1.5] } },
        { "log-normal", Relative(VariedParameter.SynapseGain, 0.2) with { Distribution = DistributionKind.LogNormal } },
        { "uniform", Relative(VariedParameter.SynapseGain, 0.2) with { Distribution = DistributionKind.Uniform } },
        { "heavy tails", Relative(VariedParameter.SynapseGain, 0.01) with { Distribution = DistributionKind.StudentT } },
    };

    /// <summary>Numbers of synapses are made together; each is still the first that is allowed of the synapse's own stream.</summary>
    [Theory]
    [MemberData(nameof(SynapseSpreads))]
    public void A_synapse_has_the_value_of_its_own_stream(string name, VariationBlock variation)
    {
        Assert.NotEmpty(name);
        const int Die = 12;
        CircuitDescription description = Describe(Of(variation), [4, 37, 3]);
        ParameterSpread spread = Assert.Single(ParameterSpread.Of(description.Circuit));
        NetworkLayout chip = ChipFabricator.Fabricate(description, Die).Layout;
        var streams = new DieStreams(Die);
        for (int c = 0; c < chip.Couplings.Count; c++)
        {
            double[] expected =
            [
                .. Enumerable.Range(0, chip.Couplings[c].ForwardGain!.Count)
                    .Select(k => SpreadSampler.Draw(spread, 1, streams.Device(VariedParameter.SynapseGain, isOfDevices: false, c, k))),
            ];
            Assert.Equal(expected, chip.Couplings[c].ForwardGain);
        }
    }

    [Fact]
    public void Without_blocks_every_die_is_the_drawing()
    {
        NetworkLayout ideal = LayoutBuilder.Build(Describe(null));
        foreach (FabricationBlock? fabrication in (FabricationBlock?[])[null, new FabricationBlock { Die = 7 }, Of(Relative(VariedParameter.SynapseGain, 0))])
        {
            NetworkLayout chip = Chip(fabrication);
            Assert.All(chip.Groups.Zip(ideal.Groups), pair =>
            {
                Assert.Equal(pair.Second.Leak, pair.First.Leak);
                Assert.Equal(pair.Second.Capacitance, pair.First.Capacitance);
                Assert.Null(pair.First.Slope);
                Assert.Null(pair.First.Offset);
                Assert.Null(pair.First.OffsetCurrent);
            });
            Assert.All(chip.Couplings, coupling => Assert.False(coupling.IsDrawn));
        }
    }

    [Fact]
    public void The_same_die_is_the_same_chip_and_another_die_another()
    {
        NetworkLayout first = Chip(Of(Everything) with { Die = 3 }), again = Chip(Of(Everything), die: 3), other = Chip(Of(Everything) with { Die = 4 });
        Assert.Equal(Values(first), Values(again));
        double[] left = Values(first), right = Values(other);
        Assert.All(Enumerable.Range(0, left.Length).Where(k => left[k] is not (0 or 1)), k => Assert.NotEqual(left[k], right[k]));
    }

    /// <summary>A step of Euler's is epsilon g / C long in units of 1 / g: rates that spread about one leave its mean what it was, time constants do not.</summary>
    [Fact]
    public void Rates_spread_about_the_nominal_one()
    {
        const int Neurons = 4000;
        double[] Rates(VariationBlock block) => [.. Chip(Of(block), [1, Neurons, 1]).Groups[1].Capacitance.Select(c => 1 / c)];
        VariationBlock rate = Relative(VariedParameter.MembraneRate, 0.4) with { Distribution = DistributionKind.Gamma };
        double[] drawn = Rates(rate), slow = Rates(rate with { Parameter = VariedParameter.TimeConstant });
        double error = 6 * 0.4 / Math.Sqrt(Neurons);
        Assert.Equal(1, drawn.Average(), error);
        // The mean inverse of a gamma number of shape k and mean 1 is k / (k - 1), here 6.25 / 5.25.
        Assert.Equal(6.25 / 5.25, slow.Average(), 2 * error);
    }

    /// <summary>Factors multiply and offsets add, so that a chip with all spreads is made of the chips with one each.</summary>
    [Fact]
    public void Switching_a_spread_on_leaves_all_other_draws_unchanged()
    {
        double[] all = Values(Chip(Of(Everything)));
        double[][] alone = [.. Everything.Select(one => Values(Chip(Of(one))))];
        double[] ideal = Values(Chip(null));
        for (int k = 0; k < all.Length; k++)
        {
            double expected = ideal[k] == 0 ? alone.Sum(values => values[k]) : alone.Aggregate(1.0, (product, values) => product * values[k]);
            Assert.Equal(expected, all[k], 1e-12);
        }
    }

    [Fact]
    public void A_draw_does_not_depend_on_the_rest_of_the_circuit()
    {
        NetworkLayout small = Chip(Of(Everything), [4, 5, 3]), large = Chip(Of(Everything), [4, 5, 3, 6]);
        Assert.Equal(small.Groups[1].Leak, large.Groups[1].Leak);
        Assert.Equal(small.Couplings[1].ForwardGain, large.Couplings[1].ForwardGain);
        NetworkLayout named = Chip(Of(Relative(VariedParameter.LeakConductance, 0.05) with { Groups = ["output"] }));
        Assert.Equal(Chip(Of(Relative(VariedParameter.LeakConductance, 0.05))).Groups[2].Leak, named.Groups[2].Leak);
        Assert.Equal([1, 1, 1, 1, 1], named.Groups[1].Leak);
    }

    /// <summary>Five standard errors of a correlation of nothing: a false alarm in 1.7 million.</summary>
    [Fact]
    public void Devices_dies_parameters_and_kinds_of_draw_are_independent()
    {
        const int Devices = 10_000;
        double[] leak = Drawn(Of(Relative(VariedParameter.LeakConductance, 0.05)), 1);
        double[][] others =
        [
            [.. leak.Skip(1), leak[0]],
            Drawn(Of(Relative(VariedParameter.LeakConductance, 0.05)), 2),
            Drawn(Of(new DeviceBlock { Parameter = VariedParameter.LeakConductance, Width = 1e-6, Length = 1e-6, ThresholdCoefficient = 2e-9 }), 1),
            [.. Chip(Of(Relative(VariedParameter.MembraneCapacitance, 0.05)), [1, Devices, 1], die: 1).Groups[1].Capacitance],
            [.. Chip(Of(Relative(VariedParameter.SynapseGain, 0.05)), [1, Devices, 1], die: 1).Couplings[0].ForwardGain!],
        ];
        Assert.All(others, other => Assert.InRange(Math.Abs(Correlation(leak, other)), 0, 5 / Math.Sqrt(Devices)));

        static double[] Drawn(FabricationBlock fabrication, int die) => [.. Chip(fabrication, [1, Devices, 1], die).Groups[1].Leak];
    }

    [Fact]
    public void The_draw_of_a_die_is_shared_by_its_devices_and_independent_of_theirs()
    {
        double[] dies = [.. Enumerable.Range(0, 4000).Select(die =>
        {
            NetworkLayout chip = Chip(Of(Relative(VariedParameter.LeakConductance, 0.05, VariationScope.Process)), [1, 2, 1], die);
            Assert.Equal(chip.Groups[1].Leak[0], chip.Groups[1].Leak[1]);
            Assert.Equal(chip.Groups[1].Leak[0], chip.Groups[2].Leak[0]);
            return chip.Groups[1].Leak[0];
        })];
        Assert.Equal(0.05, dies.StandardDeviation(), 5 * 0.05 / Math.Sqrt(2 * 4000));
        double[] devices = [.. Enumerable.Range(0, 4000).Select(die => Chip(Of(Relative(VariedParameter.LeakConductance, 0.05)), [1, 2, 1], die).Groups[1].Leak[0])];
        Assert.InRange(Math.Abs(Correlation(dies, devices)), 0, 5 / Math.Sqrt(4000));
    }

    [Fact]
    public void Gain_acts_on_both_directions_and_direction_on_each_apart()
    {
        Coupling cell = Chip(Of(Relative(VariedParameter.SynapseGain, 0.1))).Couplings[1];
        Assert.Same(cell.ForwardGain, cell.BackwardGain);
        Coupling apart = Chip(Of(Relative(VariedParameter.SynapseDirection, 0.1)), [4, 100, 100]).Couplings[1];
        Assert.InRange(Math.Abs(Correlation(apart.ForwardGain!, apart.BackwardGain!)), 0, 5.0 / 100);
        Assert.Equal(0.1, apart.ForwardGain!.StandardDeviation(), 0.005);
        Assert.Equal(0.1, apart.BackwardGain!.StandardDeviation(), 0.005);
    }

    [Fact]
    public void Within_a_group_the_two_directions_are_one_cell()
    {
        static CircuitBlock Recurrent(CircuitBlock circuit) =>
            circuit with { Topology = new TopologyBlock { Kind = TopologyKind.Recurrent, Inputs = 2, Hidden = 6, Outputs = 2 } };
        Coupling within = Within(Relative(VariedParameter.SynapseGain, 0.1)), apart = Within(Relative(VariedParameter.SynapseDirection, 0.1));
        Assert.True(within.IsSymmetric(6));
        Assert.False(apart.IsSymmetric(6));
        Assert.True(Within(Absolute(VariedParameter.SynapseOffset, "1 nS")).IsSymmetric(6));
        Assert.Equal(1, within.ForwardGain![0]);

        static Coupling Within(VariationBlock variation) => Chip(Of(variation), change: Recurrent).Couplings.First(c => c.Source == 1 && c.Target == 1);
    }

    [Fact]
    public void Lists_show_what_differs_in_physical_units()
    {
        ChipInstance chip = ChipFabricator.Fabricate(Describe(Of(Everything)));
        IReadOnlyList<EqProp.Analog.NonIdealities.DrawnParameter> draws = ChipDraws.Of(chip);
        var leak = draws.Single(draw => draw.Parameter == VariedParameter.LeakConductance && draw.Group == "hidden 1");
        Assert.Equal(("S", 1e-6), (leak.Unit, leak.Nominal));
        Assert.Equal(chip.Layout.Groups[1].Leak[2] * 1e-6, leak.Values[2], 1e-20);
        Assert.Equal(
            ["synapse gain", "synapse offset", "synapse gain, forward", "synapse gain, backward", "synapse offset"],
            draws.Where(draw => draw.Group.Contains(" to ")).Select(draw => draw.Name));
        Assert.Empty(ChipDraws.Of(ChipFabricator.Fabricate(Describe(null))));
    }

    /// <summary>All numbers of a chip but its initial states.</summary>
    private static double[] Values(NetworkLayout chip) =>
    [
        .. chip.Groups.Skip(1).SelectMany(group => new[] { group.Leak, group.Capacitance, All(group.Slope, group.Size, 1), All(group.Offset, group.Size, 0), All(group.OffsetCurrent, group.Size, 0) }).SelectMany(values => values),
        .. chip.Couplings.SelectMany(c =>
        {
            int count = chip.Groups[c.Source].Size * chip.Groups[c.Target].Size;
            return All(c.ForwardGain, count, 1).Concat(All(c.ActsOnSource ? c.BackwardGain : null, count, 1)).Concat(All(c.Offset, count, 0));
        }),
    ];

    private static IReadOnlyList<double> All(IReadOnlyList<double>? values, int count, double otherwise) => values ?? [.. Enumerable.Repeat(otherwise, count)];
}
