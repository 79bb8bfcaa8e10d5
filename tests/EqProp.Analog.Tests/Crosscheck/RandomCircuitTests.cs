using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Spice;
using EqProp.Analog.TestKit;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Crosscheck;

/// <summary>Random circuits against ngspice; FsCheck prints the seed of a circuit that fails.</summary>
public class RandomCircuitTests
{
    private const double Bar = 2e-7;

    /// <summary>Topology, force, activation, synapse, gain, spread of time constants, amplifier, diodes, nudge and weights of a random circuit.</summary>
    internal sealed record Draw(
        int Topology, ForceForm Force, ActivationKind Activation, SynapseKind Synapse, double Gain, bool Spread, double Amplifier, string Diodes,
        double Beta, int Seed)
    {
        public NeuronOptions Options => new(Force, Activation, Gain, Threshold: 0.1, Spread)
        {
            Synapse = Synapse,
            Amplifier = Topology == 0 ? Amplifier : 1,
            Diodes = Diodes switch
            {
                "Shockley" => ExtendedCircuits.AntiparallelPair,
                "ideal" => ExtendedCircuits.Clippers,
                _ => [],
            },
        };

        public RandomNetwork Network => Layouts.Draw(
            Topology switch
            {
                0 => Layouts.Layered([2, 1 + Seed % 4, 1 + Seed % 3, 2], Options, Seed),
                1 => Layouts.Recurrent(2, 1 + Seed % 4, 1 + Seed % 2, Options, Seed),
                _ => Layouts.Elements(2, 2 + Seed % 3, 2, Options, Seed),
            },
            Seed);

        public SpicePhase Phase
        {
            get
            {
                RandomNetwork network = Network;
                SpicePhase free = Oracle.Phase(network, timeConstants: 5);
                return Beta == 0 ? free : free with { Nudge = new OutputNudge(CostKind.SquaredError, Beta, Oracle.Single(network.Target)) };
            }
        }
    }

    [NgspiceProperty(MaxTest = 20, Arbitrary = [typeof(RandomCircuitTests)])]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public Property Random_circuits_move_alike_in_both_simulators(object drawn)
    {
        var draw = (Draw)drawn;
        double difference = Oracle.Difference(draw.Phase);
        return (difference <= Bar).Label($"{draw}: {difference:G3} of the swing");
    }

    /// <summary>Circuits that a chip can be: no smooth energy-based neuron has resistive synapses.</summary>
    public static Arbitrary<object> Circuits() => (
        from topology in Gen.Choose(0, 2)
        from force in Gen.Elements(Enum.GetValues<ForceForm>())
        from activation in Gen.Elements(Enum.GetValues<ActivationKind>())
        from synapse in Gen.Elements(Enum.GetValues<SynapseKind>())
        from gain in Gen.Choose(5, 30)
        from spread in Gen.Elements(true, false)
        from amplifier in Gen.Choose(5, 20)
        from diodes in Gen.Elements("none", "none", "Shockley", "ideal")
        from beta in Gen.Elements(0, 0.5, -0.1)
        from seed in Gen.Choose(1, 1_000_000)
        where force == ForceForm.CurrentSumming || synapse == SynapseKind.Transconductance
            || activation is not (ActivationKind.Tanh or ActivationKind.Logistic)
        select (object)new Draw(topology, force, activation, synapse, gain / 10.0, spread, amplifier / 10.0, diodes, beta, seed)).ToArbitrary();
}
