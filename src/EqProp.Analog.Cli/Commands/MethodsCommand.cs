using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Numerics.Trajectories;
using EqProp.Analog.Simulation;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop methods</c>: the integration methods with their order, stability and cost.</summary>
internal sealed class MethodsCommand : ToolCommand
{
    private readonly JsonOption _json = new();

    public MethodsCommand()
        : base("methods", "List the integration methods with their order, stability and cost.") =>
        Add(_json);

    protected override int Run(CommandContext context)
    {
        IntegrationMethod[] methods = Enum.GetValues<IntegrationMethod>();
        if (context.Get(_json))
        {
            context.Terminal.WriteJson(new JsonObject
            {
                ["schemaVersion"] = 1,
                ["methods"] = new JsonArray([.. methods.Select(Describe)]),
            });
            return ExitCode.Done;
        }

        TextTable table = new(
            "simulation.method", new TextColumn("order", Numbers: true), "stable up to", new TextColumn("products a step", Numbers: true), "steps");
        foreach (IntegrationMethod method in methods)
        {
            TrajectoryMethod facts = IntegrationMethods.FactsOf(method);
            table.Add(
                FileName(method), facts.Order.ToString(CultureInfo.InvariantCulture), Stability(facts),
                facts.ProductsPerStep.ToString(CultureInfo.InvariantCulture),
                IntegrationMethods.FollowsTolerances(method) ? "by the tolerances" : "of one length (epsilon)");
        }

        context.Terminal.Write(table);
        return ExitCode.Done;
    }

    private static string FileName(IntegrationMethod method) =>
        JsonNamingPolicy.CamelCase.ConvertName(method.ToString());

    private static string Stability(TrajectoryMethod facts) => facts.Stability switch
    {
        MethodStability.LStable => "any step, stiff circuits too",
        MethodStability.OwnDecay => "any step where synapses are weaker than leaks",
        _ => string.Create(CultureInfo.InvariantCulture, $"{facts.RealInterval:0.###} time constants of the fastest mode"),
    };

    private static JsonObject Describe(IntegrationMethod method)
    {
        TrajectoryMethod facts = IntegrationMethods.FactsOf(method);
        return new JsonObject
        {
            ["name"] = FileName(method),
            ["order"] = facts.Order,
            ["stability"] = JsonNamingPolicy.CamelCase.ConvertName(facts.Stability.ToString()),
            ["realInterval"] = double.IsFinite(facts.RealInterval) ? facts.RealInterval : null,
            ["productsPerStep"] = facts.ProductsPerStep,
            ["followsTolerances"] = IntegrationMethods.FollowsTolerances(method),
        };
    }
}
