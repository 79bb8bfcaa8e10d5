using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Training;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Training;

/// <summary>The preset draws a curved boundary: the best straight line leaves 11 % wrong.</summary>
public class TwoMoonsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_preset_learns_more_than_a_line(int seed)
    {
        using var folder = new TemporaryFolder();
        ResolvedCircuit circuit = CircuitLoader.Load(
            RepositoryRoot.Combine("circuits", "presets", "two-moons.json"), [$"learning.seed={seed}"]);
        using TrainingSession session = TrainingSession.Start(circuit, new TrainingOptions { Folder = folder.File("run") });
        RunRecord record = session.Run(status: null, CancellationToken.None);

        Assert.InRange(record.Test!.AccuracyPercent, 98, 100);
    }
}
