using System.Globalization;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests.Slurm;

/// <summary>A small study in a folder of its own, with spaces in the path: twelve chips in six shards of two packets, of which the last two take seconds.</summary>
internal sealed class ClusterStudy : IDisposable
{
    /// <summary>Shards of the study.</summary>
    public const int Shards = 6;

    /// <summary>A shard whose chips learn long enough to be disturbed. It is the first task of the second array.</summary>
    public const int SlowShard = 5;

    private readonly TemporaryFolder _folder = new();
    private readonly SlurmCluster _cluster;

    public ClusterStudy(SlurmCluster cluster)
    {
        _cluster = cluster;
        Plan(_folder, Folder, Shards);
    }

    /// <summary>The folder of the study.</summary>
    public string Folder => _folder.File("it's a study");

    /// <summary>The table; empty where there is none yet.</summary>
    public string Table => TableIn(Folder);

    /// <summary>The table of a run in one process on this machine.</summary>
    public static string LocalTable()
    {
        using TemporaryFolder folder = new();
        string study = folder.File("local");
        Plan(folder, study, 1);
        CommandResult result = RealProcess.Run("study", "resume", study, "--quiet");
        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        return TableIn(study);
    }

    /// <summary>Hands what is missing to the cluster.</summary>
    public CommandResult Submit(params string[] options)
    {
        CommandResult result = _cluster.Run(RealProcess.Program, ["study", "submit", Folder, "--engine", "slurm", "--quiet", .. options]);
        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        return result;
    }

    /// <summary>Waits until the slow shard has kept its first packet and is at its second.</summary>
    /// <returns>The process that runs it.</returns>
    public int WaitForSlowShard()
    {
        // The process first, which takes long to find: its second packet is what there is time for afterwards.
        int process = 0;
        Deadline.WaitFor(60, "the program of the slow shard", () => (process = _cluster.ProcessesOn().FirstOrDefault(IsSlow)) != 0, Seen);
        Deadline.WaitFor(60, "a packet of the slow shard", HasJournal, Seen);
        return process;
    }

    /// <summary>Waits until a task is back in the queue.</summary>
    public void WaitForRequeue(double seconds) => Deadline.WaitFor(
        seconds, "a task that is queued again",
        () => _cluster.Queue("%T %r").Contains("PENDING BeginTime"),
        Seen);

    /// <summary>What all tasks said.</summary>
    public string Logs() => string.Concat(
        Directory.GetFiles(Path.Combine(Folder, "submit", "log")).Order(StringComparer.Ordinal).Select(file => $"== {Path.GetFileName(file)}\n{File.ReadAllText(file)}"));

    public void Dispose() => _folder.Dispose();

    private static string TableIn(string study) => File.Exists(Path.Combine(study, "table.csv")) ? File.ReadAllText(Path.Combine(study, "table.csv")) : "";

    private string Seen() => string.Join('\n', [.. _cluster.Queue("%i %T %r %N"), Logs(), _cluster.Logs()]);

    // A header, and a line for each packet.
    private bool HasJournal() => Directory.GetFiles(Path.Combine(Folder, "shards"), $"{SlowShard:D5}.*.journal").Any(file => File.ReadLines(file).Count() >= 2);

    private bool IsSlow(int process) =>
        ProcessTable.ArgumentsOf(process) is [var program, "study", "run-shard", var folder, var shard, ..]
        && program == RealProcess.Program && folder == Folder && shard == SlowShard.ToString(CultureInfo.InvariantCulture);

    private static void Plan(TemporaryFolder folder, string study, int shards)
    {
        string description = folder.Write($"study-{shards}.json", """
            {
              "schemaVersion": 1,
              "name": "tried on a cluster",
              "circuit": "xor",
              "set": ["circuit.fabrication.variations=[{\"parameter\":\"synapseDirection\",\"distribution\":\"logNormal\",\"relativeSigma\":0.1}]"],
              "axes": [{ "name": "epochs", "path": "learning.epochs", "values": [10, 20, 8000] }],
              "samples": { "dies": 4 }
            }
            """);
        CommandResult result = RealProcess.Run("study", "plan", description, "--out", study, "--shards", $"{shards}", "--packet", "1", "--quiet");
        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
    }
}
