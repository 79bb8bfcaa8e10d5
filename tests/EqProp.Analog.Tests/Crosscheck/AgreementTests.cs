using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Crosscheck;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Spice;

namespace EqProp.Analog.Tests.Crosscheck;

/// <summary>Circuits of every kind move in ngspice, which we did not write, as the equations and the engine that ships say.</summary>
public class AgreementTests
{
    /// <summary>Largest difference in swings at any time; 2e-8 to 6e-8 were measured, with rails too.</summary>
    private const double Bar = 1e-7;

    private const double TimeConstants = 6;

    public static TheoryData<ForceForm, ActivationKind> Neurons
    {
        get
        {
            var neurons = new TheoryData<ForceForm, ActivationKind>();
            foreach (ActivationKind activation in Enum.GetValues<ActivationKind>())
            {
                neurons.Add(ForceForm.CurrentSumming, activation);
                neurons.Add(ForceForm.EnergyBased, activation);
            }

            return neurons;
        }
    }

    public static TheoryData<string> Extended => ExtendedCircuits.Names;

    [NgspiceTheory]
    [MemberData(nameof(Neurons))]
    public void Every_neuron_with_time_constants_of_its_own_and_both_kinds_of_synapse(ForceForm force, ActivationKind activation)
    {
        var options = new NeuronOptions(force, activation, Gain: 1.5, Threshold: 0.1, Heterogeneous: true);
        Agrees(Oracle.Phase(Layouts.Draw(Layouts.Elements(3, 4, 2, options), 3), TimeConstants));
    }

    [NgspiceTheory]
    [MemberData(nameof(Extended))]
    public void Resistors_amplifiers_and_diodes(string name) => Agrees(Oracle.Phase(ExtendedCircuits.Layered(name, 4, 3, 4, 3, 2), TimeConstants));

    [NgspiceTheory]
    [InlineData(SynapseKind.Transconductance, ForceForm.EnergyBased)]
    [InlineData(SynapseKind.Transconductance, ForceForm.CurrentSumming)]
    [InlineData(SynapseKind.Resistive, ForceForm.CurrentSumming)]
    public void Wires_with_a_time_constant(SynapseKind synapse, ForceForm force)
    {
        var options = new NeuronOptions(force, ActivationKind.Tanh, 1.3, 0.1, Heterogeneous: true) { Synapse = synapse, Amplifier = 1.5 };
        SpicePhase phase = SmallPhases.Wired(Oracle.Phase(Layouts.Draw(Layouts.Layered([2, 4, 2], options), 5), TimeConstants), 0.4);
        double[] start = [0.3, -0.2, 0.4, 0.1, 0, 0.2];

        Agrees(phase with { InitialState = start });
        Agrees(phase with { InitialState = start, InitialLines = [0.5, 0.1, -0.3, 0.2, 0.4, 0] });
    }

    [NgspiceTheory]
    [InlineData(ForceForm.EnergyBased, ActivationKind.HardSigmoid, 0.7)]
    [InlineData(ForceForm.EnergyBased, ActivationKind.Tanh, -0.4)]
    [InlineData(ForceForm.CurrentSumming, ActivationKind.Logistic, 0.7)]
    [InlineData(ForceForm.CurrentSumming, ActivationKind.HardSigmoid, -0.4)]
    public void Nudged_phases_from_the_end_of_free_ones(ForceForm force, ActivationKind activation, double beta)
    {
        RandomNetwork network = Layouts.Draw(Layouts.Layered([3, 4, 2], new NeuronOptions(force, activation, 2, 0.2)), 8);
        SpicePhase free = Oracle.Phase(network, TimeConstants);
        double[] end = new EquationWaveforms().Follow(free, [free.DurationSeconds], default).States[0];
        SpicePhase nudged = free with { InitialState = end, Nudge = new OutputNudge(CostKind.SquaredError, beta, Oracle.Single(network.Target)) };

        ComparedPhase compared = Oracle.Compare(nudged);
        Assert.InRange(Math.Abs(compared.Worst.Largest), 0, Bar);
        Assert.InRange(Oracle.EngineDifference(nudged, compared), 0, Bar);
        Assert.All(compared.Nodes.TakeLast(2), node => Assert.InRange(Math.Abs(node.Ours[^1] - node.Ours[0]), 1e-3, 1));
    }

    [NgspiceTheory]
    [InlineData(1, 1, 5)]
    [InlineData(12, 4, 5)]
    [InlineData(40, 24, 1)]
    public void Sizes_up_to_64_neurons(int hidden, int outputs, double timeConstants) => Agrees(Oracle.Phase(
        Layouts.Draw(Layouts.Layered([2, hidden, outputs], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh, 1.5)), 9), timeConstants));

    [NgspiceTheory]
    [InlineData(ForceForm.EnergyBased, ActivationKind.HardSigmoid)]
    [InlineData(ForceForm.EnergyBased, ActivationKind.Logistic)]
    [InlineData(ForceForm.CurrentSumming, ActivationKind.Tanh)]
    public void Other_volts_siemens_and_farads_give_the_same_states(ForceForm force, ActivationKind activation)
    {
        var options = new NeuronOptions(force, activation, 1.5, 0.2) { Diodes = ExtendedCircuits.AntiparallelPair };
        RandomNetwork network = Layouts.Draw(Layouts.Layered([3, 4, 2], options), 2);
        NeuronBlock small = new() { MembraneCapacitance = 20e-15, LeakConductance = 40e-9, VoltageSwing = 0.25, ReferenceVoltage = 0.9 };
        Agrees(Oracle.Phase(network with { Layout = network.Layout with { Map = new DimensionlessMap(small) } }, TimeConstants));
    }

    [NgspiceFact]
    public void A_node_without_leak_that_resistors_hold()
    {
        SpicePhase phase = SmallPhases.Known["resistors between membranes"]();
        NodeGroup[] groups = [.. phase.Layout.Groups.Select((group, g) => g == 1 ? group with { Leak = [0] } : group)];
        Agrees(phase with { Layout = phase.Layout with { Groups = groups } });
    }

    [NgspiceFact]
    public void Only_the_nodes_that_were_asked_for_are_compared()
    {
        SpicePhase phase = SmallPhases.Known["rails"]();
        ComparedPhase compared = Oracle.Compare(phase, new SpiceSettings { Nodes = [(2, 0)] });
        Assert.Equal("group 2[0]", Assert.Single(compared.Nodes).Name);
    }

    private static void Agrees(SpicePhase phase) => Assert.InRange(Oracle.Difference(phase), 0, Bar);
}
