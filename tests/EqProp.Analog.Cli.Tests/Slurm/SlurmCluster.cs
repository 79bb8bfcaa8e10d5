using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests.Slurm;

/// <summary>
/// A Slurm of two nodes on this machine, of the user who runs the tests: its own folder and ports, no accounts, no service manager. Where Slurm is not installed it
/// does nothing. In the end none of its processes is left.
/// </summary>
public sealed class SlurmCluster : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, SlurmDaemon> _nodes = [];
    private readonly int[] _ports = FreePorts(3);
    private SlurmDaemon? _controller;

    public SlurmCluster()
    {
        if (SlurmFactAttribute.Reason is not null)
        {
            return;
        }

        try
        {
            Start();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Tasks of an array are numbered below this: few, so that studies need several arrays.</summary>
    public static int ArraySize => 5;

    /// <summary>The nodes, of two processors each.</summary>
    public static IReadOnlyList<string> Nodes { get; } = ["n1", "n2"];

    private string Configuration => _folder.File("slurm.conf");

    /// <summary>Runs a program as a user of the cluster.</summary>
    internal CommandResult Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        start.Environment["SLURM_CONF"] = Configuration;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output, error.Result);
    }

    /// <summary>Tasks in the queue, one line each.</summary>
    /// <param name="format">What to show of each, as squeue has it.</param>
    internal string[] Queue(string format) => Lines(Run("squeue", "-h", "-r", "-o", format).Out);

    /// <summary>Waits until no task is in the queue.</summary>
    internal void WaitUntilEmpty(double seconds) => Deadline.WaitFor(
        seconds, "an empty queue", () => Run("squeue", "-h", "-r") is { ExitCode: 0, Out: "" }, () => string.Join('\n', Queue("%i %T %r %N")));

    /// <summary>
    /// Lets tasks that wait for their second run begin soon: Slurm holds them back for two minutes. Not at once: what it revoked when the first run was stopped, it
    /// revoked for everything that began up to that second.
    /// </summary>
    internal void ReleaseRequeued()
    {
        foreach (string[] task in Queue("%i %T %r %S").Select(line => line.Split(' ')).Where(task => task is [_, "PENDING", "BeginTime", _]))
        {
            if (DateTime.TryParse(task[3], CultureInfo.InvariantCulture, out DateTime start) && start > DateTime.Now.AddSeconds(10))
            {
                Run("scontrol", "update", $"JobId={task[0]}", "StartTime=now+2");
            }
        }
    }

    /// <summary>Waits until no task is in the queue; those that wait for their second run begin at once.</summary>
    internal void Finish(double seconds) => Deadline.WaitFor(
        seconds, "an empty queue",
        () =>
        {
            ReleaseRequeued();
            return Run("squeue", "-h", "-r") is { ExitCode: 0, Out: "" };
        },
        () => string.Join('\n', Queue("%i %T %r %N")));

    /// <summary>Processes that run on a node, or all of the cluster: they have its configuration in their environment.</summary>
    internal int[] ProcessesOn(string? node = null) => node is null
        ? ProcessTable.WithEnvironment($"SLURM_CONF={Configuration}")
        : ProcessTable.WithEnvironment($"SLURM_CONF={Configuration}", $"SLURMD_NODENAME={node}");

    /// <summary>The last that the daemons said.</summary>
    internal string Logs() => string.Concat(Directory.GetFiles(_folder.File("log")).Select(file => $"== {Path.GetFileName(file)}\n{string.Join('\n', File.ReadLines(file).TakeLast(30))}\n"));

    /// <summary>Takes the power from a node: its daemon, what stands over its tasks, and the tasks.</summary>
    internal void KillNode(string node)
    {
        _nodes[node].Stop("KILL");
        for (int[] tasks = ProcessesOn(node); tasks.Length > 0; tasks = ProcessesOn(node))
        {
            int[] above = [.. tasks.Select(ProcessTable.ParentOf).Where(parent => ProcessTable.NameOf(parent).StartsWith("slurmstepd", StringComparison.Ordinal)).Distinct()];
            foreach (int process in above.Concat(tasks))
            {
                ProcessTable.Kill(process);
            }
        }
    }

    /// <summary>Switches a node on again, and waits until it takes tasks.</summary>
    internal void StartNode(string node)
    {
        _nodes[node].Dispose();
        _nodes[node] = new SlurmDaemon("slurmd", Configuration, "-N", node);
        WaitUntilIdle();
    }

    /// <summary>Stops the controller in good order and starts it again.</summary>
    internal void RestartController()
    {
        _controller!.Stop("TERM");
        _controller.Dispose();
        _controller = new SlurmDaemon("slurmctld", Configuration);
        Deadline.WaitFor(20, "an answer of the controller", () => Run("scontrol", "ping").Out.Contains("is UP", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        try
        {
            if (_controller?.Runs == true)
            {
                Run("scancel", "-u", Environment.UserName);
                WaitUntilEmpty(20);
            }
        }
        finally
        {
            foreach (SlurmDaemon daemon in _nodes.Values.Append(_controller).OfType<SlurmDaemon>())
            {
                daemon.Dispose();
            }
        }

        if (SlurmFactAttribute.Reason is null)
        {
            Deadline.WaitFor(10, "the end of every process of the cluster", () => ProcessesOn().Length == 0, () => string.Join(' ', ProcessesOn().Select(ProcessTable.NameOf)));
        }

        _folder.Dispose();
    }

    private void Start()
    {
        foreach (string name in (string[])["state", "log", .. Nodes.Select(node => $"spool.{node}")])
        {
            Directory.CreateDirectory(_folder.File(name));
        }

        File.WriteAllText(Configuration, Describe());
        _controller = new SlurmDaemon("slurmctld", Configuration);
        foreach (string node in Nodes)
        {
            _nodes[node] = new SlurmDaemon("slurmd", Configuration, "-N", node);
        }

        WaitUntilIdle();
    }

    private void WaitUntilIdle() => Deadline.WaitFor(
        30, "idle nodes",
        () => Lines(Run("sinfo", "-h", "-N", "-o", "%t").Out) is { Length: 2 } states && states.All(state => state is "idle" or "mix" or "alloc"),
        () => Run("sinfo", "-N").Out + Logs());

    private string Describe()
    {
        string host = Environment.MachineName, user = Environment.UserName, folder = _folder.Path;
        string nodes = string.Concat(Nodes.Select((node, index) => string.Create(
            CultureInfo.InvariantCulture,
            $"NodeName={node} NodeHostname={host} NodeAddr=127.0.0.1 Port={_ports[index + 1]} CPUs=2 RealMemory=1000 State=UNKNOWN\n")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            ClusterName=fixture
            SlurmctldHost={host}(127.0.0.1)
            SlurmctldPort={_ports[0]}
            SlurmUser={user}
            SlurmdUser={user}
            AuthType=auth/none
            CredType=cred/none
            StateSaveLocation={folder}/state
            SlurmdSpoolDir={folder}/spool.%n
            SlurmctldPidFile={folder}/slurmctld.pid
            SlurmdPidFile={folder}/slurmd.%n.pid
            SlurmctldLogFile={folder}/log/slurmctld.log
            SlurmdLogFile={folder}/log/slurmd.%n.log
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            JobAcctGatherType=jobacct_gather/none
            AccountingStorageType=accounting_storage/none
            JobCompType=jobcomp/none
            MpiDefault=none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_CPU
            SchedulerParameters=sched_min_interval=0,batch_sched_delay=0,sched_interval=1,bf_interval=1
            ReturnToService=2
            SlurmdTimeout=5
            KillWait=2
            MinJobAge=3600
            JobRequeue=1
            MaxArraySize={ArraySize}
            SlurmdParameters=config_overrides
            {nodes}PartitionName=test Nodes=n[1-2] Default=YES MaxTime=INFINITE State=UP

            """);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Bound together, so that no two are the same; a moment later the daemons take them.
    private static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners)
        {
            listener.Start();
        }

        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners)
        {
            listener.Stop();
        }

        return ports;
    }
}
