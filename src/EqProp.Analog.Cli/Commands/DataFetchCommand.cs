using System.CommandLine;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop data fetch</c>: downloads and checks the files of a published data set.</summary>
internal sealed class DataFetchCommand : ToolCommand
{
    private readonly DatasetArgument _name = new();
    private readonly DataOption _data = new();

    public DataFetchCommand()
        : base("fetch", "Download a published data set into a folder of its own.")
    {
        Add(_name);
        Add(_data);
    }

    protected override int Run(CommandContext context)
    {
        DatasetEntry entry = DatasetCatalog.Find(context.Get(_name));
        string folder = _data.FolderIn(context) ?? throw new InputException(
            "data.folder", "--data", "No folder is given to put the files into.", $"Give --data FOLDER, or set {DataOption.Variable}.");
        using StopSignal stop = context.Host.ListenForStop();
        using HttpClient client = context.Host.NewHttpClient();
        try
        {
            foreach (FetchedFile file in Fetch(context, entry, Path.Combine(folder, entry.Name), client, stop.Token))
            {
                context.Terminal.Note(file.Address is null ? $"already there: {file.Path}" : $"from {file.Address}");
                context.Terminal.WriteLine(file.Path);
            }

            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (stop.ExitCode is not null)
        {
            context.Terminal.Note("stopped; the same command goes on from here");
            return stop.ExitCode.Value;
        }
    }

    private static IReadOnlyList<FetchedFile> Fetch(
        CommandContext context, DatasetEntry entry, string folder, HttpClient client, CancellationToken stop)
    {
        using ProgressLine progress = context.Terminal.StartProgress(entry.Name);
        return new DatasetFetcher(client).FetchAsync(entry, folder, new Display(progress), stop).GetAwaiter().GetResult();
    }

    // Unlike Progress<T>, shows a report before the download goes on.
    private sealed class Display(ProgressLine line) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) =>
            line.Report((double)value.Received / value.Total, $"{value.File} from {value.Address.Host}, {value.Received / 1e6:0.0} MB");
    }
}
