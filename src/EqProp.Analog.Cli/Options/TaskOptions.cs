using System.CommandLine;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Studies.Submission;

namespace EqProp.Analog.Cli.Options;

/// <summary>Options that say what a scheduler is asked for.</summary>
internal sealed class TaskOptions
{
    private readonly TaskTimeOption _time = new();
    private readonly MemoryOption _memory = new();
    private readonly WholeNumberOption _cpus = new("--cpus-per-task", 1) { Description = "Processors of a task, each of which runs one thread. 1 if not given." };
    private readonly Option<string?> _partition = new("--partition", "--queue") { Description = "Partition or queue of the cluster.", HelpName = "name" };
    private readonly WholeNumberOption _throttle = new("--throttle", 1) { Description = "Most tasks of an array at a time." };
    private readonly WholeNumberOption _requeues = new("--requeues", 0) { Description = "How often a task that was stopped or killed goes back into the queue. 5 if not given." };
    private readonly Option<string[]> _directives = Lines("--directive", "A further line for the scheduler, such as --directive=--account=chips; may be repeated.");
    private readonly Option<string[]> _setup = Lines("--setup", "A line of shell that tasks begin with, such as \"module load dotnet\"; may be repeated.");
    private readonly Option<string?> _image = new("--image") { Description = "Kubernetes: the container image, which has eqprop in its PATH.", HelpName = "name" };
    private readonly Option<string?> _claim = new("--claim") { Description = "Kubernetes: the claim of the volume that holds the study.", HelpName = "name" };
    private readonly Option<string?> _mount = new("--mount") { Description = "Kubernetes: where that volume is mounted, here and in the containers.", HelpName = "folder" };

    /// <summary>Adds the options to a command.</summary>
    public TaskOptions(Command command)
    {
        foreach (Option option in (Option[])[_time, _memory, _cpus, _partition, _throttle, _requeues, _directives, _setup, _image, _claim, _mount])
        {
            command.Add(option);
        }
    }

    /// <summary>What the scheduler is asked for.</summary>
    /// <exception cref="InputException">A text has more than one line.</exception>
    public TaskResources ResourcesIn(CommandContext context) => new()
    {
        Time = context.Get(_time),
        MemoryMebibytes = context.Get(_memory),
        CpusPerTask = context.Get(_cpus) ?? 1,
        Partition = OneLine(context.Get(_partition), _partition),
        Throttle = context.Get(_throttle),
        Requeues = context.Get(_requeues) ?? 5,
        Directives = [.. context.Get(_directives)!.Select(line => OneLine(line, _directives)!)],
        Setup = [.. context.Get(_setup)!.Select(line => OneLine(line, _setup)!)],
    };

    /// <summary>What containers are made of; null where none of it is named.</summary>
    /// <exception cref="InputException">Only some of it is named.</exception>
    public ContainerSource? ContainerIn(CommandContext context)
    {
        string?[] words = [context.Get(_image), context.Get(_claim), context.Get(_mount)];
        return words switch
        {
            [{ } image, { } claim, { } mount] => new(image, claim, Path.GetFullPath(mount)),
            [null, null, null] => null,
            _ => throw new InputException(
                "kubernetes.container", "--image, --claim, --mount", "Some of them are given and some are not.", "Give all three."),
        };
    }

    private static Option<string[]> Lines(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "line",
        Arity = new ArgumentArity(1, 1000),
        DefaultValueFactory = _ => [],
    };

    private static string? OneLine(string? text, Option option) => text is null || !text.AsSpan().ContainsAny('\n', '\r') ? text : throw new InputException(
        "submit.line", option.Name, "It has more than one line.", "Give each line by itself.");
}
