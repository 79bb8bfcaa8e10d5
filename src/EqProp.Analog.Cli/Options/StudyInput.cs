using System.CommandLine;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Presets;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Designs;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Shards;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Cli.Options;

/// <summary>A study on the command line, how it is cut into shards, and the chips that it tries.</summary>
internal sealed class StudyInput
{
    private readonly Argument<string> _study = new("study") { Description = "A study file, or the name of a study that comes with the program.", HelpName = "study" };
    private readonly Option<string?> _out = new("--out", "-o") { Description = "Folder of the study; made if there is none.", HelpName = "folder", Required = true };
    private readonly WholeNumberOption _shards = new("--shards", 1) { Description = "Parts that run apart from each other; 1 if not given. Results do not depend on it." };
    private readonly WholeNumberOption _packet = new("--packet", 1) { Description = "Most chips that are kept, or lost, together; 16 to 64 if not given. Results do not depend on it." };

    private readonly SettingsOption _settings = new()
    {
        Description = "Set a field of the study, such as samples.dies=100 or trial.weights=copied, or of its circuit, such as learning.epochs=2; may be repeated.",
    };

    /// <summary>Adds the argument and the options to a command.</summary>
    public StudyInput(Command command)
    {
        _study.CompletionSources.Add(completion => PresetShelf.Find(ToolHost.OfProcess()).StudyNames
            .Where(name => name.StartsWith(completion.WordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        command.Add(_study);
        foreach (Option option in (Option[])[_out, _shards, _packet, _settings])
        {
            command.Add(option);
        }
    }

    /// <summary>Plans the study, and makes its folder.</summary>
    /// <exception cref="InputException">The study or a point of it is wrong; carries all violations.</exception>
    public StudyFolder Plan(CommandContext context, ShardThreadsOption threads, DataOption data, CancellationToken stop)
    {
        PresetShelf shelf = PresetShelf.Find(context.Host);
        Study study = StudyLoader.Load(shelf.StudyFileOf(context.Get(_study)), context.Get(_settings) ?? [], shelf.Folder);
        StudyPlan plan = Planner.Make(study, TrialOf(context, study.Circuit, study.Description.Measures, threads, data, null), new()
        {
            Shards = context.Get(_shards) ?? 1,
            PacketTrials = context.Get(_packet),
            Threads = threads.CountIn(context),
            Tool = ToolVersion.Record,
            Cancellation = stop,
        });
        if (context.Get(_shards) > plan.Layout.Shards)
        {
            context.Terminal.Note($"there is work for {plan.Layout.Shards} shards only");
        }

        return StudyFolder.Create(context.Get(_out)!, plan);
    }

    /// <summary>What a planned study does with each chip.</summary>
    /// <exception cref="InputException">Another version of the program made the plan.</exception>
    public static ITrial TrialOf(CommandContext context, StudyFolder folder, ShardThreadsOption threads, DataOption data)
    {
        StudyPlan plan = folder.Plan;
        if (plan.Tool != ToolVersion.Record)
        {
            throw new InputException(
                "plan.version", folder.PathOf(StudyFolder.PlanFile), $"The plan was made by {plan.Tool.Name} {plan.Tool.Version}, and this is {ToolVersion.Record.Name} {ToolVersion.Record.Version}.",
                "A table comes from one version: use that one, or plan again in another folder.");
        }

        return TrialOf(context, plan.Circuit, plan.Description.Measures, threads, data, plan);
    }

    private static ChipTrial TrialOf(CommandContext context, ComposedCircuit circuit, IReadOnlyList<string> measures, ShardThreadsOption threads, DataOption data, StudyPlan? plan)
    {
        DatasetLocation location = new(data.FolderIn(context), Path.GetDirectoryName(Path.GetFullPath(circuit.Origin)));
        return new(location, measures, threads.SimulationIn(context, plan), PresetShelf.Find(context.Host).ComponentFolder);
    }
}
