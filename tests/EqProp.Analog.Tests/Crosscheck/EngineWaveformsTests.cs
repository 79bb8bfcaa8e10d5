using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Crosscheck;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Spice;

namespace EqProp.Analog.Tests.Crosscheck;

/// <summary>The simulator gives the waveforms of the reference equations, which ngspice confirms, at any time.</summary>
public class EngineWaveformsTests
{
    /// <summary>In swings. The steps of the reference, all of one kind, lose 2e-8 where the current-summing hard sigmoid bends.</summary>
    private const double Bar = 5e-9, KinkBar = 5e-8;

    private static readonly CircuitDescription Any =
        CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", "xor.json")).Description;

    public static TheoryData<string> Extended => ExtendedCircuits.Names;

    [Theory]
    [MemberData(nameof(Extended))]
    public void Resistors_amplifiers_and_diodes(string name) => Agrees(Oracle.Phase(ExtendedCircuits.Layered(name, 4, 3, 4, 3, 2), 6));

    [Theory]
    [InlineData(ForceForm.EnergyBased, ActivationKind.HardSigmoid)]
    [InlineData(ForceForm.EnergyBased, ActivationKind.Relu)]
    [InlineData(ForceForm.EnergyBased, ActivationKind.Tanh)]
    [InlineData(ForceForm.CurrentSumming, ActivationKind.HardSigmoid)]
    [InlineData(ForceForm.CurrentSumming, ActivationKind.Logistic)]
    public void Free_and_nudged_phases(ForceForm force, ActivationKind activation)
    {
        RandomNetwork network = Layouts.Draw(Layouts.Elements(3, 4, 2, new NeuronOptions(force, activation, 1.5, 0.1, Heterogeneous: true)), 3);
        float[] targets = [.. network.Target.Select(target => (float)target)];
        SpicePhase phase = Oracle.Phase(network, 6, [0.2, 0, 0.1, 0.4, 0.9, 0.3]);
        double bar = force == ForceForm.CurrentSumming && activation == ActivationKind.HardSigmoid ? KinkBar : Bar;
        Agrees(phase, bar);
        Agrees(phase with { Nudge = new OutputNudge(CostKind.SquaredError, 0.5, [.. targets.Select(target => (double)target)]) }, bar);
    }

    [Fact]
    public void Wires() => Agrees(SmallPhases.Wired(SmallPhases.Phase(new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh), 0.8, -0.4)));

    private static void Agrees(SpicePhase phase, double bar = Bar)
    {
        phase = phase with { Inputs = [.. phase.Inputs.Select(input => (double)(float)input)] };
        double[] times = [.. Enumerable.Range(0, 1001).Select(k => k * phase.DurationSeconds / 1000)];
        double[][] expected = new EquationWaveforms().Follow(phase, times, default).States;
        double[][] found = new EngineWaveforms(Any).Follow(phase, times, default).States;
        Assert.Equal(expected.Length, found.Length);
        Assert.InRange(expected.Zip(found, (e, f) => e.Zip(f, (x, y) => Math.Abs(x - y)).Max()).Max(), 0, bar);
    }
}
