using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Gradients;
using EqProp.Analog.Studies.Training;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Training;
using EqProp.Analog.Tests.Waveforms;

namespace EqProp.Analog.Tests.OperatingPoints;

public sealed class OscillationRuleTests : IDisposable
{
    private static readonly string[] Quiet = ["circuit.neurons.fitzHughNagumo.tau=0.5"];
    private static readonly string[] Oscillating = ["circuit.neurons.bias=0.8"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Training_and_gradients_refuse_a_network_that_oscillates_and_say_how_to_quiet_it()
    {
        string run = _folder.File("run");
        Violation violation = Assert.Throws<InputException>(() => TrainingSession.Start(CellCircuits.Xor(Oscillating), TrainingRuns.Options(run))).Violations.Single();
        Assert.Equal("network.oscillates", violation.Code);
        Assert.Contains("kHz; the operating point nearest to stability has the leading eigenvalue 0.718 per", violation.Message, StringComparison.Ordinal);
        Assert.Contains("circuit.neurons.fitzHughNagumo.tau=", violation.Remedy, StringComparison.Ordinal);
        Assert.Contains("simulation.averagingSteps=", violation.Remedy, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run));
        Assert.Equal("network.oscillates", Assert.Throws<InputException>(() => GradientStudy.Run(CellCircuits.Xor(Oscillating), new GradientOptions())).Violations.Single().Code);
    }

    [Fact]
    public void What_the_refusal_advises_is_accepted()
    {
        string remedy = Assert.Throws<InputException>(() => TrainingSession.Start(CellCircuits.Xor(Oscillating), TrainingRuns.Options(_folder.File("no")))).Violations.Single().Remedy;
        double Number(string before) => double.Parse(
            remedy.Split(before)[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        double tau = Number("tau="), steps = Number("averagingSteps=");
        using var quiet = TrainingSession.Start(
            CellCircuits.Xor([.. Oscillating, FormattableString.Invariant($"circuit.neurons.fitzHughNagumo.tau={tau}")]), TrainingRuns.Options(_folder.File("a")));
        using var averaged = TrainingSession.Start(
            CellCircuits.Xor([.. Oscillating, $"simulation.averagingSteps={steps}"]), TrainingRuns.Options(_folder.File("b")));
        Assert.Throws<InputException>(() => TrainingSession.Start(
            CellCircuits.Xor([.. Oscillating, $"simulation.averagingSteps={steps / 2:F0}"]), TrainingRuns.Options(_folder.File("c"))));
        Assert.InRange(tau, 0.1, 10);
    }

    [Fact]
    public void A_network_that_settles_may_learn()
    {
        using var session = TrainingSession.Start(CellCircuits.Xor(Quiet), TrainingRuns.Options(_folder.File("run")));
        Assert.True(Directory.Exists(_folder.File("run")));
    }
}
