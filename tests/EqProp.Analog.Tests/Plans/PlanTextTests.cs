using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Shards;
using EqProp.Analog.TestKit;
using static EqProp.Analog.Tests.Designs.StudyTexts;

namespace EqProp.Analog.Tests.Plans;

public class PlanTextTests
{
    [Fact]
    public void A_plan_that_is_read_is_the_one_that_was_written()
    {
        StudyPlan plan = Planner.Make(Parse(Small, "learning.epochs=3"), Formula, new() { Shards = 4, PacketTrials = 3 });
        StudyPlan read = PlanText.Read(PlanText.Write(plan), "plan.json");
        Assert.Equal(PlanText.Write(plan), PlanText.Write(read));
        Assert.Equal((plan.Hash, plan.Layout, plan.Trials), (read.Hash, read.Layout, read.Trials));
        Assert.Equal(plan.Resolve(5).Circuit.Hash, read.Resolve(5).Circuit.Hash);
    }

    [Fact]
    public void Tables_that_the_circuit_names_are_found_from_wherever_the_plan_is()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("parts"));
        folder.Write("parts/tau.csv", "tau\n1e-6\n2e-6\n3e-6\n1e-6\n");
        folder.Write("parts/base.json", Circuits.CircuitTexts.Layered.Replace("\"topology\"", "\"timeConstants\": [{ \"table\": \"tau.csv\" }], \"topology\"", StringComparison.Ordinal));
        folder.Write("circuit.json", """{ "extends": "parts/base.json" }""");
        StudyPlan plan = Planner.Make(
            Studies.Designs.StudyLoader.Load(folder.Write("study.json", """{ "schemaVersion": 1, "name": "n", "circuit": "circuit.json" }""")), Formula);
        StudyPlan read = PlanText.Read(PlanText.Write(plan), "elsewhere/plan.json");
        Assert.Equal([1e-6, 2e-6, 3e-6, 1e-6], read.Resolve(0).Circuit.Description.Circuit.TimeConstants![0].Values);

        folder.Write("parts/tau.csv", "tau\n1e-6\n2e-6\n3e-6\n5e-6\n");
        Assert.Equal("plan.circuit", Assert.Throws<InputException>(() => read.Resolve(0)).Violations[0].Code);
    }

    [Theory]
    [InlineData("\"dies\": 10", "\"dies\": 11")]
    [InlineData("300 K", "301 K")]
    [InlineData("\"points\"", "\"dots\"")]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": 9")]
    [InlineData("]\n}", "")]
    public void A_plan_that_was_changed_is_refused(string old, string changed)
    {
        string text = PlanText.Write(Planner.Make(Parse(Small), Formula));
        Assert.Contains(old, text, StringComparison.Ordinal);
        string code = Assert.Throws<InputException>(() => PlanText.Read(text.Replace(old, changed, StringComparison.Ordinal), "plan.json")).Violations[0].Code;
        Assert.Contains(code, (string[])["plan.damaged", "record.version"]);
    }

    [Fact]
    public void The_same_plan_may_be_made_again_and_packed_anew_until_there_are_results()
    {
        using var folder = new TemporaryFolder();
        StudyPlan one = Planner.Make(Parse(Small), Formula), seven = Planner.Make(Parse(Small), Formula, new() { Shards = 7 });
        StudyFolder.Create(folder.File("study"), one);
        StudyFolder.Create(folder.File("study"), one);
        StudyFolder study = StudyFolder.Create(folder.File("study"), seven);
        Assert.Equal(7, StudyFolder.Open(folder.File("study")).Plan.Layout.Shards);
        ShardRunner.Run(study, 0, Formula);
        Assert.Equal("study.layout", Assert.Throws<InputException>(() => StudyFolder.Create(folder.File("study"), one)).Violations[0].Code);
    }

    [Fact]
    public void A_folder_without_a_study_is_told()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("study.missing", Assert.Throws<InputException>(() => StudyFolder.Open(folder.Path)).Violations[0].Code);
        Assert.Equal("study.missing", Assert.Throws<InputException>(() => StudyFolder.Open(folder.File("none"))).Violations[0].Code);
    }
}
