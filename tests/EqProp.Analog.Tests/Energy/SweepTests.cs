using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Energy;
using EqProp.Analog.Studies.Energy.Sweeps;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.TestKit;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Energy;

/// <summary>Ranges of sweeps, fronts, the form in which a circuit is swept.</summary>
public class SweepTests
{
    private const double Boltzmann = 1.380649e-23;

    [Fact]
    public void Equal_ratios_end_where_they_should()
    {
        SweepAxis axis = SweepAxis.Parse("circuit.neurons.membraneCapacitance=0.1pF:10 pF:5log");
        Assert.Equal(["100 fF", "316.2 fF", "1 pF", "3.162 pF", "10 pF"], axis.Values);
        Assert.Equal([1e-13, 3.162e-13, 1e-12, 3.162e-12, 1e-11], axis.Numbers!);
        Assert.Equal(("F", "membraneCapacitance"), (axis.Unit, axis.ShortName));
        Assert.Equal(["4", "6", "8"], SweepAxis.Parse("bits=4:8:3lin").Values);
        Assert.Equal(["2 V", "1 V", "0 V"], SweepAxis.Parse("v=2V:0:3lin").Values);
    }

    [Fact]
    public void Lists_are_taken_as_they_stand()
    {
        SweepAxis axis = SweepAxis.Parse("a.b=1.2V, 1.8 V");
        Assert.Equal(["1.2V", "1.8 V"], axis.Values);
        Assert.Equal([1.2, 1.8], axis.Numbers!);
        SweepAxis names = SweepAxis.Parse("simulation.method=rungeKutta4,projectedEuler");
        Assert.Equal(("projectedEuler", ""), (names.Values[1], names.Unit));
        Assert.Null(names.Numbers);
    }

    [Theory]
    [InlineData("circuit.neurons.membraneCapacitance", "path=values")]
    [InlineData("=1,2", "path=values")]
    [InlineData("a=", "path=values")]
    [InlineData("a=0:1:5log", "above zero")]
    [InlineData("a=-1:1:5log", "above zero")]
    [InlineData("a=0pF:1pF:5log", "above zero")]
    [InlineData("a=1pF:2V:5lin", "in F and in V")]
    [InlineData("a=1:2V:5lin", "numbers without a unit and in V")]
    [InlineData("a=1pX:2pX:5lin", "known unit")]
    [InlineData("a=1:2:1lin", "2 to 200")]
    [InlineData("a=1:2:999999999999lin", "2 to 200")]
    [InlineData("a=1:1:3lin", "the same")]
    [InlineData("a=1:2:5", "no range and no list")]
    [InlineData("a=1,,2", "no range and no list")]
    public void Bad_ranges_are_told(string text, string expected)
    {
        InputException failure = Assert.Throws<InputException>(() => SweepAxis.Parse(text));
        Assert.Equal("sweep.form", failure.Violations[0].Code);
        Assert.Contains(expected, failure.Violations[0].Message);
    }

    // A staircase from the cheapest point is another way to the same front.
    [Property]
    public bool A_front_is_the_staircase_of_the_sorted_points((byte First, byte Second)[] drawn)
    {
        (double First, double Second)[] points = [.. drawn.Select(point => (point.First % 8.0, point.Second % 8.0))];
        var front = new HashSet<(double, double)>();
        double best = double.PositiveInfinity;
        foreach ((double, double) point in points.Distinct().OrderBy(point => point.First).ThenBy(point => point.Second))
        {
            if (point.Item2 < best)
            {
                front.Add(point);
                best = point.Item2;
            }
        }

        return ParetoFront.Of(points).Zip(points).All(pair => pair.First == front.Contains(pair.Second));
    }

    [Fact]
    public void What_is_not_known_is_on_no_front() => Assert.Equal([false, true], ParetoFront.Of([(1, double.NaN), (2, 3)]));

    [Fact]
    public void Every_preset_is_the_same_circuit_in_its_dimensionless_form()
    {
        foreach (string file in Directory.GetFiles(RepositoryRoot.Combine("circuits", "presets"), "*.json"))
        {
            ResolvedCircuit circuit = CircuitLoader.Load(file);
            Assert.True(circuit.Hash == CircuitLoader.Parse(DimensionlessForm.Of(circuit), circuit.Origin).Hash, file);
        }
    }

    [Fact]
    public void A_larger_capacitance_keeps_steps_in_time_constants_and_takes_noise_away()
    {
        ResolvedCircuit circuit = CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", "xor.json"));
        SweepResult sweep = EnergySweep.Run(
            circuit, [SweepAxis.Parse("circuit.neurons.membraneCapacitance=1pF,4pF,-1pF")],
            new EnergyOptions { ComponentShelf = RepositoryRoot.Combine("circuits", "components") });
        Assert.Equal(3, sweep.Points.Count);
        double swing = circuit.Description.Circuit.Neurons.VoltageSwing, kelvins = circuit.Description.Circuit.Process.Temperature;
        Assert.Equal(100 * Math.Sqrt(Boltzmann * kelvins / 1e-12) / swing, sweep.Points[0].NoisePercent!.Value, 1e-12);
        Assert.Equal(sweep.Points[0].NoisePercent!.Value, 2 * sweep.Points[1].NoisePercent!.Value, 1e-12);
        Assert.True(sweep.Points[1].JoulesPerInference > sweep.Points[0].JoulesPerInference);
        Assert.Null(sweep.Points[0].AccuracyPercent);
        Assert.NotNull(sweep.Points[2].Failure);
        Assert.Equal([true, true, false], sweep.Points.Select(point => point.IsOnNoiseFront));
        string html = SweepFiles.ToHtml(sweep);
        Assert.Contains(sweep.Points[2].Failure!, System.Net.WebUtility.HtmlDecode(html));
        Assert.Equal(4, SweepFiles.ToCsv(sweep).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_sweep_that_is_stopped_keeps_what_is_done()
    {
        ResolvedCircuit circuit = CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", "xor.json"));
        using var stop = new CancellationTokenSource();
        SweepResult sweep = EnergySweep.Run(
            circuit, [SweepAxis.Parse("circuit.neurons.membraneCapacitance=1pF,2pF,4pF")],
            new EnergyOptions { ComponentShelf = RepositoryRoot.Combine("circuits", "components"), Cancellation = stop.Token },
            (done, _) =>
            {
                if (done == 2)
                {
                    stop.Cancel();
                }
            });
        Assert.True(sweep.IsCutShort);
        Assert.Equal(2, sweep.Points.Count);
    }

    [Fact]
    public void The_cost_of_a_target_is_that_of_the_first_epoch_that_reached_it()
    {
        EpochRecord[] epochs = [.. ((double?[])[12, null, 4, 5]).Select((error, i) => new EpochRecord
        {
            Epoch = i + 1, TrainErrorPercent = 1, TestErrorPercent = error, TrainCost = 0, FreeResidualMax = 0, FreeResidualMean = 0, Seconds = 1,
        })];
        Assert.Equal(new TrainingEnergy(96, 3, "test", 6), TrainingEnergy.ToTarget(epochs, 2, 95));
        Assert.Null(TrainingEnergy.ToTarget(epochs, 2, 97));
        Assert.Equal(new TrainingEnergy(95, 4, "test", 8), TrainingEnergy.Whole(epochs, 2));
        Assert.Null(TrainingEnergy.Whole([], 2));
    }

    [Fact]
    public void Settling_may_stop_at_the_cheapest_phase_that_is_nearly_as_good()
    {
        SettlingChoice choice = SettlingChoice.Of([new(1, 1, 90), new(2, 2, 95), new(3, 4, 95.9)])!;
        Assert.Equal((2, 50), (choice.Point.Seconds, choice.SavedPercent));
        Assert.Null(SettlingChoice.Of([new(1, 1, double.NaN)]));
    }
}
