using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using FsCheck.Xunit;
using static EqProp.Analog.Tests.Circuits.CircuitTexts;

namespace EqProp.Analog.Tests.Circuits;

/// <summary>Whatever is written, it loads and can be laid out, or it is refused with violations: nothing else happens.</summary>
public class HostileInputTests
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "3", "2.5", "1e999", "1e-320", "\"\"", "\"x\"", "\"1 pF\"", "\"-1 uS\"", "\"NaN\"",
        "[]", "{}", "[null]", "[{}]", "[[]]", "[-1, 1]", "[0, 2000000000]", "{\"x\": 1}",
    ];

    [Theory]
    [InlineData(Layered)]
    [InlineData(Elements)]
    public void Any_value_anywhere_is_taken_or_refused(string text)
    {
        int refused = 0;
        foreach (string path in Paths(Resolve(text).Json, ""))
        {
            refused += Values.Count(value => !IsTaken(text, $"{path}={value}"));
        }

        Assert.InRange(refused, 500, int.MaxValue);
    }

    [Fact]
    public void Any_block_left_out_is_taken_or_refused()
    {
        foreach (string path in Paths(Resolve(Layered).Json, ""))
        {
            JsonObject json = JsonNode.Parse(Resolve(Layered).ToText())!.AsObject();
            string[] names = path.Split('.', '[');
            JsonObject block = names[..^1].Aggregate(json, (outer, name) => outer[name] as JsonObject ?? outer);
            block.Remove(names[^1]);
            IsTaken(json.ToJsonString());
        }
    }

    [Property(MaxTest = 300)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void Any_text_cut_out_of_a_file_is_taken_or_refused(ushort start, byte length)
    {
        int from = start % Layered.Length;
        IsTaken(Layered.Remove(from, Math.Min(length % 40, Layered.Length - from)));
    }

    [Property(MaxTest = 300)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void Any_setting_is_taken_or_refused(string? setting) => IsTaken(Layered, setting ?? "");

    private static bool IsTaken(string text, params string[] settings)
    {
        try
        {
            CircuitDescription description = CircuitLoader.Parse(text, Origin, settings).Description;
            if ((description.Circuit.Topology.Layers ?? []).Sum(size => (long)size) < 10_000)
            {
                LayoutBuilder.Build(description);
            }

            return true;
        }
        catch (InputException refusal)
        {
            Assert.All(refusal.Violations, violation => Assert.False(string.IsNullOrWhiteSpace(violation.Message + violation.Remedy)));
            return false;
        }
    }

    private static IEnumerable<string> Paths(JsonObject block, string path)
    {
        foreach ((string key, JsonNode? value) in block)
        {
            string child = path.Length == 0 ? key : $"{path}.{key}";
            yield return child;
            IEnumerable<string> inner = value switch
            {
                JsonObject nested => Paths(nested, child),
                JsonArray list => list.SelectMany((item, i) =>
                    item is JsonObject nested ? Paths(nested, $"{child}[{i}]").Prepend($"{child}[{i}]") : [$"{child}[{i}]"]),
                _ => [],
            };
            foreach (string deeper in inner)
            {
                yield return deeper;
            }
        }
    }
}
