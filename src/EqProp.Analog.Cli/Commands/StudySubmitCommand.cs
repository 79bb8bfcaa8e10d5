using System.CommandLine;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Studies.Shards;
using EqProp.Analog.Studies.Submission;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop study submit</c>: hands the shards of a study that are not done to a cluster, and the merge after them; or runs them here.</summary>
internal sealed class StudySubmitCommand : ToolCommand
{
    private const string Local = "local";

    private readonly StudyFolderArgument _folder = new();

    private readonly Option<string> _engine = new("--engine")
    {
        Description = $"{Local}: this machine, as study resume; {string.Join("; ", SubmissionEngineCatalog.All.Select(engine => $"{engine.Name}: {engine.Description}"))}.",
        HelpName = "name",
        Required = true,
    };

    private readonly TaskOptions _task;
    private readonly DataOption _data = new();
    private readonly ShardThreadsOption _threads = new();

    private readonly WholeNumberOption _arrayLimit = new("--array-limit", 1)
    {
        Description = "Most tasks of one array; more shards become several arrays. What the cluster says (Slurm) or usually takes if not given.",
    };

    private readonly Option<bool> _writeOnly = new("--write-only") { Description = "Write the scripts to the folder of the study and submit nothing." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print the scripts; write and submit nothing." };
    private readonly JsonOption _json = new();

    public StudySubmitCommand()
        : base("submit", "Hand what is missing of a study to a cluster whose machines see its folder under the same path.")
    {
        Add(_folder);
        Add(_engine);
        _task = new TaskOptions(this);
        foreach (Option option in (Option[])[_arrayLimit, _data, _threads, _writeOnly, _dryRun, _json])
        {
            Add(option);
        }

        _engine.CompletionSources.Add(Engines());
    }

    protected override int Run(CommandContext context)
    {
        string name = context.Get(_engine)!;
        StudyFolder folder = StudyFolder.Open(context.Get(_folder));
        if (name == Local)
        {
            if (context.Get(_writeOnly) || context.Get(_dryRun))
            {
                throw new InputException(
                    "submit.local", "--engine local", "This machine needs no scripts, so that there are none to write or print.",
                    "Leave --write-only and --dry-run out, or name another engine.");
            }

            using StopSignal stop = context.Host.ListenForStop();
            return StudyResumeCommand.RunAll(context, folder, _threads, _data, stop);
        }

        ISubmissionEngine engine = SubmissionEngineCatalog.Find(name) ?? throw new InputException(
            "engine.unknown", "--engine", $"There is no engine '{name}'.", NearestName.Remedy(name, Engines()));
        SubmissionRequest request = Request(context, folder);
        if (request.Shards.Count == 0)
        {
            context.Terminal.Note($"nothing is missing that does not run; the table: eqprop study merge {ShellText.Quote(folder.FullPath)}");
            return ExitCode.Done;
        }

        if (context.Get(_dryRun))
        {
            foreach (SubmissionScript script in engine.Write(request))
            {
                context.Terminal.Write($"==== {script.Name}\n{script.Text}");
            }

            return ExitCode.Done;
        }

        return context.Get(_writeOnly) || engine.Name != SlurmSubmission.Engine ? WriteScripts(context, engine, request) : Submit(context, request);
    }

    private static string[] Engines() => [Local, .. SubmissionEngineCatalog.All.Select(engine => engine.Name)];

    private SubmissionRequest Request(CommandContext context, StudyFolder folder)
    {
        StudyStatus status = StudyStatus.Of(folder);
        int[] running = [.. status.Shards.Where(shard => shard.State == ShardState.Running).Select(shard => shard.Shard)];
        if (running.Length > 0)
        {
            context.Terminal.Note($"shards {ShardRanges.Text(running)} run at this moment and are left out");
        }

        return new()
        {
            Folder = folder.FullPath,
            Study = folder.Plan.Description.Name,
            Shards = [.. status.Shards.Where(shard => shard.State is ShardState.Missing or ShardState.Stale).Select(shard => shard.Shard)],
            Program = context.Host.Program,
            Variables = [.. Variables(context)],
            ArrayLimit = context.Get(_arrayLimit),
            Resources = _task.ResourcesIn(context),
            Container = _task.ContainerIn(context),
        };
    }

    // A task may begin with another environment than this program has.
    private IEnumerable<KeyValuePair<string, string>> Variables(CommandContext context)
    {
        if (_data.FolderIn(context) is { } data)
        {
            yield return new(DataOption.Variable, Path.GetFullPath(data, context.Host.CurrentFolder));
        }

        if (context.Host.Variable("DOTNET_ROOT") is { Length: > 0 } runtime)
        {
            yield return new("DOTNET_ROOT", runtime);
        }
    }

    private int WriteScripts(CommandContext context, ISubmissionEngine engine, SubmissionRequest request)
    {
        SubmissionFolder.Write(request.Folder, engine.Write(request));
        string command = ShellText.Line(["bash", Path.Combine(SubmissionFolder.Of(request.Folder), engine.SubmitScript)]);
        if (context.Get(_json))
        {
            context.Terminal.WriteJson(new JsonObject
            {
                ["schemaVersion"] = 1,
                ["engine"] = engine.Name,
                ["shards"] = ShardRanges.Text(request.Shards),
                ["command"] = command,
            });
            return ExitCode.Done;
        }

        context.Terminal.Note($"scripts for shards {ShardRanges.Text(request.Shards)} are written; submit them with:");
        context.Terminal.WriteLine(command);
        return ExitCode.Done;
    }

    private int Submit(CommandContext context, SubmissionRequest request)
    {
        using StopSignal stop = context.Host.ListenForStop();
        SubmittedJobs jobs;
        try
        {
            if (SlurmSubmission.StillQueued(request.Folder, context.Host.Variable, stop.Token) is { Count: > 0 } queued)
            {
                context.Terminal.Warn(
                    $"of what was submitted before, job {string.Join(", ", queued)} is still in the queue; what it has done by then is not done again (scancel {string.Join(' ', queued)} takes it out)");
            }

            jobs = SlurmSubmission.Submit(request, context.Host.Variable, stop.Token);
        }
        catch (OperationCanceledException) when (stop.ExitCode is { } code)
        {
            context.Terminal.Note("stopped; what squeue shows was submitted");
            return code;
        }

        if (context.Get(_json))
        {
            context.Terminal.WriteJson(JsonNode.Parse(jobs.ToJson())!);
            return ExitCode.Done;
        }

        context.Terminal.WriteLine($"shards {jobs.Shards}: job {string.Join(", ", jobs.Arrays)}; merge: job {jobs.Merge}");
        context.Terminal.Note($"see how far it is with: eqprop study status {ShellText.Quote(request.Folder)}");
        return ExitCode.Done;
    }
}
