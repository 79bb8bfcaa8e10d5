using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.TestKit;

/// <summary>Resistive, amplified and diode-loaded networks by name, for tests that hold for all of them.</summary>
internal static class ExtendedCircuits
{
    // Sharp enough to bend within a swing, soft enough for central differences: n kT/q of 60 mV over a swing of 1 V.
    public static readonly NodeDiode[] AntiparallelPair =
    [
        new(DiodeKind.Shockley, DiodeDirection.FromMembrane, 0.25, 0.02, 0.06),
        new(DiodeKind.Shockley, DiodeDirection.IntoMembrane, 0.1, 0.03, 0.08),
    ];

    public static readonly NodeDiode[] Clippers =
    [
        new(DiodeKind.Ideal, DiodeDirection.FromMembrane, 0.6, 0, 0),
        new(DiodeKind.Ideal, DiodeDirection.IntoMembrane, 0.05, 0, 0),
    ];

    private static readonly Dictionary<string, NeuronOptions> Known = new()
    {
        ["buffered tanh resistors"] = Resistive(ActivationKind.Tanh, ForceForm.CurrentSumming),
        ["buffered logistic resistors"] = Resistive(ActivationKind.Logistic, ForceForm.CurrentSumming),
        ["buffered rails"] = Resistive(ActivationKind.HardSigmoid, ForceForm.EnergyBased),
        ["buffered relu"] = Resistive(ActivationKind.Relu, ForceForm.EnergyBased),
        ["linear resistors"] = Resistive(ActivationKind.Linear, ForceForm.CurrentSumming),
        ["linear resistors and Shockley diodes"] = Resistive(ActivationKind.Linear, ForceForm.CurrentSumming) with { Diodes = AntiparallelPair },
        ["linear resistors and ideal diodes"] = Resistive(ActivationKind.Linear, ForceForm.CurrentSumming) with { Diodes = Clippers },
        ["amplified resistors and Shockley diodes"] =
            Resistive(ActivationKind.Linear, ForceForm.CurrentSumming) with { Diodes = AntiparallelPair, Amplifier = 4 },
        ["amplified tanh resistors"] = Resistive(ActivationKind.Tanh, ForceForm.CurrentSumming) with { Amplifier = 1.7 },
        ["amplified rails"] = Resistive(ActivationKind.HardSigmoid, ForceForm.EnergyBased) with { Amplifier = 0.6 },
        ["amplified transconductances"] =
            new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh, 1.3, 0.1, Heterogeneous: true) { Amplifier = 2 },
        ["tanh with Shockley diodes"] =
            new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh, 1.3, 0.1, Heterogeneous: true) { Diodes = AntiparallelPair },
        ["energy-based tanh with Shockley diodes"] =
            new NeuronOptions(ForceForm.EnergyBased, ActivationKind.Tanh, 1.3, 0.1, Heterogeneous: true) { Diodes = AntiparallelPair },
        ["energy-based rails tightened"] =
            new NeuronOptions(ForceForm.EnergyBased, ActivationKind.HardSigmoid, Heterogeneous: true) { Diodes = Clippers },
    };

    public static TheoryData<string> Names => [.. Known.Keys];

    public static IReadOnlyList<string> All => [.. Known.Keys];

    public static NeuronOptions Options(string name) => Known[name];

    public static RandomNetwork Layered(string name, int seed, params int[] sizes) =>
        Layouts.Draw(Layouts.Layered(sizes, Known[name], seed), seed, rowSum: 0.6);

    public static RandomNetwork Recurrent(string name, int seed) =>
        Layouts.Draw(Layouts.Recurrent(3, 4, 3, Known[name] with { Amplifier = 1 }, seed), seed, rowSum: 0.6);

    private static NeuronOptions Resistive(ActivationKind activation, ForceForm force) =>
        new NeuronOptions(force, activation, Heterogeneous: true) with { Synapse = SynapseKind.Resistive };
}
