using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Circuits;

public class SchemaGeneratorTests
{
    private static readonly string SchemaFile = RepositoryRoot.Combine("circuits", "schema", "circuit.schema.json");

    // When the records changed on purpose: copy the received file over the committed one.
    [Fact]
    public void The_committed_schema_is_the_one_that_the_records_give()
    {
        string generated = SchemaGenerator.Generate();
        string committed = File.Exists(SchemaFile) ? File.ReadAllText(SchemaFile) : "";
        if (generated != committed)
        {
            File.WriteAllText(Path.ChangeExtension(SchemaFile, ".received.txt"), generated);
        }

        Assert.Equal(committed, generated);
    }

    [Fact]
    public void Every_field_is_described_by_its_documentation()
    {
        JsonObject schema = JsonNode.Parse(SchemaGenerator.Generate())!.AsObject();
        IEnumerable<JsonObject> blocks = schema["$defs"]!.AsObject().Select(definition => definition.Value!.AsObject()).Append(schema);
        foreach (JsonObject block in blocks.Where(block => block["properties"] is not null))
        {
            Assert.False(block["additionalProperties"]!.GetValue<bool>());
            Assert.All(block["properties"]!.AsObject(), field =>
                Assert.EndsWith(".", field.Value!["description"]!.GetValue<string>(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_quantity_is_a_text_with_the_unit_of_its_field()
    {
        JsonObject definitions = JsonNode.Parse(SchemaGenerator.Generate())!["$defs"]!.AsObject();
        JsonObject capacitance = definitions["neuronBlock"]!["properties"]!["membraneCapacitance"]!.AsObject();
        Assert.Equal("#/$defs/quantity-F", capacitance["$ref"]!.GetValue<string>());
        Assert.StartsWith("Membrane capacitance C.", capacitance["description"]!.GetValue<string>(), StringComparison.Ordinal);
        string pattern = definitions["quantity-F"]!["anyOf"]![0]!["pattern"]!.GetValue<string>();
        Assert.Matches(pattern, "10 pF");
        Assert.DoesNotMatch(pattern, "10 kOhm");
    }

    [Fact]
    public void Names_of_an_enumeration_are_listed_and_twins_are_told()
    {
        JsonObject definitions = JsonNode.Parse(SchemaGenerator.Generate())!["$defs"]!.AsObject();
        Assert.Equal(
            ["positive", "negative", "randomSign", "alternating", "centered"],
            definitions["estimatorKind"]!["enum"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Contains("'nudgeConductance'", definitions["learningBlock"]!["properties"]!["beta"]!["description"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
