using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;

namespace EqProp.Analog.Cli.Tests;

/// <summary>The command methods.</summary>
public class MethodsCommandTests
{
    [Fact]
    public void Lists_every_method_that_a_circuit_may_name_with_its_order()
    {
        CommandResult text = InProcess.Run("methods");
        CommandResult json = InProcess.Run("methods", "--json");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (text.ExitCode, json.ExitCode));
        JsonArray methods = JsonNode.Parse(json.Out)!["methods"]!.AsArray();
        Assert.Equal(Enum.GetValues<IntegrationMethod>().Length, methods.Count);
        Assert.Equal([1, 1, 2, 2, 4, 3, 5, 1, 2, 4], methods.Select(method => (int)method!["order"]!));
        Assert.All(methods, method => Assert.Contains((string)method!["name"]!, text.Out, StringComparison.Ordinal));
    }
}
