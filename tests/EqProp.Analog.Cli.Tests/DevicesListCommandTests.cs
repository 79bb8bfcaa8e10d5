using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Cli.Tests;

/// <summary>The command devices list.</summary>
public class DevicesListCommandTests
{
    [Fact]
    public void Every_kind_is_listed_with_its_law_and_the_parts_beside_it()
    {
        CommandResult text = InProcess.Run("devices", "list");
        JsonNode json = JsonNode.Parse(InProcess.Run("devices", "list", "--json").Out)!;

        JsonArray devices = json["devices"]!.AsArray();
        Assert.Equal(Enum.GetValues<SynapseDeviceKind>().Length, devices.Count);
        Assert.All(devices, device => Assert.Contains((string)device!["name"]!, text.Out));
        Assert.Contains("device-pcm", json["parts"]!.AsArray().Select(part => (string)part!));
        Assert.Equal(10, json["parts"]!.AsArray().Count);
    }
}
