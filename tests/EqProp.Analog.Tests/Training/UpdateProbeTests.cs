using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Training;

/// <summary>What a run tells of the agreement between its updates and the exact gradient.</summary>
public sealed class UpdateProbeTests
{
    private static readonly string[] Probed = ["learning.evaluation.gradientEveryEpochs=1", "learning.evaluation.gradientExamples=6"];

    [Fact]
    public void A_perfect_unit_writes_the_gradient()
    {
        ResolvedCircuit circuit = TrainingRuns.Moons(
            [.. Probed, "simulation.precision=double", "learning.beta=0.01", "learning.freePhase.steps=3000", "learning.nudgedPhase.steps=3000"]);
        foreach (GradientRecord gradient in Measured(circuit))
        {
            Assert.Equal(6, gradient.Examples);
            Assert.InRange(gradient.Asymmetry, 0, 1e-12);
            Assert.Equal(["input to hidden 1", "hidden 1 to output"], gradient.Couplings.Select(coupling => coupling.Name));
            Assert.All(gradient.Couplings, coupling => Assert.InRange(coupling.Cosine, 0.9999, 1 + 1e-12));
            Assert.All(gradient.Couplings, coupling => Assert.InRange(coupling.NormRatio, 0.98, 1.02));
        }
    }

    [Fact]
    public void Faults_of_the_unit_show()
    {
        ResolvedCircuit circuit = TrainingRuns.Moons([.. Probed, "circuit.plasticity.sampleHold.phaseOffsetSpread=50 mV"]);
        Assert.All(Measured(circuit).SelectMany(gradient => gradient.Couplings), coupling => Assert.InRange(coupling.Cosine, -0.9, 0.9));
    }

    [Fact]
    public void What_became_of_the_wanted_changes_is_told()
    {
        UpdatesRecord[] Updates(params string[] settings)
        {
            using var folder = new TemporaryFolder();
            RunRecord record = TrainingRuns.Train(TrainingRuns.Moons(settings), TrainingRuns.Options(folder.File("run")));
            return [.. record.Epochs!.Select(epoch => epoch.Updates).OfType<UpdatesRecord>()];
        }

        Assert.Empty(Updates());
        UpdatesRecord[] coarse = Updates("circuit.plasticity.converter.bits=4", "circuit.plasticity.converter.range=1");
        UpdatesRecord[] fine = Updates("circuit.plasticity.converter.bits=16", "circuit.plasticity.converter.range=1");
        UpdatesRecord[] narrow = Updates("circuit.plasticity.converter.bits=8", "circuit.plasticity.converter.range=0.001");
        UpdatesRecord[] bound = Updates("circuit.plasticity.converter.bits=16", "circuit.plasticity.converter.range=1", "circuit.coupling.weightRange=[-0.2,0.2]");
        double minibatches = Math.Ceiling(TrainingRuns.Moons([]).Description.Learning!.Dataset.TrainExamples!.Value / 20.0);
        Assert.All(coarse, updates => Assert.InRange(updates.LostPercent, 90, 100));
        Assert.All(fine, updates => Assert.InRange(updates.LostPercent, 0, 40));
        Assert.All(narrow, updates => Assert.InRange(updates.CutPercent, 10, 100));
        Assert.All(fine.Concat(coarse), updates => Assert.Equal(0, updates.CutPercent));
        Assert.True(bound.Average(updates => updates.AtBoundPercent) > fine.Average(updates => updates.AtBoundPercent) + 1);
        Assert.All(fine, updates => Assert.InRange(updates.WritesPerParameter, 0.1 * minibatches, minibatches));
        Assert.True(coarse[0].WritesPerParameter < 0.3 * fine[0].WritesPerParameter);
    }

    [Theory]
    [InlineData("simulation.precision=single")]
    [InlineData("circuit.plasticity.converter.bits=6 circuit.plasticity.converter.range=0.1 circuit.plasticity.converter.rounding=accumulate")]
    public void A_run_is_the_same_with_and_without(string settings)
    {
        using var folder = new TemporaryFolder();
        byte[] Weights(string name, params string[] more)
        {
            ResolvedCircuit circuit = TrainingRuns.Moons([.. settings.Split(' '), .. more]);
            TrainingRuns.Train(circuit, TrainingRuns.Options(folder.File(name)));
            return File.ReadAllBytes(Path.Combine(folder.File(name), RunFolder.WeightsFile));
        }

        Assert.Equal(Weights("without"), Weights("with", Probed));
    }

    private static List<GradientRecord> Measured(ResolvedCircuit circuit)
    {
        using var folder = new TemporaryFolder();
        RunRecord record = TrainingRuns.Train(circuit, TrainingRuns.Options(folder.File("run")));
        Assert.Equal(TrainingRuns.Epochs, record.Epochs!.Count(epoch => epoch.Gradient is not null));
        return [.. record.Epochs!.Select(epoch => epoch.Gradient!)];
    }
}
