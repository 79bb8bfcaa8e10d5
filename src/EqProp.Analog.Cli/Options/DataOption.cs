using System.CommandLine;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Cli.Options;

/// <summary><c>--data DIR</c>, or else the variable <c>EQPROP_DATA_DIR</c>: where files of data sets are.</summary>
internal sealed class DataOption : Option<string?>
{
    /// <summary>The environment variable that stands in for the option.</summary>
    public const string Variable = "EQPROP_DATA_DIR";

    public DataOption()
        : base("--data")
    {
        Description = $"Folder with a folder for each data set, or one set's own folder; {Variable} if not given.";
        HelpName = "folder";
    }

    /// <summary>The folder that the option or the variable names; null if neither does.</summary>
    public string? FolderIn(CommandContext context) =>
        context.Get(this) ?? (context.Host.Variable(Variable) is { Length: > 0 } folder ? folder : null);

    /// <summary>Where the examples of a circuit are looked for.</summary>
    /// <param name="context">The invocation.</param>
    /// <param name="circuit">The circuit.</param>
    /// <param name="run">The run whose folder the circuit was read from; its data lie beside the file that it began with.</param>
    public DatasetLocation LocationIn(CommandContext context, ResolvedCircuit circuit, RunFolder? run = null) =>
        new(FolderIn(context), Path.GetDirectoryName(Path.GetFullPath(run?.ReadRecord().CircuitPath ?? circuit.Origin)));
}
