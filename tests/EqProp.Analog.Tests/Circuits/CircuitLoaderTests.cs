using EqProp.Analog.Circuits;
using static EqProp.Analog.Tests.Circuits.CircuitTexts;

namespace EqProp.Analog.Tests.Circuits;

public sealed class CircuitLoaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("circuits");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Reads_quantities_names_and_defaults()
    {
        CircuitDescription circuit = Resolve(Layered).Description;
        Assert.Equal(1e-12, circuit.Circuit.Neurons.MembraneCapacitance);
        Assert.Equal(TopologyKind.Layered, circuit.Circuit.Topology.Kind);
        Assert.Equal(300, circuit.Circuit.Process.Temperature);
        Assert.Equal(EstimatorKind.Centered, circuit.Learning!.Estimator);
        Assert.Equal("small", circuit.Name);
    }

    [Fact]
    public void Malformed_json_is_reported_with_line_and_column()
    {
        Violation violation = Violation("{\n  \"name\": \"x\",\n  \"circuit\" {}\n}");
        Assert.Equal("json.malformed", violation.Code);
        Assert.Equal("small.json(3,13)", violation.Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"name\": ")]
    public void A_truncated_file_is_malformed(string text) => Assert.Equal("json.malformed", Violation(text).Code);

    [Fact]
    public void A_key_given_twice_is_malformed()
    {
        Violation violation = Violation("{ \"name\": \"a\", \"name\": \"b\" }");
        Assert.Equal("json.malformed", violation.Code);
        Assert.Contains("name", violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_is_not_a_description() => Assert.Equal("json.notABlock", Violation("[1, 2]").Code);

    [Fact]
    public void Another_format_version_is_refused_before_anything_else()
    {
        Violation violation = Violation("{ \"schemaVersion\": 7, \"nonsense\": 1 }");
        Assert.Equal("schemaVersion.unknown", violation.Code);
        Assert.Contains("format 7", violation.Message, StringComparison.Ordinal);
        Assert.Contains("format 1", violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_an_input_output_failure()
    {
        InputException problem = Assert.Throws<InputException>(() => CircuitLoader.Load(InFolder("absent.json")));
        Assert.Equal(FailureKind.InputOutput, problem.Kind);
        Assert.Contains("no such file", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_extended_file_names_who_extends_it()
    {
        string file = Write("a.json", "{ \"extends\": \"parts/b.json\" }");
        InputException problem = Assert.Throws<InputException>(() => CircuitLoader.Load(file));
        Assert.Contains("b.json", problem.Message, StringComparison.Ordinal);
        Assert.Contains($"extended by {file}", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extended_files_are_laid_underneath_block_by_block_and_lists_are_replaced()
    {
        Write("base.json", Layered);
        Directory.CreateDirectory(InFolder("parts"));
        Write("parts/cold.json", "{ \"extends\": \"hot.json\", \"circuit\": { \"process\": { \"temperature\": \"4 K\" } } }");
        Write("parts/hot.json", "{ \"circuit\": { \"process\": { \"temperature\": \"400 K\", \"supplyVoltage\": \"3.3 V\" } } }");
        string file = Write("top.json", "{ \"extends\": [\"base.json\", \"parts/cold.json\"], \"circuit\": { \"topology\": { \"layers\": [5, 1] } } }");
        CircuitDescription circuit = CircuitLoader.Load(file).Description;
        Assert.Equal(4, circuit.Circuit.Process.Temperature);
        Assert.Equal(3.3, circuit.Circuit.Process.SupplyVoltage);
        Assert.Equal([5, 1], circuit.Circuit.Topology.Layers);
        Assert.Equal("small", circuit.Name);
    }

    [Fact]
    public void The_order_of_extended_files_decides()
    {
        Write("base.json", Layered);
        Write("a.json", "{ \"name\": \"a\" }");
        Write("b.json", "{ \"name\": \"b\" }");
        Assert.Equal("b", CircuitLoader.Load(Write("ab.json", "{ \"extends\": [\"base.json\", \"a.json\", \"b.json\"] }")).Name);
        Assert.Equal("a", CircuitLoader.Load(Write("ba.json", "{ \"extends\": [\"base.json\", \"b.json\", \"a.json\"] }")).Name);
    }

    [Fact]
    public void A_circle_of_extends_is_found_but_a_part_used_twice_is_not_one()
    {
        Write("base.json", Layered);
        Write("left.json", "{ \"extends\": \"base.json\" }");
        Write("right.json", "{ \"extends\": \"./base.json\" }");
        CircuitLoader.Load(Write("diamond.json", "{ \"extends\": [\"left.json\", \"right.json\"] }"));
        Write("a.json", "{ \"extends\": \"b.json\" }");
        string file = Write("b.json", "{ \"extends\": \"../" + _folder.Name + "/a.json\" }");
        InputException problem = Assert.Throws<InputException>(() => CircuitLoader.Load(file));
        Assert.Equal("extends.cycle", problem.Violations[0].Code);
        Assert.Contains("b.json -> a.json -> b.json", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("null")]
    [InlineData("[\"\"]")]
    [InlineData("[1]")]
    public void Extends_is_a_path_or_a_list_of_paths(string value) =>
        Assert.Equal("extends.form", Violation("{ \"extends\": " + value + " }").Code);

    [Fact]
    public void A_violation_names_the_file_that_gave_the_value()
    {
        string part = Write("part.json", "{ \"circuit\": { \"neurons\": { \"voltageSwing\": \"1 A\" } } }");
        string file = Write("top.json", "{ \"extends\": \"part.json\", " + Layered[(Layered.IndexOf('{', StringComparison.Ordinal) + 1)..]);
        Violation violation = Assert.Single(Assert.Throws<InputException>(() => CircuitLoader.Load(file)).Violations);
        Assert.Equal($"{part}: circuit.neurons.voltageSwing", violation.Path);
    }

    [Fact]
    public void A_schema_reference_changes_nothing() =>
        Assert.Equal(Resolve(Layered).Hash, Resolve(Layered.Replace("\"name\": \"small\"", "\"$schema\": \"x\", \"name\": \"small\"", StringComparison.Ordinal)).Hash);

    private string InFolder(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(InFolder(name), text);
        return InFolder(name);
    }
}
