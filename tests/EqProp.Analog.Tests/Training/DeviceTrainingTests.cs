using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.NonIdealities.Devices;

namespace EqProp.Analog.Tests.Training;

/// <summary>Runs whose synapses are real devices.</summary>
public sealed class DeviceTrainingTests
{
    public static TheoryData<string> Devices =>
    [
        """{"rangeRatio":10,"cycleSpread":0.3}""",
        """{"kind":"constantStep","step":0.005,"pulses":"stochastic","stepSpread":0.3,"boundSpread":0.3,"cycleSpread":0.3}""",
        """{"kind":"linearStep","step":0.002,"slopeUp":0.1,"slopeDown":0.5,"cycleSpread":0.3,"perDirection":true,"stepSpread":0.1}""",
        """{"kind":"softBounds","step":0.002,"cycleSpread":3,"writeNoise":20,"boundSpread":0.3,"pulses":"stochastic"}""",
        """{"kind":"exponentialStep","step":0.002,"exponentUp":3,"exponentDown":4,"pair":"differential","refreshAt":0.3,"perDirection":true,"stepSpread":0.2}""",
        """{"kind":"powerStep","step":0.002,"powerUp":0.5,"powerDown":2,"asymmetry":0.1,"pulses":"stochastic"}""",
        """{"kind":"capacitor","step":0.002,"lifetime":300,"lifetimeSpread":0.3}""",
        """{"kind":"programmed","writeErrors":[0.001,0.005]}""",
        """{"kind":"quantised","levels":65,"pulses":"stochastic"}""",
        """{"kind":"measured","upConductances":["1 uS","2 uS","2.9 uS","3.7 uS","4.3 uS"],"downConductances":["4.2 uS","3 uS","2.2 uS","1.5 uS","1.1 uS"],"pulses":"stochastic"}""",
    ];

    [Theory]
    [MemberData(nameof(Devices))]
    public void A_resumed_run_ends_with_the_same_bits(string device)
    {
        ResolvedCircuit circuit = TrainingRuns.Moons($"circuit.coupling.device={device}");
        using var folder = new TemporaryFolder();
        string expected = TrainingRuns.Outcome(TrainingRuns.Train(circuit, TrainingRuns.Options(folder.File("whole"))), folder.File("whole"));
        int[] stops = [4, TrainingRuns.Minibatches, TrainingRuns.Reports, 3];

        RunRecord record = TrainingRuns.TrainWithStops(stops, circuit, TrainingRuns.Options(folder.File("stopped")));

        Assert.Equal(expected, TrainingRuns.Outcome(record, folder.File("stopped")));
    }

    [Fact]
    public void A_device_without_faults_learns_the_same_bits_as_none()
    {
        using var folder = new TemporaryFolder();
        string Weights(string name, params string[] settings)
        {
            TrainingRuns.Train(TrainingRuns.Moons(settings), TrainingRuns.Options(folder.File(name)));
            return Convert.ToHexString(File.ReadAllBytes(folder.File($"{name}/{RunFolder.WeightsFile}")));
        }

        Assert.Equal(Weights("none"), Weights("ideal", """circuit.coupling.device={"kind":"ideal","perDirection":true,"aging":{"retentionTime":"1 Ms"}}"""));
    }

    [Fact]
    public void Fine_steps_learn_exclusive_or_and_coarse_ones_do_not()
    {
        double Error(string device)
        {
            using var folder = new TemporaryFolder();
            return TrainingRuns.Train(TrainingRuns.Preset("xor", $"circuit.coupling.device={device}"), TrainingRuns.Options(folder.File("run"))).Test!.ErrorPercent;
        }

        Assert.Equal(0, Error("""{"kind":"constantStep","step":0.0001}"""));
        Assert.Equal(0, Error("""{"kind":"constantStep","step":0.01,"pulses":"stochastic"}"""));
        Assert.True(Error("""{"kind":"constantStep","step":0.1}""") >= 25);
    }

    [Fact]
    public void Directions_with_devices_of_their_own_come_apart()
    {
        const string OneWay = """{"kind":"constantStep","step":0.002,"stepSpread":0.3}""";
        using var folder = new TemporaryFolder();
        string Weights(string name, string device)
        {
            TrainingRuns.Train(TrainingRuns.Moons($"circuit.coupling.device={device}"), TrainingRuns.Options(folder.File(name)));
            return Convert.ToHexString(File.ReadAllBytes(folder.File($"{name}/{RunFolder.WeightsFile}")));
        }

        string shared = Weights("shared", OneWay);
        Assert.NotEqual(shared, Weights("apart", OneWay.Replace("0.3", "0.3,\"perDirection\":true", StringComparison.Ordinal)));
        string alike = Weights("alike", """{"kind":"constantStep","step":0.002}""");
        Assert.Equal(alike, Weights("alike apart", """{"kind":"constantStep","step":0.002,"perDirection":true}"""));
    }

    [Theory]
    [InlineData("device-idealised")]
    [InlineData("device-gokmen-vlasov")]
    [InlineData("device-capacitor")]
    [InlineData("device-ecram")]
    [InlineData("device-ecram-metal-oxide")]
    [InlineData("device-reram-soft-bounds")]
    [InlineData("device-reram-exp-step")]
    [InlineData("device-pcm")]
    [InlineData("device-rram-wan")]
    [InlineData("device-sonos")]
    public void Parts_are_devices_with_a_source(string part)
    {
        SynapseDeviceBlock device = TrainingRuns.Moons($"circuit.coupling.device={DeviceAgingTests.PartText(part)}").Description.Circuit.Coupling.Device!;
        Assert.NotNull(device.Fit);
        Assert.NotEmpty(device.Source!);
    }
}
