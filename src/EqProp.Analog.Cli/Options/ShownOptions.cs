using System.CommandLine;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Studies.Waveforms;

namespace EqProp.Analog.Cli.Options;

/// <summary>What of a circuit is run: the example, the weights, the phases, the nodes.</summary>
internal sealed class ShownOptions
{
    private readonly WholeNumberOption _example = new("--example", 0)
    {
        Description = "Index of the test example; the first, 0, if not given.",
    };

    private readonly Option<string?> _nodes = new("--nodes") { HelpName = "names" };
    private readonly DurationOption _duration = new();
    private readonly Option<bool> _nudged;
    private readonly WeightsOption _weights = new();
    private readonly DataOption _data = new();

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="nodes">Help for --nodes.</param>
    /// <param name="nudged">Help for --nudged.</param>
    public ShownOptions(Command command, string nodes, string nudged)
    {
        _nodes.Description = nodes;
        _nudged = new Option<bool>("--nudged") { Description = nudged };
        foreach (Option option in (Option[])[_example, _nodes, _duration, _nudged, _weights, _data])
        {
            command.Add(option);
        }
    }

    /// <summary>What the command line asks for.</summary>
    public WaveformRequest In(CommandContext context, ResolvedCircuit circuit) => new()
    {
        Example = context.Get(_example),
        Nodes = context.Get(_nodes)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        DurationSeconds = context.Get(_duration),
        Nudged = context.Get(_nudged),
        WeightFile = context.Get(_weights),
        Data = _data.LocationIn(context, circuit),
    };
}
