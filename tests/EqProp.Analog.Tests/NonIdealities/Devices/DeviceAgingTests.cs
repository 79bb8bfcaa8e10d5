using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Training;

namespace EqProp.Analog.Tests.NonIdealities.Devices;

/// <summary>What becomes of conductances after learning. Statistics have fixed seeds and fail by chance once in 150,000 (4.5 standard errors).</summary>
public class DeviceAgingTests
{
    private const double Full = 4, Hour = 3600;
    private const int Synapses = 80 * 50;

    [Theory]
    [InlineData(0.02, 0.085, 0.043)]
    [InlineData(0.5, 0.049, 0.008)]
    [Trait(TestKinds.Trait, TestKinds.Statistical)]
    public void Phase_change_memory_drifts_with_the_published_exponents(double share, double mean, double spread)
    {
        // mean = clamp(-0.0155 ln g + 0.0244; 0.049, 0.1), spread = clamp(-0.0125 ln g - 0.0059; 0.008, 0.045)
        Assert.Equal(Math.Clamp(-0.0155 * Math.Log(share) + 0.0244, 0.049, 0.1), mean, 6e-4);
        Assert.Equal(Math.Clamp(-0.0125 * Math.Log(share) - 0.0059, 0.008, 0.045), spread, 6e-4);
        (ChipInstance chip, NetworkParameters written) = Chip("device-pcm", share, "aging.readNoise=null");

        double[] hour = AgedParameters.After(chip, written, Hour).Weights[0], week = AgedParameters.After(chip, written, 168 * Hour).Weights[0];

        double[] slopes = [.. hour.Zip(week, (a, b) => -Math.Log(b / a) / Math.Log(168))];
        double[] single = [.. hour.Select(w => -Math.Log(w / (share * Full)) / Math.Log(Hour / 20))];
        Assert.All(slopes.Zip(single), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        double seen = slopes.Average(), width = Math.Sqrt(slopes.Average(nu => (nu - seen) * (nu - seen)));
        Assert.InRange(seen, mean - 7e-4 - 4.5 * spread / Math.Sqrt(Synapses), mean + 7e-4 + 4.5 * spread / Math.Sqrt(Synapses));
        Assert.InRange(width / spread, 0.9, 1.1);
        Assert.Equal(written.Weights[0], AgedParameters.After(chip, written, 20).Weights[0]);
    }

    [Fact]
    [Trait(TestKinds.Trait, TestKinds.Statistical)]
    public void Read_noise_grows_with_time_as_published_and_is_the_same_at_each_measurement()
    {
        const double Share = 0.4;
        (ChipInstance chip, NetworkParameters written) = Chip("device-pcm", Share, "aging.driftMean=null", "aging.driftSpread=null");

        double[] read = AgedParameters.After(chip, written, Hour).Weights[0];

        double expected = Math.Min(0.0088 * Math.Pow(Share, -0.65), 0.2) * Math.Sqrt(Math.Log((Hour + 250e-9) / 500e-9));
        double mean = read.Average(), spread = Math.Sqrt(read.Average(w => (w - mean) * (w - mean))) / (Share * Full);
        Assert.InRange(spread / expected, 1 - 4.5 / Math.Sqrt(2 * Synapses), 1 + 4.5 / Math.Sqrt(2 * Synapses));
        Assert.InRange(mean / (Share * Full), 1 - 4.5 * expected / Math.Sqrt(Synapses), 1 + 4.5 * expected / Math.Sqrt(Synapses));
        Assert.Equal(read, AgedParameters.After(chip, written, Hour).Weights[0]);
        Assert.NotEqual(read, AgedParameters.After(chip, written, 2 * Hour).Weights[0]);
    }

    [Fact]
    public void Charges_that_are_not_retained_fall_exponentially()
    {
        (ChipInstance chip, NetworkParameters written) = Chip("""{"aging":{"retentionTime":"10 Ms"}}""", -0.5);
        Assert.All(AgedParameters.After(chip, written, 5e6).Weights[0], w => Assert.Equal(-2 * Math.Exp(-0.5), w, 1e-12));
    }

    [Fact]
    public void A_pair_at_rest_stays_at_zero_in_the_mean_only()
    {
        (ChipInstance chip, NetworkParameters written) = Chip(
            """{"kind":"constantStep","step":0.01,"pair":"differential","rangeRatio":100,"aging":{"driftStart":"20 s","driftMean":{"least":0.05},"driftSpread":{"least":0.02}}}""", 0);
        double[] aged = AgedParameters.After(chip, written, Hour).Weights[0];
        Assert.True(aged.Max() > 0 && aged.Min() < 0 && aged.Max() < 0.01 * Full);
    }

    private static (ChipInstance Chip, NetworkParameters Written) Chip(string device, double share, params string[] settings)
    {
        string block = device.StartsWith('{') ? device : PartText(device);
        ResolvedCircuit circuit = TrainingRuns.Moons(
            ["circuit.topology.layers=[80,50]", "learning.initialization.weightScale=[1]", $"circuit.coupling.device={block}", .. settings.Select(setting => $"circuit.coupling.device.{setting}")]);
        ChipInstance chip = ChipFabricator.Fabricate(circuit.Description);
        var written = new NetworkParameters(chip.Layout);
        Array.Fill(written.Weights[0], share * Full);
        return (chip, written);
    }

    internal static string PartText(string part)
    {
        string text = string.Join('\n', File.ReadAllLines(RepositoryRoot.Combine("circuits", "parts", $"{part}.json")).Where(line => !line.StartsWith("//", StringComparison.Ordinal)));
        return System.Text.Json.Nodes.JsonNode.Parse(text)!["circuit"]!["coupling"]!["device"]!.ToJsonString();
    }
}
