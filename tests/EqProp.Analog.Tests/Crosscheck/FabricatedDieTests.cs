using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Spice;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.NonIdealities;

namespace EqProp.Analog.Tests.Crosscheck;

/// <summary>The very die in ngspice: drawn leaks, capacitances, offsets, slopes, currents and conductances of every synapse.</summary>
public class FabricatedDieTests
{
    private const double Bar = 2e-7;

    public static TheoryData<string> Chips => DrawnChips.Names;

    [NgspiceTheory]
    [MemberData(nameof(Chips))]
    public void A_drawn_chip_moves_alike_in_both_simulators(string name)
    {
        RandomNetwork drawn = DrawnChips.Draw(name, name.Contains("rails") ? "recurrent" : "layered", 11);
        SpicePhase free = Oracle.Phase(drawn, timeConstants: 5);
        SpicePhase phase = drawn.Cost == CostKind.SquaredError ? free with { Nudge = new OutputNudge(CostKind.SquaredError, 0.4, Oracle.Single(drawn.Target)) } : free;
        Assert.InRange(Oracle.Difference(phase), 0, Bar);
    }

    [NgspiceTheory]
    [InlineData(3)]
    [InlineData(4)]
    public void A_fabricated_die_moves_alike_in_both_simulators(int die)
    {
        var fabrication = new FabricationBlock
        {
            Variations =
            [
                Fabrications.Relative(VariedParameter.LeakConductance, 0.1),
                Fabrications.Relative(VariedParameter.TimeConstant, 0.1),
                Fabrications.Absolute(VariedParameter.InputOffset, "10 mV"),
                Fabrications.Relative(VariedParameter.ActivationGain, 0.05),
                Fabrications.Absolute(VariedParameter.BiasCurrent, "20 nA"),
                Fabrications.Relative(VariedParameter.SynapseGain, 0.1),
                Fabrications.Relative(VariedParameter.SynapseDirection, 0.05),
                Fabrications.Absolute(VariedParameter.SynapseOffset, "5 nS"),
            ],
            Faults = new FaultBlock { StuckOff = 0.1, StuckOn = 0.05, StuckOnWeight = 0.3, DeadNeurons = 0.1 },
        };
        NetworkLayout layout = Fabrications.Chip(fabrication, die: die);
        Assert.InRange(Oracle.Difference(Oracle.Phase(Layouts.Draw(layout, die), timeConstants: 5)), 0, Bar);
    }
}
