using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.NonIdealities;
using EqProp.Analog.Tests.Circuits;

namespace EqProp.Analog.Tests.NonIdealities;

/// <summary>What a die draws for FitzHugh-Nagumo cells.</summary>
public class CellDieTests
{
    [Fact]
    public void A_drawn_leak_keeps_its_sign()
    {
        NetworkLayout chip = Chip(CellTexts.Ring, "leakConductance", "absoluteSigma", "\"50 uS\"", "circuit.topology.cells=4000");
        Assert.All(chip.Groups[1].Leak, leak => Assert.True(leak < 0));
        Assert.Equal(-1, chip.Groups[1].Leak.Average(), 0.004);
        Assert.Equal(0.05, chip.Groups[1].Leak.StandardDeviation(), 0.003);
        Assert.Equal(0.8, chip.Groups[2].Leak.Average(), 0.004);
        Assert.Equal(0.05, chip.Groups[2].Leak.StandardDeviation(), 0.003);
    }

    [Theory]
    [InlineData("membraneCapacitance", 1)]
    [InlineData("timeConstant", 1)]
    public void Both_states_of_a_cell_draw_a_time_constant_of_their_own(string parameter, double membrane)
    {
        NetworkLayout chip = Chip(CellTexts.Ring, parameter, "relativeSigma", "0.1", "circuit.topology.cells=4000");
        double[] relative = [.. chip.Groups[2].Capacitance.Select(tau => tau / 12.5)];
        Assert.Equal(membrane, chip.Groups[1].Capacitance.Average(), 0.008);
        Assert.Equal(0.1, chip.Groups[1].Capacitance.StandardDeviation(), 0.006);
        Assert.Equal(0.1, relative.StandardDeviation(), 0.006);
        Assert.Equal(0, Fabrications.Correlation(chip.Groups[1].Capacitance, relative), 0.07);
    }

    [Fact]
    public void Each_transconductor_of_a_gyrator_draws_a_gain_of_its_own()
    {
        NetworkLayout chip = Chip(CellTexts.Ring, "gyratorGain", "relativeSigma", "0.1", "circuit.topology.cells=4000", "circuit.neurons.fitzHughNagumo.branch=gyrator");
        Assert.Equal(-1, chip.Links[0].Gains.Average(), 0.008);
        Assert.Equal(1, chip.Links[1].Gains.Average(), 0.008);
        Assert.Equal(0.1, chip.Links[0].Gains.StandardDeviation(), 0.006);
        Assert.Equal(0, Fabrications.Correlation(chip.Links[0].Gains, chip.Links[1].Gains), 0.07);
        Assert.All(chip.Links.Skip(2), link => Assert.All(link.Gains, gain => Assert.True(gain is 0 or 0.5)));
    }

    [Theory]
    [InlineData("ring")]
    [InlineData("chain")]
    [InlineData("grid")]
    [InlineData("residual")]
    public void A_resistor_is_the_same_from_both_of_its_ends(string kind)
    {
        string text = kind switch { "ring" => CellTexts.Ring, "chain" => CellTexts.Chain, "grid" => CellTexts.Grid, _ => CellTexts.Residual };
        NetworkLayout chip = Chip(text, "linkGain", "relativeSigma", "0.1"), drawing = Chip(text, "linkGain", "relativeSigma", "0");
        Dictionary<(int, int, int, int), double> ends = [];
        foreach ((Link link, Link nominal) in chip.Links.Zip(drawing.Links))
        {
            for (int i = 0; i < link.Gains.Count && link.Loads; i++)
            {
                Assert.Equal(nominal.Gains[i] == 0, link.Gains[i] == 0);
                if (link.Gains[i] != 0)
                {
                    ends.Add((link.Target, i, link.Source, link.Seen(i)), link.Gains[i]);
                }
            }
        }

        Assert.NotEmpty(ends);
        Assert.All(ends.Where(end => end.Key.Item3 != 0), end => Assert.Equal(end.Value, ends[(end.Key.Item3, end.Key.Item4, end.Key.Item1, end.Key.Item2)]));
        int resistors = ends.Count(end => end.Key.Item3 == 0) + ends.Count(end => end.Key.Item3 != 0) / 2;
        Assert.Equal(resistors, ends.Values.Distinct().Count());
        Assert.Equal(drawing.Links.Where(link => !link.Loads).SelectMany(link => link.Gains), chip.Links.Where(link => !link.Loads).SelectMany(link => link.Gains));
    }

    [Fact]
    public void Groups_of_inhibitors_can_be_named()
    {
        const string only = ""","groups":["hidden 1 inhibitor"]""";
        NetworkLayout chip = Chip(CellTexts.Layered, "leakConductance", "relativeSigma", "0.1" + only);
        Assert.Equal([-1, -1, -1], chip.Groups[1].Leak);
        Assert.Equal(3, chip.Groups[3].Leak.Distinct().Count());
        Assert.Equal(0.8, chip.Groups[4].Leak[0], 1e-12);
    }

    [Fact]
    public void A_current_offset_is_one_of_membranes()
    {
        NetworkLayout inductor = Chip(CellTexts.Layered, "biasCurrent", "absoluteSigma", "\"1 uA\"");
        Assert.NotNull(inductor.Groups[1].OffsetCurrent);
        Assert.Null(inductor.Groups[3].OffsetCurrent);
        NetworkLayout gyrator = Chip(CellTexts.Layered, "biasCurrent", "absoluteSigma", "\"1 uA\"", "circuit.neurons.fitzHughNagumo.branch=gyrator");
        Assert.NotNull(gyrator.Groups[3].OffsetCurrent);
    }

    [Fact]
    public void Resistors_between_inhibitors_conduct_alike_both_ways()
    {
        NetworkLayout chip = Chip(CellTexts.Layered, "synapseDirection", "relativeSigma", "0.1", "circuit.neurons.fitzHughNagumo.coupling={\"weight\":0.3}");
        Assert.False(chip.Couplings[1].IsSymmetric(1));
        Assert.True(chip.Couplings[2].IsSymmetric(1));
        NetworkLayout cells = Chip(CellTexts.Layered, "synapseGain", "relativeSigma", "0.1", "circuit.neurons.fitzHughNagumo.coupling={\"weight\":0.3}");
        Assert.NotNull(cells.Couplings[2].ForwardGain);
        Assert.True(cells.Couplings[2].IsSymmetric(1));
    }

    [Fact]
    public void Both_states_of_a_cell_stand_at_one_place()
    {
        ResolvedCircuit circuit = CircuitTexts.Resolve(
            CellTexts.Layered, "circuit.topology.layers=[2,8,3]", """circuit.fabrication.gradients=[{"parameter":"leakConductance","across":0.3,"angle":30}]""");
        NetworkLayout chip = ChipFabricator.Fabricate(circuit.Description).Layout;
        foreach (Cell cell in chip.Cells)
        {
            Assert.All(chip.Groups[cell.Activator].Leak.Zip(chip.Groups[cell.Inhibitor].Leak), pair => Assert.Equal(-pair.First, pair.Second / 0.8, 1e-12));
        }

        Assert.Equal(11, chip.Groups.Skip(1).Take(2).SelectMany(group => group.Leak).Distinct().Count());
    }

    [Fact]
    public void What_a_die_drew_is_listed_in_si_units_each_resistor_once()
    {
        ResolvedCircuit circuit = CircuitTexts.Resolve(
            CellTexts.Ring,
            "circuit.neurons.fitzHughNagumo.branch=gyrator",
            """
            circuit.fabrication.variations=[{"parameter":"leakConductance","relativeSigma":0.1},{"parameter":"gyratorGain","relativeSigma":0.1},
            {"parameter":"linkGain","relativeSigma":0.1}]
            """);
        IReadOnlyList<DrawnParameter> draws = ChipDraws.Of(ChipFabricator.Fabricate(circuit.Description));
        Assert.Equal(-1e-3, draws.Single(draw => draw.Name == "leak conductance" && draw.Group == "cells").Nominal!.Value, 1e-12);
        Assert.Equal(0.8e-3, draws.Single(draw => draw.Name == "leak conductance" && draw.Group == "cells inhibitor").Nominal!.Value, 1e-12);
        Assert.Equal(["cells inhibitor to cells", "cells to cells inhibitor"], draws.Where(draw => draw.Name == "gyrator gain").Select(draw => draw.Group));
        IReadOnlyList<DrawnParameter> inductors = ChipDraws.Of(ChipFabricator.Fabricate(CircuitTexts.Resolve(
            CellTexts.Ring,
            """circuit.fabrication.variations=[{"parameter":"leakConductance","relativeSigma":0.1},{"parameter":"membraneCapacitance","relativeSigma":0.1}]""").Description));
        Assert.Equal(
            [("branch resistance", "Ohm", 800), ("inductance", "H", 0.0125)],
            inductors.Where(draw => draw.Group == "cells inhibitor").Select(draw => (draw.Name, draw.Unit, Math.Round(draw.Nominal!.Value, 12))));
        Assert.Equal([("cells, 1 apart", 4), ("cells, 4 apart", 1)], draws.Where(draw => draw.Name == "resistor gain").Select(draw => (draw.Group, draw.Values.Count)));
    }

    [Fact]
    public void A_resistor_that_is_stuck_is_as_conductive_as_can_be_written()
    {
        ResolvedCircuit circuit = CircuitTexts.Resolve(
            CellTexts.Layered, """circuit.fabrication.faults={"stuckOn":1,"stuckOnWeight":-1}""", """circuit.neurons.fitzHughNagumo.coupling={"maximum":4}""");
        NetworkLayout chip = ChipFabricator.Fabricate(circuit.Description).Layout;
        Assert.All(chip.Couplings[1].Offset!, weight => Assert.Equal(-1, weight));
        Assert.All(chip.Couplings[2].Offset!, weight => Assert.Equal(4, weight));
    }

    [Fact]
    public void A_dead_cell_is_dead_in_both_states()
    {
        ResolvedCircuit circuit = CircuitTexts.Resolve(
            CellTexts.Layered, "circuit.topology.layers=[2,40,40]", "circuit.fabrication.faults.deadNeurons=0.3", "circuit.neurons.fitzHughNagumo.coupling={\"weight\":0.3}");
        NetworkLayout chip = ChipFabricator.Fabricate(circuit.Description).Layout;
        bool[] Dead(Coupling coupling, int most) => [.. Enumerable.Range(0, 40).Select(i => Enumerable.Range(0, 40).Count(j => coupling.ForwardGain![i * 40 + j] == 0) > most)];
        bool[] neurons = Dead(chip.Couplings[1], 39), inhibitors = Dead(chip.Couplings[2], 39);
        Assert.Equal(neurons, inhibitors);
        Assert.InRange(neurons.Count(dead => dead), 4, 22);
    }

    private static NetworkLayout Chip(string text, string parameter, string sigma, string value, params string[] settings)
    {
        string variation = $$"""circuit.fabrication.variations=[{"parameter":"{{parameter}}","{{sigma}}":{{value}}}]""";
        return ChipFabricator.Fabricate(CircuitTexts.Resolve(text, [.. settings, variation]).Description, 7).Layout;
    }
}
