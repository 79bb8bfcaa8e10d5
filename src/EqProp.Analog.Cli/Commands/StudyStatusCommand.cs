using System.Globalization;
using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Studies.Shards;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop study status</c>: how far a study is, told from its files alone.</summary>
internal sealed class StudyStatusCommand : ToolCommand
{
    private const int MostShown = 20;

    private readonly StudyFolderArgument _folder = new();
    private readonly JsonOption _json = new();

    public StudyStatusCommand()
        : base("status", "Tell how far a study is: shards, chips, failures.")
    {
        Add(_folder);
        Add(_json);
    }

    protected override int Run(CommandContext context)
    {
        StudyStatus status = StudyStatus.Of(StudyFolder.Open(context.Get(_folder)));
        if (context.Get(_json))
        {
            context.Terminal.WriteJson(Describe(status));
            return ExitCode.Done;
        }

        context.Terminal.WriteLine(StudyPlanCommand.Headline(status.Plan));
        context.Terminal.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"shards: {string.Join(", ", Enum.GetValues<ShardState>().Reverse().Select(state => $"{status.Count(state)} {Word(state)}"))}; chips: {status.TrialsDone} done, {status.Failed} of them failed"));
        Write(context.Terminal, status);
        foreach (string file in status.Shards.SelectMany(shard => shard.Damage))
        {
            context.Terminal.Warn($"{file} is damaged; its work will be done again");
        }

        return ExitCode.Done;
    }

    // Shards that are done need no line of their own.
    private static void Write(Terminal terminal, StudyStatus status)
    {
        ShardStatus[] open = [.. status.Shards.Where(shard => shard.State != ShardState.Done)];
        if (open.Length == 0)
        {
            return;
        }

        TextTable table = new(new TextColumn("shard", Numbers: true), "state", new TextColumn("packets", Numbers: true), new TextColumn("chips", Numbers: true), new TextColumn("failed", Numbers: true), "who");
        foreach (ShardStatus shard in open.Take(MostShown))
        {
            table.Add(Number(shard.Shard), Word(shard.State), $"{Number(shard.PacketsDone)}/{Number(shard.Packets)}", Number(shard.TrialsDone), Number(shard.Failed), shard.Holder ?? "");
        }

        terminal.Write(table);
        if (open.Length > MostShown)
        {
            terminal.WriteLine($"and {open.Length - MostShown} more (--json lists all)");
        }
    }

    private static JsonObject Describe(StudyStatus status) => new()
    {
        ["schemaVersion"] = 1,
        ["name"] = status.Plan.Description.Name,
        ["planHash"] = status.Plan.Hash,
        ["isDone"] = status.IsDone,
        ["points"] = status.Plan.Points.Count,
        ["packets"] = status.Plan.Packets,
        ["packetsDone"] = status.PacketsDone,
        ["trials"] = status.Plan.Trials,
        ["trialsDone"] = status.TrialsDone,
        ["failed"] = status.Failed,
        ["shards"] = new JsonArray([.. status.Shards.Select(shard => new JsonObject
        {
            ["shard"] = shard.Shard,
            ["state"] = Word(shard.State),
            ["packets"] = shard.Packets,
            ["packetsDone"] = shard.PacketsDone,
            ["trialsDone"] = shard.TrialsDone,
            ["failed"] = shard.Failed,
            ["holder"] = shard.Holder,
            ["damaged"] = new JsonArray([.. shard.Damage.Select(file => JsonValue.Create(file))]),
        })]),
    };

    private static string Word(ShardState state) => state.ToString().ToLowerInvariant();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
