using EqProp.Analog.Studies.Designs;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Tables;
using EqProp.Analog.Studies.Trials;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Plans;

public class StudyRunnerTests
{
    // The five lines of the documentation: a study over any function of a chip.
    [Fact]
    public void An_objective_of_ones_own_takes_five_lines()
    {
        using var folder = new TemporaryFolder();
        folder.Write("chip.json", Circuits.CircuitTexts.Layered);
        string file = folder.Write("study.json", """
            { "schemaVersion": 1, "name": "mine", "circuit": "chip.json", "samples": { "dies": 4 },
              "axes": [{ "path": "circuit.neurons.membraneCapacitance", "from": "1 pF", "to": "4 pF", "count": 3, "spacing": "logarithmic" }] }
            """);

        Study study = StudyLoader.Load(file);
        StudyTable table = StudyRunner.Run(study, new DelegateTrial(["tauSeconds"], (point, seeds) =>
            [point.Circuit.Description.Circuit.Neurons.MembraneCapacitance / point.Circuit.Description.Circuit.Neurons.LeakConductance * (1 + seeds.Die)]));
        var tau = (double[])table.Find("tauSeconds")!.Values;
        TableFiles.Write(table, folder.Path);

        Assert.Equal(12, table.Rows);
        Assert.Equal([1, 2, 3, 4, 2, 4, 6, 8, 4, 8, 12, 16], tau.Select(seconds => Math.Round(seconds * 1e6, 9)));
        Assert.Equal([0, 1, 2, 3], ((int[])table.Find("die")!.Values).Take(4));
        Assert.Equal(("F", ColumnRole.Axis), (table.Find("membraneCapacitance")!.Unit, table.Find("membraneCapacitance")!.Role));
        Assert.True(File.Exists(folder.File(TableFiles.CsvName)));
    }

    [Fact]
    public void A_function_that_gives_another_number_of_numbers_is_told()
    {
        Study study = Designs.StudyTexts.Parse(Designs.StudyTexts.Small);
        ArgumentException failure = Assert.Throws<ArgumentException>(() => StudyRunner.Run(study, new DelegateTrial(["a", "b"], (_, _) => [1])));
        Assert.Contains("1 numbers for 2 measures", failure.Message, StringComparison.Ordinal);
    }
}
