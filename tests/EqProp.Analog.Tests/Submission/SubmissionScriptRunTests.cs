using System.Diagnostics;
using System.Globalization;
using EqProp.Analog.Studies.Submission;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Submission;

/// <summary>Scripts of schedulers, run by bash as a scheduler would, with a program in place of ours that tells what it was asked.</summary>
public sealed class SubmissionScriptRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>An engine, the variable with a task's number, that of the first task, and what the program's wish to run again becomes.</summary>
    public static TheoryData<string, string, int, int> Schedulers => new()
    {
        { "slurm", "SLURM_ARRAY_TASK_ID", 0, 75 },
        { "lsf", "LSB_JOBINDEX", 1, 75 },
        { "sge", "SGE_TASK_ID", 1, 99 },
        { "pbs", "PBS_ARRAY_INDEX", 0, 75 },
    };

    [UnixTheory]
    [MemberData(nameof(Schedulers))]
    public void Every_script_is_one_that_bash_reads(string engine, string variable, int first, int again)
    {
        _ = (variable, first, again);
        foreach (SubmissionRequest request in (SubmissionRequest[])[Requests.Plain, Requests.Full])
        {
            Assert.All(SubmissionEngineCatalog.Find(engine)!.Write(request), script =>
                Assert.Equal((0, ""), Bash([], ["-n", _folder.Write(script.Name, script.Text)])));
        }
    }

    [UnixTheory]
    [MemberData(nameof(Schedulers))]
    public void A_task_runs_its_shard(string engine, string variable, int first, int again)
    {
        _ = again;
        int[] shards = [1, 2, 3, 5, 9, 10, 12];
        string script = Array(engine, "printf '%s|' \"$@\"", shards);
        // Positions for all but Slurm, whose tasks are numbered as their shards are.
        int[] positions = engine == "slurm" ? shards : [.. Enumerable.Range(0, shards.Length)];
        for (int i = 0; i < shards.Length; i++)
        {
            int[] firsts = engine == "slurm" ? [0] : [0, 1];
            foreach (int before in firsts.Where(before => before <= i))
            {
                string asked = string.Create(CultureInfo.InvariantCulture, $"study|run-shard|{_folder.Path}/my study|{shards[i]}|--threads|2|");
                Assert.Equal((0, asked), Bash([(variable, positions[i] - before + first), ("EQPROP_FIRST", before)], [script]));
            }
        }
    }

    [UnixTheory]
    [MemberData(nameof(Schedulers))]
    public void Only_what_was_stopped_or_killed_goes_back_into_the_queue(string engine, string variable, int first, int again)
    {
        bool counts = engine is "lsf" or "sge";
        foreach ((string does, int code, bool wishes) in ((string, int, bool)[])[("exit 0", 0, false), ("exit 65", 65, false), ("exit 74", 74, true), ("exit 75", 75, true), ("kill -9 $$", 137, true)])
        {
            int expected = wishes && counts ? again : code;
            Assert.Equal(expected, Bash([(variable, first)], [Array(engine, does, [0])]).Code);
        }

        // The fourth and fifth time in all: there is an end.
        if (counts)
        {
            string script = Array(engine, "exit 75", [0]);
            Assert.Equal(again, Bash([(variable, first)], [script]).Code);
            Assert.NotEqual(again, Bash([(variable, first)], [script]).Code);
        }
    }

    [UnixTheory]
    [MemberData(nameof(Schedulers))]
    public void A_signal_reaches_the_program_and_its_exit_code_the_scheduler(string engine, string variable, int first, int again)
    {
        string script = Array(engine, "trap 'echo stopped; exit 75' TERM; echo ready; for _ in {1..1000}; do sleep 0.02; done", [0]);
        using Process process = Start([(variable, first)], [script]);
        try
        {
            Assert.Equal("ready", process.StandardOutput.ReadLine());
            Bash([], ["-c", $"kill -TERM {process.Id}"]);
            Assert.Equal("stopped", process.StandardOutput.ReadLine());
            Assert.True(process.WaitForExit(TimeSpan.FromSeconds(30)), "The script does not end.");
            Assert.Equal(again, process.ExitCode);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private string Array(string engine, string does, int[] shards)
    {
        string program = _folder.Write("the program", $"#!/bin/bash\n{does}\n");
        string study = _folder.File("my study");
        Directory.CreateDirectory(Path.Combine(study, "submit", "log"));
        IReadOnlyList<SubmissionScript> scripts = SubmissionEngineCatalog.Find(engine)!.Write(new()
        {
            Folder = study,
            Study = "tried",
            Shards = shards,
            Program = ["bash", program],
            Resources = new() { CpusPerTask = 2, Requeues = 4 },
        });
        SubmissionScript array = scripts.Single(script => script.Name.EndsWith("-array.sh", StringComparison.Ordinal));
        return _folder.Write(array.Name, array.Text);
    }

    private (int Code, string Said) Bash((string Name, int Value)[] variables, string[] arguments)
    {
        using Process process = Start(variables, arguments);
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }

    private Process Start((string Name, int Value)[] variables, string[] arguments)
    {
        ProcessStartInfo start = new("bash", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Directory.CreateDirectory(Path.Combine(_folder.File("my study"), "submit")).FullName,
        };
        foreach ((string name, int value) in ((string, int)[])[("JOB_ID", 7), ("LSB_JOBID", 7), .. variables])
        {
            start.Environment[name] = value.ToString(CultureInfo.InvariantCulture);
        }

        start.Environment["PBS_O_WORKDIR"] = start.WorkingDirectory;
        start.Environment["SLURM_RESTART_COUNT"] = "100";
        return Process.Start(start)!;
    }
}
