using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Training;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.NonIdealities.Devices;

namespace EqProp.Analog.Tests.Training;

/// <summary>Runs tell at their first minibatches where learning rates and devices do not fit.</summary>
public sealed class UpdateWatchTests
{
    private const string Coarse = """{"kind":"constantStep","step":0.05}""";

    [Fact]
    public void Rates_too_small_for_the_steps_are_told_once_with_the_figure()
    {
        var told = new List<WarningRecord>();
        RunRecord record = Train(told, "learning.rates=[0.001]", $"circuit.coupling.device={Coarse}");

        WarningRecord warning = Assert.Single(told);
        Assert.Equal("updates.lost", warning.Code);
        Assert.Equal(TrainingRuns.Minibatches, warning.Minibatches);
        Assert.Equal(record.Epochs![0].Updates!.LostPercent, warning.Percent, 12);
        Assert.Contains(FormattableString.Invariant($"{Math.Floor(10 * warning.Percent) / 10:0.#} %"), warning.Message, StringComparison.Ordinal);
        Assert.Equal("Raise learning.rates, lower circuit.coupling.device.step, or set circuit.coupling.device.pulses to stochastic.", warning.Remedy);
        Assert.Equal(told, record.Warnings);
    }

    [Theory]
    [InlineData("""{"kind":"constantStep","step":0.01,"longestTrain":1000}""", "updates.saturated", "Lower learning.rates, or widen circuit.coupling.weightRange.")]
    [InlineData("""{"kind":"softBounds","step":0.02,"longestTrain":1000,"fullWeight":4}""", "updates.saturated", "Lower learning.rates, or raise circuit.coupling.device.fullWeight.")]
    [InlineData("""{"kind":"constantStep","step":0.01,"longestTrain":1000,"pair":"differential","rangeRatio":10}""", "updates.saturated", "Lower learning.rates, give circuit.coupling.device.refreshAt, or widen circuit.coupling.weightRange.")]
    [InlineData("""{"kind":"constantStep","step":0.001,"longestTrain":5}""", "updates.cut", "Lower learning.rates, or raise circuit.coupling.device.longestTrain.")]
    public void Rates_too_large_for_the_range_are_told(string device, string code, string remedy)
    {
        var told = new List<WarningRecord>();
        Train(told, "learning.rates=[1e4]", $"circuit.coupling.device={device}");

        WarningRecord warning = Assert.Single(told, warning => warning.Code == code);
        Assert.InRange(warning.Percent, 50, 100);
        Assert.Equal(remedy, warning.Remedy);
    }

    [Theory]
    [InlineData("""{"kind":"constantStep","step":0.0001}""")]
    [InlineData("""{"kind":"constantStep","step":0.05,"pulses":"stochastic"}""")]
    [InlineData("""{"kind":"programmed","writeErrors":[0.001]}""")]
    [InlineData("""{"kind":"exponentialStep","step":0.001,"exponentUp":3,"exponentDown":3,"pair":"differential","refreshAt":0.5}""")]
    [InlineData("null")]
    public void A_run_that_fits_is_silent(string device)
    {
        var told = new List<WarningRecord>();
        RunRecord record = Train(told, $"circuit.coupling.device={device}");

        Assert.Empty(told);
        Assert.Null(record.Warnings);
    }

    [Fact]
    public void Devices_of_two_levels_are_not_saturated_by_nature()
    {
        var told = new List<WarningRecord>();
        Train(told, """circuit.coupling.device={"kind":"quantised","levels":2,"pulses":"stochastic","fullWeight":0.5}""");

        Assert.DoesNotContain(told, warning => warning.Code == "updates.saturated");
    }

    [Fact]
    public void What_a_converter_loses_is_told_with_its_fields()
    {
        CircuitBlock circuit = TrainingRuns.Moons("circuit.plasticity.converter.bits=3", "circuit.plasticity.converter.range=1", "circuit.plasticity.converter.deadZone=0.01")
            .Description.Circuit;
        WarningRecord warning = Assert.Single(new UpdateWatch(circuit, default).Judge(new(Wanted: 1000, Lost: 501, Cut: 0, AtBound: 0), default, 50));

        Assert.Equal("In the first 50 minibatches 50.1 % of the wanted changes were too small to be written, and were lost.", warning.Message);
        Assert.Equal(
            "Raise learning.rates, raise circuit.plasticity.converter.bits, set circuit.plasticity.converter.rounding to stochastic or accumulate, or lower circuit.plasticity.converter.deadZone.",
            warning.Remedy);
        Assert.Empty(new UpdateWatch(circuit, default).Judge(new(Wanted: 1000, Lost: 500, Cut: 500, AtBound: 250), default, 50));
    }

    [Fact]
    public void A_run_that_is_taken_up_has_the_warnings_of_one_that_was_not_stopped()
    {
        ResolvedCircuit circuit = TrainingRuns.Moons("learning.rates=[1e4]", """circuit.coupling.device={"kind":"constantStep","step":0.01,"longestTrain":1000}""");
        using var folder = new TemporaryFolder();
        RunRecord whole = TrainingRuns.Train(circuit, TrainingRuns.Options(folder.File("whole")));
        RunRecord stopped = TrainingRuns.TrainWithStops([4, 3], circuit, TrainingRuns.Options(folder.File("stopped")));

        Assert.NotEmpty(whole.Warnings!);
        Assert.Equal(whole.Warnings, stopped.Warnings);
        Assert.Contains($"<p class=\"warning\"><b>{whole.Warnings![0].Message}</b>", File.ReadAllText(folder.File("whole/report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Synapses_near_a_bound_of_their_own_device_are_counted()
    {
        using var single = new DeviceBench<double>(new() { Kind = SynapseDeviceKind.SoftBounds, Step = 0.01 }, 1, 5);
        single.Program([0.95, 0.93, 0, -0.93, -0.95]);
        Assert.Equal(new MemoryBounds(5, 2), single.Bounds);

        using var pair = new DeviceBench<double>(new() { Kind = SynapseDeviceKind.ConstantStep, Step = 0.01, Pair = DevicePair.Differential, RangeRatio = 10 }, 1, 5);
        pair.Program([0.89, 0.86, 0, -0.86, -0.89]);
        Assert.Equal(new MemoryBounds(5, 2), pair.Bounds);

        using var spread = new DeviceBench<double>(new() { Kind = SynapseDeviceKind.ConstantStep, Step = 0.01, BoundSpread = 0.3 }, 50, 40);
        spread.Program([.. Enumerable.Range(0, 2000).Select(k => 0.97 * spread.Draw.Bounds(k).High)]);
        Assert.Equal(spread.Weights.Index().Count(at => IsNear(at.Item, spread.Draw.Bounds(at.Index))), spread.Bounds.AtBound);
    }

    private static bool IsNear(double weight, (double Low, double High) bounds)
    {
        (double low, double high) = (Math.Max(-1, bounds.Low), Math.Min(1, bounds.High));
        return Math.Min(weight - low, high - weight) <= (high - low) / 32;
    }

    private static RunRecord Train(List<WarningRecord> told, params string[] settings)
    {
        using var folder = new TemporaryFolder();
        return TrainingRuns.Train(TrainingRuns.Moons(settings), TrainingRuns.Options(folder.File("run")), status => told.AddRange(status.Warnings));
    }
}
