using System.Text.Json;
using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Presets;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Devices;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop devices list</c>: the laws of synapse devices, and the devices that come as parts.</summary>
internal sealed class DevicesListCommand : ToolCommand
{
    private const string Prefix = "device-";

    private readonly JsonOption _json = new();

    public DevicesListCommand()
        : base("list", "List the kinds of synapse devices with what one write does, and the devices that come as parts.") =>
        Add(_json);

    protected override int Run(CommandContext context)
    {
        string folder = Path.GetFullPath(Path.Combine(PresetShelf.Find(context.Host).Folder, "..", "parts"));
        string[] parts = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, Prefix + "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)]
            : [];
        if (context.Get(_json))
        {
            context.Terminal.WriteJson(new JsonObject
            {
                ["schemaVersion"] = 1,
                ["devices"] = new JsonArray([.. SynapseDeviceCatalog.All.Select(Describe)]),
                ["folder"] = folder,
                ["parts"] = new JsonArray([.. parts.Select(part => JsonValue.Create(part))]),
            });
            return ExitCode.Done;
        }

        TextTable table = new("device.kind", "a write", "own fields", "source");
        foreach (SynapseDeviceEntry device in SynapseDeviceCatalog.All)
        {
            table.Add(FileName(device.Kind), device.Law, string.Join(", ", device.Fields), device.Source);
        }

        context.Terminal.Write(table);
        context.Terminal.Note($"parts in {folder}: {string.Join(", ", parts)}");
        return ExitCode.Done;
    }

    private static JsonObject Describe(SynapseDeviceEntry device) => new()
    {
        ["name"] = FileName(device.Kind),
        ["law"] = device.Law,
        ["fields"] = new JsonArray([.. device.Fields.Select(field => JsonValue.Create(field))]),
        ["source"] = device.Source,
    };

    private static string FileName(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
