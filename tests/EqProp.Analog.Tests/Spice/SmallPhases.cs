using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Spice;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Spice;

/// <summary>Small circuits in round numbers that between them have every element of a netlist.</summary>
internal static class SmallPhases
{
    public static readonly IReadOnlyDictionary<string, Func<SpicePhase>> Known = new Dictionary<string, Func<SpicePhase>>
    {
        ["rails"] = () => Phase(new NeuronOptions(), 0.8, -0.4),
        ["tanh nudged"] = () => Phase(new NeuronOptions(ForceForm.EnergyBased, ActivationKind.Tanh, 2, 0.1), 0.5, -0.3) with
        {
            InitialState = [0.1, 0.2],
            Nudge = new OutputNudge(CostKind.SquaredError, 0.5, [0.9]),
        },
        ["logistic with wires"] = () => Wired(Phase(new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Logistic, 4, 0.5), 0.7, -0.2)),
        ["buffered resistors"] = () =>
            Phase(new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.HardSigmoid) { Synapse = SynapseKind.Resistive }, 0.8, -0.4),
        ["resistors between membranes"] = () => Phase(Linear, 0.8, 0.4),
        ["amplifier and diodes"] = () => Phase(
            Linear with
            {
                Amplifier = 4,
                Diodes =
                [
                    new(DiodeKind.Shockley, DiodeDirection.FromMembrane, 0.2, 1e-9, 0.0258519997864355),
                    new(DiodeKind.Shockley, DiodeDirection.IntoMembrane, 0.05, 0.02, 0.06),
                    new(DiodeKind.Ideal, DiodeDirection.FromMembrane, 0.7, 0, 0),
                ],
            },
            0.8,
            0.4),
        ["cells with inductors"] = () => CellPhases.Row(2, 0.5, false, CellForm.Oscillating(NonlinearityKind.Cubic), InhibitorBranch.Inductor, [-1, 1.5, 0.2, -0.4]),
        ["cells with gyrators nudged"] = () => CellPhases.Pair(
            SynapseKind.Resistive, couplesInhibitors: true, CellForm.Oscillating(NonlinearityKind.Tanh), InhibitorBranch.Inductor, readsInhibitors: true) with
        {
            Nudge = new OutputNudge(CostKind.SquaredError, 0.4, [0.6]),
        },
    };

    private static NeuronOptions Linear => new(ForceForm.CurrentSumming, ActivationKind.Linear) { Synapse = SynapseKind.Resistive };

    /// <summary>One input, one hidden neuron, one output, coupled in a chain, and with a bias on the hidden neuron.</summary>
    public static SpicePhase Phase(NeuronOptions options, double forward, double between)
    {
        NetworkLayout layout = Layouts.Layered([1, 1, 1], options);
        var parameters = new NetworkParameters(layout);
        parameters.Weights[0][0] = forward;
        parameters.Weights[1][0] = between;
        parameters.Biases[1][0] = 0.1;
        return new SpicePhase
        {
            Title = "one input, one hidden neuron, one output",
            Hash = "0123456789abcdef",
            Layout = layout,
            Parameters = parameters,
            Inputs = [0.8],
            DurationSeconds = 10e-6,
        };
    }

    /// <summary>The same with a wire behind every neuron.</summary>
    public static SpicePhase Wired(SpicePhase phase, double time = 0.25) => phase with
    {
        Layout = phase.Layout with { Groups = [.. phase.Layout.Groups.Select((group, g) => g == 0 ? group : group with { LineTime = time })] },
    };
}
