using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Shards;

/// <summary>
/// Runs one shard of a study: nothing if it is done, else what is missing. It may be killed and run again, anywhere that sees the folder; its results do not depend on that.
/// </summary>
public sealed class ShardRunner
{
    private readonly StudyFolder _folder;
    private readonly int _shard;
    private readonly ITrial _trial;
    private readonly ShardOptions _options;

    private ShardRunner(StudyFolder folder, int shard, ITrial trial, ShardOptions options)
    {
        _folder = folder;
        _shard = shard;
        _trial = trial;
        _options = options;
    }

    /// <summary>Runs a shard.</summary>
    /// <param name="folder">The study.</param>
    /// <param name="shard">Number of the shard, from 0.</param>
    /// <param name="trial">What is done with each chip: what the plan was made with.</param>
    /// <param name="options">Threads, ...; the usual ones if left out.</param>
    /// <returns>False where the shard was done already.</returns>
    /// <exception cref="InputException">There is no such shard, another process runs it, the folder has results of another plan, or files cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; packets that are done are kept.</exception>
    public static bool Run(StudyFolder folder, int shard, ITrial trial, ShardOptions? options = null)
    {
        int shards = folder.Plan.Layout.Shards;
        if (shard < 0 || shard >= shards)
        {
            throw new InputException(
                "shard.range", $"shard {shard}", $"The plan has {(shards == 1 ? "1 shard" : $"{shards} shards")}, numbered from 0.", $"Give a number from 0 to {shards - 1}.");
        }

        if (!trial.Measures.SequenceEqual(folder.Plan.Measures))
        {
            throw new InputException(
                "plan.measures", folder.PathOf(StudyFolder.PlanFile), "The plan keeps other measures than this trial gives.", "Run it with the trial and the version that it was planned with.");
        }

        return new ShardRunner(folder, shard, trial, options ?? new()).Run();
    }

    private bool Run()
    {
        if (IsDone())
        {
            return false;
        }

        NewFolder.Make(_folder.PathOf(StudyFolder.ShardsFolder));
        using ShardClaim claim = ShardClaim.Take(_folder.ClaimOf(_shard), _shard);
        if (IsDone())
        {
            return false;
        }

        StudyPlan plan = _folder.Plan;
        ShardHeader header = ShardFile.Header(plan, _shard);
        Dictionary<int, PacketResult> known = Known(out IReadOnlyList<string> journals);
        (int first, int end) = plan.PacketsOf(_shard);
        string own = _folder.JournalOf(_shard, claim.Run);
        using (CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(_options.Cancellation, claim.Lost))
        {
            IReadOnlyList<PacketResult> results;
            using (ShardJournal journal = new(own, header))
            {
                results = RunMissing(plan, first, end, known, journal, claim, stop.Token);
            }

            ShardFile.WriteWhole(_folder.ResultOf(_shard), header, results);
        }

        Remove([.. journals, own]);
        return true;
    }

    private IReadOnlyList<PacketResult> RunMissing(
        StudyPlan plan, int first, int end, Dictionary<int, PacketResult> known, ShardJournal journal, ShardClaim claim, CancellationToken stop)
    {
        var tally = new ShardTally(_shard, Enumerable.Range(first, end - first).Sum(packet => plan.PacketAt(packet).Trials), known.Values, _options.Progress);
        try
        {
            return new PacketRunner(plan, _trial, _options.Threads).Run(
                first, end, known,
                packet =>
                {
                    journal.Add(packet);
                    tally.Add(packet);
                },
                stop);
        }
        catch (OperationCanceledException) when (claim.Lost.IsCancellationRequested)
        {
            throw new InputException(
                "shard.lost", _folder.ClaimOf(_shard), $"Another process has taken shard {_shard} over, because this one did not renew its claim for a minute.",
                "Leave it to the other one; what is done here is kept.", FailureKind.InputOutput);
        }
    }

    private bool IsDone()
    {
        string path = _folder.ResultOf(_shard);
        if (!File.Exists(path))
        {
            return false;
        }

        ShardContent content = ShardFile.Read(path, _folder.Plan, _shard);
        if (content.IsWhole)
        {
            return true;
        }

        SetAside(path, content.Damage ?? "it ends too early");
        return false;
    }

    private Dictionary<int, PacketResult> Known(out IReadOnlyList<string> journals)
    {
        Dictionary<int, PacketResult> known = [];
        List<string> read = [];
        foreach (string path in _folder.JournalsOf(_shard))
        {
            ShardContent content = ShardFile.Read(path, _folder.Plan, _shard);
            if (content.Damage is { } damage)
            {
                SetAside(path, damage);
                continue;
            }

            read.Add(path);
            foreach (PacketResult packet in content.Packets)
            {
                known[packet.Packet] = packet;
            }
        }

        journals = read;
        return known;
    }

    private void SetAside(string path, string damage)
    {
        string aside = path + ".damaged";
        try
        {
            File.Move(path, aside, overwrite: true);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Writing(aside, e);
        }

        _options.Notify?.Invoke($"{path} is damaged ({damage}): kept as {Path.GetFileName(aside)}, and its work is done again");
    }

    private static void Remove(IReadOnlyList<string> journals)
    {
        foreach (string journal in journals)
        {
            try
            {
                File.Delete(journal);
            }
            catch (Exception e) when (FileFailure.Is(e))
            {
                // What a finished shard leaves over harms nobody.
            }
        }
    }
}
