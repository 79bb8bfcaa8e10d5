using System.Text.Json;
using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Learning.Rules;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop rules list</c>: the learning rules, what each assumes and what it costs.</summary>
internal sealed class RulesListCommand : ToolCommand
{
    private readonly JsonOption _json = new();

    public RulesListCommand()
        : base("list", "List the learning rules with what each assumes and what it costs.") =>
        Add(_json);

    protected override int Run(CommandContext context)
    {
        if (context.Get(_json))
        {
            context.Terminal.WriteJson(new JsonObject
            {
                ["schemaVersion"] = 1,
                ["rules"] = new JsonArray([.. LearningRuleCatalog.All.Select(Describe)]),
            });
            return ExitCode.Done;
        }

        TextTable table = new("learning.rule", "synapses", "stores free state", "settlings", "estimators", "what it does", "source");
        foreach (LearningRuleEntry rule in LearningRuleCatalog.All)
        {
            table.Add(
                FileName(rule.Kind) + (rule.SimulationOnly ? " (simulation only)" : ""), FileName(rule.Couplings), rule.StoresFreeState ? "yes" : "no", rule.Settlings,
                string.Join(", ", rule.Estimators.Select(kind => FileName(kind))), rule.Summary, rule.Source);
        }

        context.Terminal.Write(table);
        return ExitCode.Done;
    }

    private static JsonObject Describe(LearningRuleEntry rule) => new()
    {
        ["name"] = FileName(rule.Kind),
        ["summary"] = rule.Summary,
        ["source"] = rule.Source,
        ["synapses"] = FileName(rule.Couplings),
        ["storesFreeState"] = rule.StoresFreeState,
        ["simulationOnly"] = rule.SimulationOnly,
        ["writesEachStep"] = rule.WritesEachStep,
        ["estimators"] = new JsonArray([.. rule.Estimators.Select(kind => JsonValue.Create(FileName(kind)))]),
        ["settlings"] = rule.Settlings,
    };

    private static string FileName(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
