using EqProp.Analog.Circuits;
using EqProp.Analog.Devices;
using EqProp.Analog.NonIdealities;
using EqProp.Analog.Tests.Training;

namespace EqProp.Analog.Tests.Circuits;

/// <summary>What a device block may say.</summary>
public class SynapseDeviceRulesTests
{
    [Theory]
    [InlineData("""{"kind":"constantStep"}""", "step", "device.law")]
    [InlineData("""{"kind":"constantStep","step":0}""", "step", "number.positive")]
    [InlineData("""{"kind":"constantStep","step":3}""", "step", "device.step")]
    [InlineData("""{"kind":"constantStep","step":0.1,"lifetime":100}""", "lifetime", "device.unread")]
    [InlineData("""{"kind":"ideal","step":0.1}""", "step", "device.unread")]
    [InlineData("""{"kind":"quantised","levels":1}""", "levels", "number.least")]
    [InlineData("""{"kind":"quantised"}""", "levels", "device.law")]
    [InlineData("""{"kind":"programmed"}""", "writeErrors", "device.law")]
    [InlineData("""{"kind":"exponentialStep","step":0.1,"exponentUp":2}""", "exponentDown", "device.law")]
    [InlineData("""{"rangeRatio":1}""", "rangeRatio", "device.rangeRatio")]
    [InlineData("""{"asymmetry":1}""", "asymmetry", "device.asymmetry")]
    [InlineData("""{"cycleSpread":-0.1}""", "cycleSpread", "number.notNegative")]
    [InlineData("""{"kind":"capacitor","step":0.1,"lifetime":0.5}""", "lifetime", "device.lifetime")]
    [InlineData("""{"kind":"capacitor","step":0.1,"lifetime":100,"rangeRatio":10}""", "lifetime", "device.lifetime")]
    [InlineData("""{"kind":"capacitor","step":0.1,"pair":"differential"}""", "pair", "device.pair")]
    [InlineData("""{"kind":"softBounds","step":0.1,"pair":"differential","writeNoise":2}""", "writeNoise", "device.pair")]
    [InlineData("""{"kind":"softBounds","step":0.1,"refreshAt":0.9}""", "refreshAt", "device.refresh")]
    [InlineData("""{"kind":"softBounds","step":0.1,"pair":"differential","refreshAt":1.2}""", "refreshAt", "device.refresh")]
    [InlineData("""{"aging":{"driftMean":{"least":0.1}}}""", "aging.driftStart", "device.drift")]
    [InlineData("""{"aging":{"driftStart":"1 s","driftMean":{"least":0.2,"most":0.1}}}""", "aging.driftMean.most", "device.drift")]
    public void What_is_wrong_is_named(string device, string field, string code)
    {
        InputException failure = Assert.Throws<InputException>(() => TrainingRuns.Moons($"circuit.coupling.device={device}"));
        Violation violation = Assert.Single(failure.Violations);
        Assert.Equal(code, violation.Code);
        Assert.EndsWith($"circuit.coupling.device.{field}", violation.Path);
        Assert.NotEmpty(violation.Remedy);
    }

    [Fact]
    public void Every_kind_is_in_the_catalog_once()
    {
        Assert.Equal(Enum.GetValues<SynapseDeviceKind>(), SynapseDeviceCatalog.All.Select(entry => entry.Kind));
        Assert.All(SynapseDeviceCatalog.All.SelectMany(entry => entry.Fields), field => Assert.NotNull(RecordShapes.OfCircuit.Field(typeof(SynapseDeviceBlock), field)));
    }

    [Fact]
    public void What_is_not_ideal_about_devices_is_listed_with_its_source()
    {
        CircuitBlock circuit = TrainingRuns.Moons(
            """circuit.coupling.device={"kind":"softBounds","step":0.002,"stepSpread":0.3,"writeNoise":56,"source":"a paper","fit":"fitted"}""").Description.Circuit;
        NonIdeality[] devices = [.. NonIdealityCatalog.Of(circuit).Where(entry => entry.Path.StartsWith("circuit.coupling.device", StringComparison.Ordinal))];
        Assert.Equal(["step from device to device", "steps of synapse devices", "write noise"], devices.Select(entry => entry.Name));
        Assert.All(devices, entry => Assert.Equal("a paper", entry.Source));
        Assert.EndsWith("synapse devices not ideal", NonIdealityCatalog.Headline(circuit));
    }
}
