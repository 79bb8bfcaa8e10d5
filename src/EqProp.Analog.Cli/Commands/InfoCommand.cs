using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Studies.Training;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop info</c>: what computes here, and why so.</summary>
internal sealed class InfoCommand : ToolCommand
{
    private readonly JsonOption _json = new();

    public InfoCommand()
        : base("info", "Show the processor, the vector width that is used and why, and the threads.") =>
        Add(_json);

    protected override int Run(CommandContext context)
    {
        VectorWidthSelection chosen = ThreadsOption.WidthIn(context);
        string[] accelerated = [.. Enum.GetValues<VectorWidth>().Where(VectorWidthSelection.IsAccelerated).Select(VectorWidthSelection.Name)];
        if (context.Get(_json))
        {
            context.Terminal.WriteJson(new JsonObject
            {
                ["schemaVersion"] = 1,
                ["version"] = ToolVersion.Record.Version,
                ["processor"] = Machine.ProcessorName,
                ["vectorWidth"] = VectorWidthSelection.Name(chosen.Width),
                ["reason"] = chosen.Reason,
                ["accelerated"] = new JsonArray([.. accelerated.Select(width => JsonValue.Create(width))]),
                ["threads"] = Environment.ProcessorCount,
                ["runtime"] = RuntimeInformation.FrameworkDescription,
            });
            return ExitCode.Done;
        }

        var table = new TextTable("what", "here");
        table.Add("version", ToolVersion.Record.Version);
        table.Add("processor", Machine.ProcessorName);
        table.Add("vector width", $"{VectorWidthSelection.Name(chosen.Width)}: {chosen.Reason}");
        table.Add("accelerated widths", string.Join(", ", accelerated));
        table.Add("threads", $"{Environment.ProcessorCount}, unless --threads says otherwise; results do not depend on them");
        table.Add("runtime", RuntimeInformation.FrameworkDescription);
        context.Terminal.Write(table);
        return ExitCode.Done;
    }
}
