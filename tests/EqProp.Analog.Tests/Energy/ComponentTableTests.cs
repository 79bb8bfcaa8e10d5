using EqProp.Analog.Circuits;
using EqProp.Analog.Energy;
using EqProp.Analog.Studies.Energy;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Energy;

/// <summary>Component tables: what is read, and that whatever is wrong names file, row and component.</summary>
public class ComponentTableTests
{
    private const string Good = """{ "component": "dac", "action": "convert", "energy": { "value": "1 pJ", "low": "500 fJ", "high": "2 pJ" }, "source": "a", "fit": "assumed" }""";
    private static readonly string SchemaFile = RepositoryRoot.Combine("circuits", "schema", "components.schema.json");

    public static TheoryData<string> Shipped => [.. ComponentTableFile.Names(EnergyCircuits.Shelf)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_table_is_valid_is_named_as_its_file_and_states_its_sources(string name)
    {
        ComponentTable table = ComponentTableFile.Read(name, "", EnergyCircuits.Shelf);
        Assert.Equal(name, table.Name);
        Assert.NotNull(table.Description);
        Assert.All(table.Components, entry => Assert.NotEmpty(entry.Source));
    }

    [Theory]
    [InlineData("number.notNegative", ".energy.value", "energy", """{ "value": "-1 pJ", "distribution": "exact" }""")]
    [InlineData("component.interval", ".energy", "energy", """{ "value": "1 pJ", "low": "3 pJ", "high": "2 pJ" }""")]
    [InlineData("component.interval", ".energy", "energy", """{ "value": "3 pJ", "low": "1 pJ", "high": "2 pJ" }""")]
    [InlineData("component.interval", ".energy", "energy", """{ "value": "1 pJ" }""")]
    [InlineData("component.interval", ".energy", "energy", """{ "value": "1 pJ", "low": "0 J", "high": "2 pJ" }""")]
    [InlineData("component.interval", ".energy", "energy", """{ "value": "1 pJ", "low": "100 fJ", "high": "20 pJ", "distribution": "triangular" }""")]
    [InlineData("component.interval", ".energy", "energy", """{ "value": "1 pJ", "low": "500 fJ", "high": "2 pJ", "distribution": "exact" }""")]
    [InlineData("number.notFinite", ".energy.value", "energy", """{ "value": "NaN J", "distribution": "exact" }""")]
    [InlineData("unit.missing", ".energy.value", "energy", """{ "value": 3, "distribution": "exact" }""")]
    [InlineData("unit.dimension", ".energy.value", "energy", """{ "value": "3 pW", "distribution": "exact" }""")]
    [InlineData("name.unknown", ".formula", "formula", "\"quadratic\"")]
    [InlineData("component.formula", ".figureOfMerit", "formula", "\"schreier\"")]
    [InlineData("component.formula", ".factor", "factor", """{ "value": 1, "distribution": "exact" }""")]
    [InlineData("component.formula", ".pulseTime", "pulseTime", "\"50 ns\"")]
    [InlineData("component.source", ".source", "source", "\"\"")]
    [InlineData("component.name", ".action", "action", "\"\"")]
    [InlineData("number.notNegative", ".leakagePower", "leakagePower", "\"-1 nW\"")]
    [InlineData("number.positive", ".rate", "rate", "\"0 Hz\"")]
    [InlineData("component.voltage", ".voltage", "scaling", "\"supplySquared\"")]
    [InlineData("key.unknown", ".energie", "energie", "1")]
    public void What_is_wrong_names_file_row_and_component(string code, string field, string changed, string value)
    {
        string second = Good.Replace("dac", "adc", StringComparison.Ordinal);
        var row = (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(second)!;
        row[changed] = System.Text.Json.Nodes.JsonNode.Parse(value);
        Violation violation = Violations($"{Good}, {row.ToJsonString()}").First(one => one.Code == code && one.Path.EndsWith(field, StringComparison.Ordinal));
        string name = changed == "action" ? "adc " : "adc convert";
        Assert.Equal($"own.json: components[1] ({name}){field}", violation.Path);
        Assert.NotEmpty(violation.Remedy);
    }

    [Fact]
    public void Two_rows_of_one_action_are_refused()
    {
        Violation violation = Assert.Single(Violations($"{Good}, {Good}"));
        Assert.Equal("component.twice", violation.Code);
        Assert.StartsWith("own.json: components[1] (dac convert)", violation.Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json.malformed", "{ \"components\": [")]
    [InlineData("json.notABlock", "[]")]
    [InlineData("component.none", "{ \"components\": [] }")]
    [InlineData("key.missing", "{ }")]
    public void A_file_that_is_no_table_is_refused(string code, string text) =>
        Assert.Contains(Assert.Throws<InputException>(() => ComponentTableText.Parse(text, "own.json")).Violations, violation => violation.Code == code);

    [Fact]
    public void Without_fit_or_energy_a_row_is_refused_and_both_are_told()
    {
        string[] codes = [.. Violations("""{ "component": "dac", "action": "convert", "source": "a" }""").Select(violation => violation.Code)];
        Assert.Contains("key.missing", codes);
    }

    [Fact]
    public void A_table_of_ones_own_is_found_beside_the_circuit_and_an_unknown_name_gives_those_that_are_shipped()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("own.json", $$"""{ "name": "own", "components": [ {{Good}} ] } // mine""");
        Assert.Equal("own", ComponentTableFile.Read("own.json", Path.GetDirectoryName(file)!, EnergyCircuits.Shelf).Name);
        Assert.Equal("file.unreadable", Assert.Throws<InputException>(() => ComponentTableFile.Read("none.json", Path.GetDirectoryName(file)!, EnergyCircuits.Shelf)).Violations[0].Code);
        Violation unknown = Assert.Throws<InputException>(() => ComponentTableFile.Read("cmos-14nm", "", EnergyCircuits.Shelf)).Violations[0];
        Assert.Contains("cmos-180nm", unknown.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_committed_schema_is_what_the_records_say()
    {
        string generated = ComponentTableText.Schema(), committed = File.Exists(SchemaFile) ? File.ReadAllText(SchemaFile) : "";
        if (generated != committed)
        {
            File.WriteAllText(Path.ChangeExtension(SchemaFile, ".received.txt"), generated);
        }

        Assert.Equal(generated, committed);
    }

    private static IReadOnlyList<Violation> Violations(string rows) =>
        Assert.Throws<InputException>(() => ComponentTableText.Parse($$"""{ "name": "own", "components": [ {{rows}} ] }""", "own.json")).Violations;
}
