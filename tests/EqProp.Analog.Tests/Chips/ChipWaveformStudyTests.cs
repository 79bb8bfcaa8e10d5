using EqProp.Analog.Circuits;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Chips;
using EqProp.Analog.Studies.Waveforms;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Chips;

/// <summary>Many dies of one circuit, one after the other and several at a time.</summary>
public sealed class ChipWaveformStudyTests
{
    private static readonly WaveformRequest Request = new() { Nudged = true, Nodes = ["hidden 1[2]", "output"] };

    [Fact]
    public void Each_chip_has_the_waveforms_of_its_die_alone()
    {
        ChipWaveforms many = new ChipWaveformStudy(ChipCircuits.Preset("chip-180nm"), Request, new DieRange(5, 3)).Run(threads: 2);
        Assert.Equal([5, 6, 7], many.Finished);
        for (int chip = 0; chip < 3; chip++)
        {
            Transient alone = WaveformSimulation.Run(ChipCircuits.Preset("chip-180nm", $"circuit.fabrication.die={5 + chip}"), Request);
            Assert.Equal(alone.TimesSeconds, many.TimesSeconds);
            Assert.Equal(alone.FreeEnd, many.FreeEnd);
            Assert.Equal(alone.Traces.Select(trace => trace.Name), many.Traces.Select(trace => trace.Name));
            Assert.All(alone.Traces.Zip(many.Traces), pair => Assert.Equal(pair.First.Volts, pair.Second.Volts[chip]));
        }

        Assert.NotEqual(many.Traces[0].Volts[0][^1], many.Traces[0].Volts[1][^1]);
    }

    // kT/C of 64.4 uV on 1 pF: two chips differ by sqrt(2) of it at the end of a phase, if nothing but a leak is on the membrane; here
    // synapses feed noise and conductance, so that only the order of magnitude is asked for.
    [Fact]
    public void Chips_that_are_drawn_alike_have_noise_of_their_own()
    {
        ResolvedCircuit circuit = ChipCircuits.Preset("ideal-chip", "circuit.noise.thermal.leakExcess=1");
        ChipWaveforms waveforms = new ChipWaveformStudy(circuit, Request, new DieRange(0, 40)).Run(threads: 2);
        double[] ends = [.. waveforms.Traces[1].Volts.Select(chip => chip[waveforms.FreeEnd])];
        Assert.Equal(40, ends.Distinct().Count());
        Assert.InRange(MathNet.Numerics.Statistics.ArrayStatistics.StandardDeviation(ends), 20e-6, 2e-3);
        Assert.Empty(waveforms.Parameters);
    }

    [Fact]
    public void Results_do_not_depend_on_threads()
    {
        ChipWaveforms one = Run(threads: 1), two = Run(threads: 3);
        Assert.All(one.Traces.Zip(two.Traces), pair => Assert.Equal(pair.First.Volts, pair.Second.Volts));
        Assert.Equal(one.SettlingSeconds, two.SettlingSeconds);
        Assert.Equal(one.Parameters.Select(p => (p.Name, p.Group, p.Mean, p.Sigma)), two.Parameters.Select(p => (p.Name, p.Group, p.Mean, p.Sigma)));

        static ChipWaveforms Run(int threads) => new ChipWaveformStudy(ChipCircuits.Preset("chip-65nm-subthreshold"), Request, new DieRange(0, 7)).Run(threads);
    }

    [Fact]
    public void A_die_that_runs_away_is_named_and_does_not_stop_the_others()
    {
        var request = new WaveformRequest { Nodes = ["a", "b"], DurationSeconds = 20e-3 };
        ChipWaveforms waveforms = new ChipWaveformStudy(ChipCircuits.NearlyUnstable(), request, new DieRange(0, 12)).Run(threads: 2);

        // The loop gain is the square of 0.95 times what the die drew: F of the forward and B of the backward direction are one draw.
        ChipSpread drawn = ChipSpreadStudy.Run(ChipCircuits.NearlyUnstable(), new DieRange(0, 12));
        int[] unstable = [.. Enumerable.Range(0, 12).Where(die => 0.95 * drawn.Draws[die].Single().Values.Single() > 1)];
        Assert.NotEmpty(unstable);
        Assert.Equal(unstable, waveforms.Failures.Select(failure => failure.Die));
        Assert.Equal(Enumerable.Range(0, 12).Except(unstable), waveforms.Finished);
        Assert.Equal(0, waveforms.Missing);
        Assert.All(waveforms.Failures, failure => Assert.NotEmpty(failure.Message));
    }

    [Fact]
    public void When_every_die_runs_away_that_of_the_first_is_told()
    {
        ResolvedCircuit circuit = CircuitResolver.Resolve(WithoutSpread(ChipCircuits.NearlyUnstable().Description));
        var failure = Assert.Throws<InputException>(() => new ChipWaveformStudy(
            circuit, new WaveformRequest { Nodes = ["b"], DurationSeconds = 20e-3 }, new DieRange(0, 3)).Run(threads: 1));
        Assert.Equal(FailureKind.Diverged, failure.Kind);

        static CircuitDescription WithoutSpread(CircuitDescription description) => description with
        {
            Circuit = description.Circuit with
            {
                Fabrication = new() { Variations = [new() { Parameter = VariedParameter.SynapseGain, RelativeSigma = 0.01 }], Corner = "hot", Corners = [new() { Name = "hot", SynapseGain = 2 }] },
            },
        };
    }

    [Fact]
    public void A_stop_keeps_the_chips_that_have_come_to_their_end()
    {
        using var stop = new CancellationTokenSource();
        var study = new ChipWaveformStudy(ChipCircuits.Preset("chip-180nm"), Request, new DieRange(0, 50));
        ChipWaveforms waveforms = study.Run(threads: 1, progress: done => { if (done == 4) { stop.Cancel(); } }, stop.Token);
        Assert.Equal([0, 1, 2, 3], waveforms.Finished);
        Assert.Equal(46, waveforms.Missing);
        Assert.Equal(4, waveforms.Traces[0].Volts.Count);

        using var early = new CancellationTokenSource();
        early.Cancel();
        Assert.Throws<OperationCanceledException>(() => new ChipWaveformStudy(ChipCircuits.Preset("chip-180nm"), Request, new DieRange(0, 2)).Run(1, null, early.Token));
    }

    [Theory]
    [InlineData("chips.alike", "ideal-chip", 3)]
    [InlineData("chips.alike", "xor", 3)]
    [InlineData("chips.count", "chip-180nm", 2_000_000)]
    public void What_cannot_be_studied_is_explained(string code, string preset, int chips) => Assert.Equal(
        code,
        Assert.Throws<InputException>(() => new ChipWaveformStudy(ChipCircuits.Preset(preset), new WaveformRequest(), new DieRange(0, chips)).Run(1)).Violations[0].Code);

    [Fact]
    public void No_chips_or_more_than_there_are_numbers_for_are_refused()
    {
        CircuitBlock circuit = ChipCircuits.Preset("chip-180nm", "circuit.fabrication.die=2147483600").Description.Circuit;
        Assert.Equal("dies 2147483600 to 2147483609", DieRange.From(circuit, 10).ToString());
        Assert.Throws<InputException>(() => DieRange.From(circuit, 0));
        Assert.Throws<InputException>(() => DieRange.From(circuit, 100));
    }

    [Fact]
    public void Files_hold_the_bits_of_the_study()
    {
        using var folder = new TemporaryFolder();
        ChipWaveforms waveforms = new ChipWaveformStudy(ChipCircuits.Preset("chip-180nm"), Request, new DieRange(0, 5)).Run(threads: 1);
        IReadOnlyList<string> files = ChipWaveformFiles.Write(folder.Path, waveforms, "a title", "noise: all");
        Assert.Equal(files.Order(StringComparer.Ordinal), Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string[] lines = File.ReadAllLines(folder.File("quantiles.csv"));
        Assert.Equal("time_s,hidden 1[2]_p5_V,hidden 1[2]_p50_V,hidden 1[2]_p95_V,output[0]_p5_V,output[0]_p50_V,output[0]_p95_V", lines[0]);
        double[] third = [.. lines[3].Split(',').Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture))];
        double[] volts = [.. waveforms.Traces[1].Volts.Select(chip => chip[2]).Order()];
        Assert.Equal(waveforms.TimesSeconds[2], third[0]);
        Assert.Equal(volts[2], third[5]);
        string[] chips = File.ReadAllLines(folder.File("chips.csv"));
        Assert.Equal(6, chips.Length);
        Assert.StartsWith("4,", chips[5], StringComparison.Ordinal);
        string page = File.ReadAllText(folder.File("waveforms.html"));
        Assert.Contains("leak conductance, hidden 1", page, StringComparison.Ordinal);
        Assert.Contains("settling time", page, StringComparison.Ordinal);
    }
}
