using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Designs;
using EqProp.Analog.Studies.Trials;
using EqProp.Analog.TestKit;
using static EqProp.Analog.Tests.Designs.StudyTexts;

namespace EqProp.Analog.Tests.Designs;

public class StudyLoaderTests
{
    private static readonly string SchemaFile = RepositoryRoot.Combine("circuits", "schema", "study.schema.json");

    // When the records changed on purpose: copy the received file over the committed one.
    [Fact]
    public void The_committed_schema_is_the_one_that_the_records_give()
    {
        string generated = StudyLoader.Schema();
        string committed = File.Exists(SchemaFile) ? File.ReadAllText(SchemaFile) : "";
        if (generated != committed)
        {
            File.WriteAllText(Path.ChangeExtension(SchemaFile, ".received.txt"), generated);
        }

        Assert.Equal(committed, generated);
    }

    [Fact]
    public void A_study_file_says_what_its_records_hold()
    {
        StudyDescription study = Parse(Small).Description;
        Assert.Equal(("small", "xor", 10, DesignKind.Grid), (study.Name, study.Circuit.GetValue<string>(), study.Samples.Dies, study.Design.Kind));
        Assert.Equal(["circuit.process.temperature", "trial.weights"], study.Axes.Select(axis => axis.Path));
        Assert.Equal(AxisSpacing.Linear, study.Axes[0].Spacing);
    }

    [Fact]
    public void Settings_go_to_the_study_or_to_its_circuit()
    {
        StudyDescription study = Parse(Small, "samples.dies=3", "learning.epochs=7", "trial.weights=relearned", "axes[0].count=5", "circuit.process.temperature=290 K").Description;
        Assert.Equal((3, WeightOrigin.Relearned, 5), (study.Samples.Dies, study.Trial.Weights, study.Axes[0].Count));
        Assert.Equal(["learning.epochs=7", "circuit.process.temperature=290 K"], study.Set);
    }

    [Fact]
    public void A_circuit_is_a_file_beside_the_study_or_a_preset()
    {
        using var folder = new TemporaryFolder();
        folder.Write("mine.json", Circuits.CircuitTexts.Layered);
        string study = folder.Write("study.json", """{ "schemaVersion": 1, "name": "n", "circuit": "mine.json" }""");
        Assert.Equal(folder.File("mine.json"), StudyLoader.Load(study).Circuit.Origin);
        Violation unknown = Assert.Single(Violations("""{ "schemaVersion": 1, "name": "n", "circuit": "xorr" }"""));
        Assert.Equal(("preset.unknown", "small-study.json: circuit", "Did you mean 'xor'?"), (unknown.Code, unknown.Path, unknown.Remedy));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        IReadOnlyList<Violation> violations = Violations(
            """
            { "schemaVersion": 2, "name": "", "circuits": "xor", "circuit": "xor", "samples": { "dies": 0 }, "stop": { "halfWidth": 0.7 },
              "axes": [ { "path": "circuit.neuron.membraneCapacitance", "values": ["1 pF"] }, { "path": "learning.beta", "from": 1, "to": 1, "count": 3 } ] }
            """);
        Assert.Equal(
            ["axis.range", "axis.unknownPath", "key.unknown", "samples.count", "schemaVersion.unknown", "stop.bounds", "stop.yield", "study.name"],
            violations.Select(violation => violation.Code).Order(StringComparer.Ordinal));
        Assert.Equal("Did you mean 'circuit'?", violations.Single(violation => violation.Code == "key.unknown").Remedy);
    }

    [Theory]
    [InlineData("""{ "path": "circuit.neuron.membraneCapacitance", "values": ["1 pF"] }""", "axis.unknownPath", "axes[0].path", "Did you mean 'circuit.neurons.membraneCapacitance'?")]
    [InlineData("""{ "path": "membraneCapacitanse", "values": ["1 pF"] }""", "axis.unknownPath", "axes[0].path", "Did you mean 'circuit.neurons.membraneCapacitance'?")]
    [InlineData("""{ "path": "trial.weight", "values": ["copied"] }""", "axis.unknownPath", "axes[0].path", "Did you mean 'weights'?")]
    [InlineData("""{ "path": "learning.beta" }""", "axis.one", "axes[0]", "exactly one")]
    [InlineData("""{ "path": "learning.beta", "values": [1], "from": 1, "to": 2, "count": 2 }""", "axis.one", "axes[0]", "exactly one")]
    [InlineData("""{ "values": [1] }""", "axis.path", "axes[0]", "path of a field")]
    [InlineData("""{ "path": "learning.beta", "values": [] }""", "axis.empty", "axes[0].values", "Give 1")]
    [InlineData("""{ "path": "learning.beta", "values": ["1 V", "2 A"] }""", "axis.units", "axes[0].values", "one unit")]
    [InlineData("""{ "path": "learning.beta", "from": 1, "to": 2 }""", "axis.count", "axes[0].count", "from 2")]
    [InlineData("""{ "path": "learning.beta", "from": 1, "to": 2, "count": 1 }""", "axis.count", "axes[0].count", "from 2")]
    [InlineData("""{ "path": "learning.beta", "values": [1], "count": 3 }""", "axis.count", "axes[0].count", "Leave count out")]
    [InlineData("""{ "path": "learning.beta", "from": 1, "to": 1, "count": 2 }""", "axis.range", "axes[0]", "Change from or to")]
    [InlineData("""{ "path": "learning.beta", "from": "1 V", "to": "2 A", "count": 2 }""", "axis.range", "axes[0]", "one unit")]
    [InlineData("""{ "path": "learning.beta", "from": 0, "to": 1, "count": 2, "spacing": "logarithmic" }""", "axis.range", "axes[0]", "Change from or to")]
    [InlineData("""{ "path": "learning.beta", "from": "low", "to": 1, "count": 2 }""", "axis.range", "axes[0]", "Give from and to")]
    [InlineData("""{ "path": "learning.beta", "distribution": { "kind": "normal", "center": 1, "sigma": 0.1 } }""", "axis.distribution", "axes[0].distribution", "latinHypercube")]
    [InlineData("""{ "levels": [ { "name": "a" } ] }""", "axis.name", "axes[0].name", "Give the axis a name")]
    [InlineData("""{ "name": "l", "path": "learning.beta", "levels": [ { "name": "a" } ] }""", "axis.levels", "axes[0]", "Leave path")]
    [InlineData("""{ "name": "l", "levels": [ { "name": "a" }, { "name": "a" } ] }""", "axis.levels", "axes[0].levels", "a name of its own")]
    [InlineData("""{ "name": "l", "levels": [ { "name": "a", "set": ["learning.betta=1"] } ] }""", "axis.unknownPath", "axes[0].levels[0].set", "Did you mean 'learning.beta'?")]
    [InlineData("""{ "name": "die", "path": "learning.beta", "values": [1] }""", "axis.name", "axes[0].name", "a name of its own")]
    [InlineData("""{ "path": "learning.beta", "values": [1] }, { "name": "again", "path": "learning.beta", "values": [2] }""", "axis.twice", "axes[1].path", "Leave one")]
    [InlineData("""{ "path": "learning.beta", "values": [1] }, { "path": "learning.beta", "name": "beta", "values": [2] }""", "axis.name", "axes[1].name", "a name of its own")]
    public void An_axis_that_is_wrong_is_told_with_its_remedy(string axes, string code, string path, string remedy)
    {
        Violation violation = Violations(WithAxes(axes)).First(found => found.Code == code);
        Assert.Equal($"{Origin}: {path}", violation.Path);
        Assert.Contains(remedy, violation.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"design\": { \"kind\": \"sobol\" }", "design.points")]
    [InlineData("\"design\": { \"points\": 4 }", "design.points")]
    [InlineData("\"design\": { \"kind\": \"saltelli\", \"points\": 4000000 }", "design.points")]
    [InlineData("\"samples\": { \"firstDie\": -1 }", "samples.firstDie")]
    [InlineData("\"samples\": { \"dies\": 10000000, \"noiseSeeds\": 11 }", "study.size")]
    [InlineData("\"yield\": { }", "yield.bounds")]
    [InlineData("\"yield\": { \"atLeast\": 2, \"atMost\": 1 }", "yield.bounds")]
    [InlineData("\"yield\": { \"atLeast\": 2 }, \"stop\": { \"halfWidth\": 0.1, \"every\": 0 }", "stop.trials")]
    [InlineData("\"stop\": { \"halfWidth\": 0.1 }", "stop.yield")]
    [InlineData("\"design\": { \"kind\": \"sobal\", \"points\": 4 }", "name.unknown")]
    public void A_study_that_is_wrong_is_told(string more, string code) =>
        Assert.Contains(code, Violations(WithAxes("""{ "path": "learning.beta", "from": 0.5, "to": 1, "count": 2 }""", more)).Select(violation => violation.Code));

    [Fact]
    public void What_is_no_study_at_all_is_told()
    {
        Assert.Equal("json.malformed", Assert.Single(Violations("{ nonsense")).Code);
        Assert.Equal("json.notABlock", Assert.Single(Violations("[]")).Code);
        Assert.Equal("file.unreadable", Assert.Throws<InputException>(() => StudyLoader.Load("no-such-study.json")).Violations[0].Code);
        Assert.Equal(["key.missing", "key.missing", "key.missing"], Violations("{}").Where(v => v.Code == "key.missing").Select(v => v.Code));
    }
}
