using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation.Noise;

namespace EqProp.Analog.Tests.Crosscheck;

/// <summary>Thermal noise of the simulated chip against transient noise of ngspice, from a source beside every conductance.</summary>
public class NoiseOracleTests
{
    private const double Boltzmann = 1.380649e-23;
    private const double Temperature = 300;

    /// <summary>Noise numbers last a twentieth of the time constant, so that their spectrum ends far above it.</summary>
    private const double Interval = 0.05e-6;

    /// <summary>One RC node: k T / C in ngspice and on the chip.</summary>
    [NgspiceFact]
    public void One_neuron_has_the_rms_of_ngspice()
    {
        NoisyChip chip = NoisyChip.Lone(1, NoisyChip.Thermal) with { Options = new(0.2, IntegrationMethod.AveragedEuler) };
        Compare(chip, timeConstants: 6000, correlation: 1);
    }

    /// <summary>Five membranes joined by resistors, each with a source between the two.</summary>
    [NgspiceFact]
    public void A_passive_network_has_the_rms_of_ngspice()
    {
        NetworkLayout layout = Layouts.Layered(
            [1, 3, 2], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Linear, Heterogeneous: true) { Synapse = SynapseKind.Resistive });
        RandomNetwork drawn = Layouts.Draw(layout, 5, rowSum: 2);
        var chip = new NoisyChip(layout, drawn.Parameters, NoisyChip.Thermal) { Options = new(0.05, IntegrationMethod.AveragedEuler) };
        Compare(chip, timeConstants: 3000, correlation: 1.6 / 0.7);
    }

    // Of a run of T correlation times the variance of a variance is 2 / T of its square; the chip's is known much better.
    private static void Compare(NoisyChip chip, double timeConstants, double correlation)
    {
        double[][] samples = chip.Sample(2000, 3, (int)(20 / chip.Options.Epsilon), (int)(10 / chip.Options.Epsilon));
        double[,] simulated = Moments.Covariance(samples);
        (SpiceDeck deck, RawPlot plot) = Run(chip, timeConstants);
        int node = 0;
        for (int g = 1; g < chip.Layout.Groups.Count; g++)
        {
            for (int i = 0; i < chip.Layout.Groups[g].Size; i++, node++)
            {
                double ngspice = Variance(plot, deck.VectorOf(g, i)), exact = Boltzmann * Temperature / (1e-12 * chip.Layout.Groups[g].Capacitance[i]);
                double tolerance = Moments.Sigmas * exact * Math.Sqrt(2 * correlation / timeConstants);
                Assert.True(Math.Abs(ngspice - exact) < tolerance, $"ngspice, node {node}: {ngspice:g5} V^2, k T / C is {exact:g5}, may differ by {tolerance:g3}");
                Assert.True(Math.Abs(ngspice - simulated[node, node]) < 1.2 * tolerance, $"chip, node {node}: {simulated[node, node]:g5} V^2, ngspice {ngspice:g5}");
            }
        }
    }

    private static (SpiceDeck Deck, RawPlot Plot) Run(NoisyChip chip, double timeConstants)
    {
        double duration = timeConstants * 1e-6;
        var settings = new SpiceSettings { FewestSteps = (int)(duration / Interval), RelativeTolerance = 1e-6, TruncationFactor = 1e3 };
        SpiceDeck quiet = SpiceNetlist.Write(
            new SpicePhase
            {
                Title = "noise",
                Layout = chip.Layout,
                Parameters = chip.Parameters,
                DurationSeconds = duration,
                Inputs = new double[chip.Layout.InputCount],
            },
            settings);
        SpiceDeck deck = quiet with { Text = quiet.Text.Replace("* analysis", $"{Sources(quiet.Text)}\n* analysis", StringComparison.Ordinal) };
        return (deck, Oracle.Ngspice().Run(deck, settings, duration, TimeSpan.FromMinutes(2), default));
    }

    // na = sqrt(2 k T / (R nt)): a two-sided density of 2 k T / R up to half the inverse of the interval.
    private static string Sources(string netlist) => string.Join('\n', netlist.Split('\n')
        .Where(line => line.StartsWith('r')).Select(line => line.Split(' ')).Where(parts => parts.Length == 4)
        .Select(r => string.Create(
            CultureInfo.InvariantCulture,
            $"i{r[0]}_noise {r[1]} {r[2]} DC 0 TRNOISE({Math.Sqrt(2 * Boltzmann * Temperature / (Ohms(r[3]) * Interval)):G9} {Interval:G6} 0 0)")));

    // Resistors of these circuits have kilohms or megohms.
    private static double Ohms(string text)
    {
        (string digits, double scale) = text.EndsWith("Meg", StringComparison.Ordinal) ? (text[..^3], 1e6) : text.EndsWith('k') ? (text[..^1], 1e3) : (text, 1);
        return scale * double.Parse(digits, CultureInfo.InvariantCulture);
    }

    // Over all but the first hundredth, in which the membranes settle.
    private static double Variance(RawPlot plot, string name)
    {
        double[] values = plot.Find(name) ?? throw new InvalidOperationException($"There is no '{name}'."), times = plot.Find("time")!;
        int first = Array.FindIndex(times, time => time > times[^1] / 100);
        double Mean(Func<double, double> of)
        {
            double sum = 0;
            for (int k = first + 1; k < times.Length; k++)
            {
                sum += of(values[k]) * (times[k] - times[k - 1]);
            }

            return sum / (times[^1] - times[first]);
        }

        double mean = Mean(v => v);
        return Mean(v => (v - mean) * (v - mean));
    }
}
