using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Simulation.Metering;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation;

namespace EqProp.Analog.Tests.Metering;

/// <summary>What the meter integrates along with the states is v i of every element, summed one by one along the waveforms.</summary>
public class ElementIntegralTests
{
    private const int Steps = 40;
    private const int Intervals = 4000;

    public static TheoryData<string> Names => MeteredNetworks.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void IntegralsAreThoseOfSingleElements(string name)
    {
        RandomNetwork network = MeteredNetworks.Draw(name, 4);
        Examples examples = Examples.Draw(network.Layout, 1, 1);
        var options = new BenchOptions(Method: IntegrationMethod.Tsitouras) { Tolerance = 1e-10 };
        var meter = new PhaseMeter();
        using (IPhysicalNetwork metered = Bench.Start(network.Parameters, examples, options with { Meter = meter }))
        {
            metered.Settle(new(Steps));
        }

        LayerEnergy[] expected = Expected(network, examples, options), actual = [.. meter.Take().Single(phase => phase.Phase == MeteredPhase.Free).Layers];
        double scale = expected.Max(layer => Math.Abs(layer.Delivered) + Math.Abs(layer.Leak) + Math.Abs(layer.Rails)), charge = expected.Max(layer => Math.Abs(layer.NetCharge));
        for (int g = 0; g < expected.Length; g++)
        {
            LayerEnergy e = expected[g], a = actual[g];
            AssertClose("bias", e.Bias, a.Bias, scale);
            AssertClose("synapses", e.Synapses, a.Synapses, scale);
            AssertClose("links", e.Links, a.Links, scale);
            AssertClose("leak", e.Leak, a.Leak, scale);
            AssertClose("synapse resistors", e.SynapseResistors, a.SynapseResistors, scale);
            AssertClose("link resistors", e.LinkResistors, a.LinkResistors, scale);
            AssertClose("nonlinear", e.Nonlinear, a.Nonlinear, scale);
            AssertClose("rails", e.Rails, a.Rails, scale);
            AssertClose("stored", e.Stored, a.Stored, scale);
        }

        double moved = expected.Sum(layer => layer.MovedCharge);
        double seen = actual.Sum(layer => layer.MovedCharge);
        Assert.True(!double.IsNaN(moved) || double.IsNaN(seen));
        if (!double.IsNaN(seen))
        {
            AssertClose("moved charge", moved, seen, moved);
            AssertClose("net charge", expected.Sum(layer => layer.NetCharge), actual.Sum(layer => layer.NetCharge), charge);
        }
    }

    /// <summary>Simpson's rule over powers at many times of the same waveforms.</summary>
    private static LayerEnergy[] Expected(RandomNetwork network, Examples examples, BenchOptions options)
    {
        using IPhysicalNetwork chip = Bench.Start(network.Parameters, examples, options);
        // Close together at the beginning, where stiff elements are fast: t = T x^3.
        double length = network.Layout.Map.ToSeconds(options.Epsilon * Steps);
        double At(int k) => Math.Pow((double)k / Intervals, 3) * length;
        WaveformSamples samples = ((IWaveformSource)chip).Sample(new(Steps), [.. Enumerable.Range(0, Intervals + 1).Select(k => At(k))]);
        var powers = new ElementPowers(network.Layout, network.Parameters);
        var sum = new LayerEnergy[network.Layout.Groups.Count - 1];
        for (int k = 0; k <= Intervals; k++)
        {
            double x = (double)k / Intervals, weight = (k is 0 or Intervals ? 1 : k % 2 == 1 ? 4 : 2) * x * x * length / Intervals;
            IReadOnlyList<LayerEnergy> now = powers.At(examples.Input(0), samples.States[k]);
            for (int g = 0; g < sum.Length; g++)
            {
                sum[g] += now[g] * weight;
            }
        }

        return sum;
    }

    // Where a membrane meets a rail, powers jump, and Simpson's rule has an error of its interval there.
    private static void AssertClose(string what, double expected, double actual, double scale) =>
        Assert.True(Math.Abs(expected - actual) <= 5e-5 * scale, $"{what}: {expected:g10} by elements, {actual:g10} metered, of {scale:g3}");
}
