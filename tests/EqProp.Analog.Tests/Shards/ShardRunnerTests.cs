using System.Collections.Concurrent;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Shards;
using EqProp.Analog.Studies.Trials;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Records;

namespace EqProp.Analog.Tests.Shards;

public class ShardRunnerTests
{
    [Theory]
    [InlineData(1, 64, 1)]
    [InlineData(1, 4, 3)]
    [InlineData(7, 5, 1)]
    [InlineData(7, 3, 4)]
    [InlineData(60, 1, 2)]
    public void The_table_is_the_same_to_the_bit_whatever_the_shards_threads_and_order(int shards, int packet, int threads)
    {
        using StudyBench study = new(new() { Shards = shards, PacketTrials = packet });
        int[] order = [.. Enumerable.Range(0, study.Plan.Layout.Shards).OrderBy(shard => shard * 37 % 61)];
        Assert.All(order, shard => Assert.True(study.Run(shard, new() { Threads = threads })));
        Assert.Equal(StudyBench.Expected(), study.Merge());
        Assert.All(order, shard => Assert.False(study.Run(shard)));
        Assert.Equal(shards, study.Files("*").Length);
    }

    [Fact]
    public void A_shard_that_was_stopped_goes_on_and_no_finished_packet_is_run_again()
    {
        using StudyBench study = new(new() { Shards = 1, PacketTrials = 3 });
        ConcurrentBag<(int, int)> tried = [];
        var watched = new Watched(study.Trial, (point, seeds) => tried.Add((point, seeds.Die)));
        int runs = 0;
        for (bool isDone = false; !isDone; runs++)
        {
            using CancellationTokenSource stop = new();
            int before = -1;
            try
            {
                study.Run(0, new() { Threads = 2, Progress = progress => { before = before < 0 ? progress.Done : before; if (progress.Done >= before + 9) { stop.Cancel(); } }, Cancellation = stop.Token }, watched);
                isDone = true;
            }
            catch (OperationCanceledException)
            {
                Assert.NotEmpty(study.Files(".journal"));
                Assert.Empty(study.Files(".claim"));
            }
        }

        Assert.True(runs > 2, "It was never stopped.");
        Assert.Equal(StudyBench.Expected(), study.Merge());
        Assert.Empty(study.Files(".journal"));

        // A packet that was under way when it stopped may run again; none that was kept does.
        Assert.InRange(tried.Count, 60, 60 + runs * 2 * 3);
    }

    // What a kill leaves is a journal without its last bytes: as if it had come at each of them.
    [Fact]
    public void A_journal_that_was_cut_anywhere_is_taken_up_without_its_last_line()
    {
        using StudyBench study = new(new() { Shards = 1, PacketTrials = 20 }, null, "samples.dies=40");
        byte[] journal = JournalOf(study, 6);
        string path = study.Folder.JournalOf(0, "killed"), expected = StudyBench.Expected("samples.dies=40");
        int[] ends = [.. journal.Select((one, i) => (one, i)).Where(pair => pair.one == '\n').Select(pair => pair.i + 1)];
        for (int length = 0; length <= journal.Length; length += Math.Min(97, Math.Max(1, journal.Length - length)))
        {
            File.WriteAllBytes(path, journal[..length]);
            File.Delete(study.Folder.ResultOf(0));
            int chips = 0;
            Assert.True(study.Run(0, null, new Watched(study.Trial, (_, _) => chips++)));
            int whole = Math.Max(0, ends.Count(end => end <= length) - 1);
            Assert.Equal(240 - 20 * whole, chips);
            Assert.Equal(expected, study.Merge());
        }
    }

    [Fact]
    public void A_journal_that_was_changed_is_named_and_its_work_is_done_again()
    {
        using StudyBench study = new(new() { Shards = 1, PacketTrials = 20 });
        byte[] journal = JournalOf(study, 2);
        journal[journal.Length / 2] ^= 1;
        string path = study.Folder.JournalOf(0, "changed");
        File.WriteAllBytes(path, journal);
        Assert.Equal([path], StudyStatus.Of(study.Folder).Shards[0].Damage);
        List<string> notes = [];
        Assert.True(study.Run(0, new() { Notify = notes.Add }));
        Assert.Contains(path, Assert.Single(notes), StringComparison.Ordinal);
        Assert.True(File.Exists(path + ".damaged"));
        Assert.Equal(StudyBench.Expected(), study.Merge());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Results_that_are_damaged_are_named_and_done_again(bool isCut)
    {
        using StudyBench study = new();
        Assert.All(Enumerable.Range(0, 3), shard => study.Run(shard));
        string path = study.Folder.ResultOf(1);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^200] ^= 4;
        File.WriteAllBytes(path, isCut ? bytes[..^300] : bytes);

        InputException failure = Assert.Throws<InputException>(study.Merge);
        Assert.Equal(("shard.damaged", path), (failure.Violations[0].Code, failure.Violations[0].Path));
        Assert.Equal(ShardState.Missing, StudyStatus.Of(study.Folder).Shards[1].State);
        List<string> notes = [];
        StudyRunner.Resume(study.Folder, study.Trial, new() { Notify = notes.Add });
        Assert.Contains(path, Assert.Single(notes), StringComparison.Ordinal);
        Assert.Equal(StudyBench.Expected(), study.Merge());
    }

    [Fact]
    public void Results_of_another_plan_are_refused_with_both_hashes()
    {
        using StudyBench study = new(), other = new(null, null, "samples.dies=11");
        other.Run(1);
        File.Copy(other.Folder.ResultOf(1), study.Folder.ResultOf(1));
        foreach (Action action in (Action[])[() => study.Run(1), () => study.Merge(), () => StudyStatus.Of(study.Folder)])
        {
            Violation violation = Assert.Single(Assert.Throws<InputException>(action).Violations, violation => violation.Code == "study.otherPlan");
            Assert.Contains(study.Plan.Hash, violation.Message, StringComparison.Ordinal);
            Assert.Contains(other.Plan.Hash, violation.Message, StringComparison.Ordinal);
        }

        Violation planned = Assert.Throws<InputException>(() => StudyFolder.Create(study.Path, other.Plan)).Violations[0];
        Assert.Contains(study.Plan.Hash, planned.Message, StringComparison.Ordinal);
        Assert.Contains(other.Plan.Hash, planned.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_shard_out_of_range_is_refused(int shard)
    {
        using StudyBench study = new();
        Violation violation = Assert.Throws<InputException>(() => study.Run(shard)).Violations[0];
        Assert.Equal(("shard.range", "Give a number from 0 to 2."), (violation.Code, violation.Remedy));
    }

    [Fact]
    public void Two_runs_of_one_shard_at_once_are_refused_with_who_has_it()
    {
        using StudyBench study = new();
        InputException? second = null;
        var nested = new Watched(study.Trial, (_, _) => second ??= Assert.Throws<InputException>(() => study.Run(0)));
        Assert.True(study.Run(0, null, nested));
        Assert.Equal("shard.busy", second!.Violations[0].Code);
        Assert.Contains($"Process {Environment.ProcessId} on {Environment.MachineName}", second.Violations[0].Message, StringComparison.Ordinal);
        Assert.Equal(ShardState.Done, StudyStatus.Of(study.Folder).Shards[0].State);
    }

    [Fact]
    public void Missing_shards_are_named_when_merging()
    {
        using StudyBench study = new();
        study.Run(1);
        Violation violation = Assert.Throws<InputException>(study.Merge).Violations[0];
        Assert.Equal(("study.incomplete", "2 of 3 shards are not done: 0, 2."), (violation.Code, violation.Message));
    }

    [DeviceFact("/dev/full")]
    public void A_full_disk_is_told_and_nothing_finished_is_lost()
    {
        using StudyBench study = new();
        ShardHeader header = ShardFile.Header(study.Plan, 0);
        InputException failure = Assert.Throws<InputException>(() =>
            new ShardJournal(study.Folder.JournalOf(0, "full"), header, _ => new FileStream("/dev/full", FileMode.Open, FileAccess.Write)));
        Assert.Equal(("file.disk-full", FailureKind.InputOutput), (failure.Violations[0].Code, failure.Kind));
    }

    [Fact]
    public void What_a_trial_refuses_ends_the_shard_and_keeps_what_is_done()
    {
        using StudyBench study = new(new() { Shards = 1, PacketTrials = 5 });
        var refusing = new Watched(study.Trial, (point, _) =>
        {
            if (point == 4)
            {
                throw new InputException("data.missing", "data", "There are none.", "Fetch them.");
            }
        });
        Assert.Equal("data.missing", Assert.Throws<InputException>(() => study.Run(0, null, refusing)).Violations[0].Code);
        Assert.Equal((ShardState.Missing, 40), (StudyStatus.Of(study.Folder).Shards[0].State, StudyStatus.Of(study.Folder).Shards[0].TrialsDone));
        Assert.True(study.Run(0));
        Assert.Equal(StudyBench.Expected(), study.Merge());
    }

    [Fact]
    public void A_trial_with_other_measures_is_refused()
    {
        using StudyBench study = new();
        Assert.Equal("plan.measures", Assert.Throws<InputException>(() => study.Run(0, null, new DelegateTrial(["other"], (_, _) => [1]))).Violations[0].Code);
    }

    // The journal of a run that had finished so many packets of shard 0.
    private static byte[] JournalOf(StudyBench study, int packets)
    {
        using (ShardJournal journal = new(study.Folder.JournalOf(0, "made"), ShardFile.Header(study.Plan, 0)))
        {
            for (int i = 0; i < packets; i++)
            {
                Packet packet = study.Plan.PacketAt(i);
                TrialSeeds[] seeds = [.. Enumerable.Range(packet.First, packet.Trials).Select(trial => study.Plan.SeedsOf(packet.Point, trial))];
                journal.Add(new(i, study.Trial.Run(study.Plan.Resolve(packet.Point), seeds, default)));
            }
        }

        byte[] bytes = File.ReadAllBytes(study.Folder.JournalOf(0, "made"));
        File.Delete(study.Folder.JournalOf(0, "made"));
        return bytes;
    }
}
