using System.Text.Json.Nodes;
using EqProp.Analog.Learning.Rules;

namespace EqProp.Analog.Cli.Tests;

/// <summary>The command rules list.</summary>
public class RulesListCommandTests
{
    [Fact]
    public void Every_rule_is_listed_with_what_it_assumes_and_costs()
    {
        CommandResult text = InProcess.Run("rules", "list");
        CommandResult json = InProcess.Run("rules", "list", "--json");

        JsonArray rules = JsonNode.Parse(json.Out)!["rules"]!.AsArray();
        Assert.Equal(LearningRuleCatalog.All.Count, rules.Count);
        foreach (JsonNode? rule in rules)
        {
            Assert.Contains((string)rule!["name"]!, text.Out);
            Assert.NotEmpty(rule["estimators"]!.AsArray());
        }
    }
}
