using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Training;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Training;

/// <summary>How the machine is used changes no bit of a run.</summary>
public sealed class SameBitsTests
{
    [Theory]
    [InlineData("simulation.precision=single")]
    [InlineData("simulation.precision=double")]
    [InlineData("learning.cost=crossEntropy learning.rates=[0.1]")]
    public void Neither_threads_nor_vector_width_change_a_bit(string settings)
    {
        ResolvedCircuit circuit = TrainingRuns.Digits(
            ["circuit.topology.layers=[256,70,10]", "learning.dataset.trainExamples=90", "learning.batchSize=45", "learning.epochs=1", .. settings.Split(' ')]);
        SimulationOptions[] uses =
        [
            .. new[] { 2, 7 }.Select(threads => new SimulationOptions { Threads = threads }),
            .. Enum.GetValues<VectorWidth>().Select(width => new SimulationOptions { Threads = 1, Width = width }),
        ];
        string expected = Outcome(circuit, new SimulationOptions { Threads = 1 });

        Assert.All(uses, use => Assert.Equal(expected, Outcome(circuit, use)));
    }

    private static string Outcome(ResolvedCircuit circuit, SimulationOptions simulation)
    {
        using var folder = new TemporaryFolder();
        TrainingOptions options = TrainingRuns.Options(folder.File("run")) with { Simulation = simulation };
        return TrainingRuns.Outcome(TrainingRuns.Train(circuit, options), options.Folder);
    }
}
