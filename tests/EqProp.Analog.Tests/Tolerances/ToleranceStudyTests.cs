using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Tolerances;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Training;

namespace EqProp.Analog.Tests.Tolerances;

/// <summary>How much of one thing alone chips bear that learn.</summary>
public sealed class ToleranceStudyTests
{
    private const string Phase = "sensor offset of each phase";

    [Fact]
    public void The_level_found_is_between_one_that_learns_and_one_that_does_not()
    {
        ToleranceResult result = ToleranceStudy.Run(TrainingRuns.Moons("learning.epochs=60"), Options());

        ToleranceRow row = Assert.Single(result.Rows);
        Assert.True(result.IdealPercent >= 90);
        Assert.True(row.AccuracyThere >= 90 && row.AccuracyBeyond < 90, $"{row.AccuracyThere} % at {row.Bears}, {row.AccuracyBeyond} % at {row.Fails}");
        Assert.Equal(Math.Pow(3e6, 1.0 / 8), row.Fails!.Value / row.Bears!.Value, 1e-9);
        Assert.Equal(row.Bears.Value / 0.005, row.Margin, 1e-9);
        Assert.False(row.IsOfCircuit);
    }

    [Fact]
    public void Least_margin_comes_first_and_what_the_circuit_has_is_compared_with()
    {
        ResolvedCircuit circuit = TrainingRuns.Moons("learning.epochs=60", "circuit.plasticity.sampleHold.noise=10 mV");
        ToleranceResult result = ToleranceStudy.Run(circuit, Options() with { Only = ["sensor noise", Phase, "activation slope mismatch", "length of the nudged phase"] });

        Assert.Equal(result.Rows.OrderBy(row => row.Margin), result.Rows);
        ToleranceRow noise = result.Rows.Single(row => row.Axis.Name == "sensor noise");
        Assert.True(noise.IsOfCircuit);
        Assert.Equal(0.01, noise.Has, 1e-15);
        Assert.Equal(circuit.Description.Learning!.NudgedPhase.Steps!.Value, result.Rows.Single(row => row.Axis.IsWhole).Has);
        Assert.Equal("activation slope mismatch", Assert.Single(result.LeftOut).Name);
    }

    [Fact]
    public void Devices_of_the_circuit_are_compared_with_and_not_learned_with()
    {
        ResolvedCircuit circuit = TrainingRuns.Moons("learning.epochs=60", """circuit.coupling.device={"kind":"constantStep","step":1,"cycleSpread":0.2}""");
        ToleranceResult result = ToleranceStudy.Run(circuit, Options() with { Only = ["step spread from cycle to cycle", "levels of a device, nearest"] });

        Assert.True(result.IdealPercent >= 90);
        Assert.Equal([true, false], result.Rows.OrderBy(row => row.Axis.Name.StartsWith("levels", StringComparison.Ordinal)).Select(row => row.IsOfCircuit));
        Assert.Equal(0.2, result.Rows.Single(row => row.IsOfCircuit).Has, 1e-15);
        Assert.Equal(Math.Round(result.Rows.Single(row => row.Axis.IsWhole).Bears!.Value), result.Rows.Single(row => row.Axis.IsWhole).Bears);
    }

    [Fact]
    public void A_study_that_is_run_again_takes_up_what_is_done()
    {
        using var folder = new TemporaryFolder();
        ToleranceOptions options = Options() with { TrialFile = folder.File("trials.csv") };
        ResolvedCircuit circuit = TrainingRuns.Moons("learning.epochs=60");
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => ToleranceStudy.Run(circuit, options, (done, _) => Stop(stop, done == 3), stop.Token));
        string[] kept = File.ReadAllLines(options.TrialFile!);
        Assert.Equal(3, kept.Length);
        File.AppendAllText(options.TrialFile!, kept[0][..40]);

        ToleranceResult resumed = ToleranceStudy.Run(circuit, options);
        int trained = File.ReadAllLines(options.TrialFile!).Length;
        ToleranceResult again = ToleranceStudy.Run(circuit, options);

        Assert.Equal(ToleranceStudy.Run(circuit, Options()).Rows, resumed.Rows);
        Assert.Equal(resumed.Rows, again.Rows);
        Assert.Equal(trained, File.ReadAllLines(options.TrialFile!).Length);
    }

    [Fact]
    public void A_target_that_ideal_chips_miss_is_refused()
    {
        InputException missed = Assert.Throws<InputException>(() => ToleranceStudy.Run(TrainingRuns.Moons("learning.epochs=1", "learning.rates=[1e-6]"), Options()));
        InputException unknown = Assert.Throws<InputException>(() => ToleranceStudy.Run(TrainingRuns.Moons(), Options() with { Only = ["colour"] }));
        Assert.Equal(["tolerance.target", "tolerance.axis"], new[] { missed, unknown }.Select(failure => failure.Violations[0].Code));
    }

    [Fact]
    public void Every_axis_is_a_setting_that_some_circuit_takes()
    {
        ResolvedCircuit summing = TrainingRuns.Moons("circuit.coupling.force=currentSumming", "circuit.neurons.activation.kind=tanh", "circuit.neurons.activation.gain=1");
        foreach (ToleranceAxis axis in ToleranceAxes.All.Where(axis => !double.IsNaN(axis.Harmless)))
        {
            foreach (double level in new[] { axis.Harmless, axis.Between(0.5), axis.Worst })
            {
                ResolvedCircuit set = CircuitLoader.Parse(summing.ToText(), "moons", axis.At(level));
                Assert.NotEqual(summing.Hash, set.Hash);
            }
        }
    }

    private static void Stop(CancellationTokenSource stop, bool now)
    {
        if (now)
        {
            stop.Cancel();
        }
    }

    private static ToleranceOptions Options() => new()
    {
        TargetPercent = 90,
        Dies = 1,
        Halvings = 3,
        Only = [Phase],
        Data = new DatasetLocation(null),
    };
}
