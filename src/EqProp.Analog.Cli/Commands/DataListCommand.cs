using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop data list</c>: the data sets that a circuit can name, and where their files are.</summary>
internal sealed class DataListCommand : ToolCommand
{
    private readonly DataOption _data = new();
    private readonly JsonOption _json = new();

    public DataListCommand()
        : base("list", "List the data sets.")
    {
        Add(_data);
        Add(_json);
    }

    protected override int Run(CommandContext context)
    {
        string? folder = _data.FolderIn(context);
        if (context.Get(_json))
        {
            context.Terminal.WriteJson(new JsonObject
            {
                ["schemaVersion"] = 1,
                ["dataFolder"] = folder,
                ["datasets"] = new JsonArray([.. DatasetCatalog.Entries.Select(entry => Describe(entry, folder))]),
            });
            return ExitCode.Done;
        }

        TextTable table = new("name", new("inputs", true), new("classes", true), new("train", true), new("test", true), "files", "licence", "source", "what it is");
        foreach (DatasetEntry entry in DatasetCatalog.Entries)
        {
            string files = entry.NeedsFiles ? Find(entry, folder) ?? "not found" : entry.TrainExamples is null ? "your own" : "none needed";
            table.Add(
                entry.Name, Show(entry.Inputs), Show(entry.Classes), Show(entry.TrainExamples), Show(entry.TestExamples),
                files, entry.Licence, entry.Source, entry.Summary);
        }

        context.Terminal.Write(table);
        context.Terminal.Note(folder is null
            ? $"no data folder: give --data or set {DataOption.Variable}"
            : $"data folder: {folder}");
        return ExitCode.Done;
    }

    private static JsonObject Describe(DatasetEntry entry, string? folder) => new()
    {
        ["name"] = entry.Name,
        ["summary"] = entry.Summary,
        ["inputs"] = entry.Inputs,
        ["classes"] = entry.Classes,
        ["trainExamples"] = entry.TrainExamples,
        ["testExamples"] = entry.TestExamples,
        ["licence"] = entry.Licence,
        ["source"] = entry.Source,
        ["needsFiles"] = entry.NeedsFiles,
        ["folder"] = Find(entry, folder),
    };

    private static string? Find(DatasetEntry entry, string? folder) =>
        entry.NeedsFiles && folder is not null ? DatasetCatalog.FindFiles(entry.Name, new DatasetLocation(folder)) : null;

    private static string Show(int? number) => number?.ToString() ?? "";
}
