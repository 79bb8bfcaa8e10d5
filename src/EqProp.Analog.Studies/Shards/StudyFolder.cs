using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Shards;

/// <summary>
/// The folder of a study: <c>plan.json</c>, results under <c>shards</c>, and the table when they are merged. A shard K leaves <c>K.result</c> when it is done;
/// until then <c>K.*.journal</c> has its finished packets, and <c>K.claim</c> says who runs it.
/// </summary>
public sealed class StudyFolder
{
    /// <summary>The plan.</summary>
    public const string PlanFile = "plan.json";

    /// <summary>Folder of the results.</summary>
    public const string ShardsFolder = "shards";

    private const string Result = ".result";
    private const string Journal = ".journal";

    private StudyFolder(string path, StudyPlan plan)
    {
        FullPath = path;
        Plan = plan;
    }

    /// <summary>The folder, absolute.</summary>
    public string FullPath { get; }

    /// <summary>The plan in it.</summary>
    public StudyPlan Plan { get; }

    /// <summary>Makes the folder of a study. Where it has this plan already, nothing happens; a plan without results may be packed anew.</summary>
    /// <param name="path">The folder; made with its parents when it does not exist.</param>
    /// <param name="plan">The plan.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="InputException">The folder has another plan, or cannot be written.</exception>
    public static StudyFolder Create(string path, StudyPlan plan)
    {
        var folder = new StudyFolder(FileFailure.FullPath(path), plan);
        string file = folder.PathOf(PlanFile);
        if (File.Exists(file))
        {
            StudyPlan present = Open(path).Plan;
            if (present.Hash != plan.Hash)
            {
                throw new InputException(
                    "study.otherPlan", path, $"The folder has the plan {present.Hash}, and this one is {plan.Hash}.", "Name another folder, or remove that study.");
            }

            if (present.Layout == plan.Layout)
            {
                return folder;
            }

            if (folder.HasResults)
            {
                throw new InputException(
                    "study.layout", path,
                    $"The folder has results of this plan in {present.Layout.Shards} shards with packets of {present.Layout.PacketTrials}; {plan.Layout.Shards} with {plan.Layout.PacketTrials} were asked for.",
                    "Go on with it as it is (eqprop study resume), or name another folder.");
            }
        }

        NewFolder.Make(Path.Combine(folder.FullPath, ShardsFolder));
        AtomicFile.WriteText(file, PlanText.Write(plan));
        return folder;
    }

    /// <summary>Opens the folder of a study.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="InputException">The folder has no plan, or one that is damaged.</exception>
    public static StudyFolder Open(string path)
    {
        string full = FileFailure.FullPath(path), file = Path.Combine(full, PlanFile);
        if (!File.Exists(file))
        {
            throw new InputException(
                "study.missing", path, Directory.Exists(full) ? $"This folder holds no study: {PlanFile} is missing." : "There is no such folder.",
                "Name the folder of a study, or make one (eqprop study plan).", FailureKind.InputOutput);
        }

        try
        {
            return new(full, PlanText.Read(File.ReadAllText(file), file));
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Reading(file, e);
        }
    }

    /// <summary>Full path of a file in the folder.</summary>
    /// <param name="file">Name of the file.</param>
    /// <returns>The path.</returns>
    public string PathOf(string file) => Path.Combine(FullPath, file);

    /// <summary>File of the results of a shard that is done.</summary>
    internal string ResultOf(int shard) => PathOf(Path.Combine(ShardsFolder, Name(shard) + Result));

    /// <summary>File that says who runs a shard.</summary>
    internal string ClaimOf(int shard) => PathOf(Path.Combine(ShardsFolder, Name(shard) + ".claim"));

    /// <summary>File for the packets that one run of a shard finishes.</summary>
    internal string JournalOf(int shard, string run) => PathOf(Path.Combine(ShardsFolder, $"{Name(shard)}.{run}{Journal}"));

    /// <summary>Files of packets that runs of a shard have finished, in the order of their names.</summary>
    internal IReadOnlyList<string> JournalsOf(int shard) => Files($"{Name(shard)}.*{Journal}");

    /// <summary>All files of results by shard, so that a folder of many is listed once.</summary>
    internal ILookup<int, string> AllResults() => Files("*")
        .Where(file => file.EndsWith(Result, StringComparison.Ordinal) || file.EndsWith(Journal, StringComparison.Ordinal) || file.EndsWith(".claim", StringComparison.Ordinal))
        .Select(file => (File: file, IsNumbered: int.TryParse(Path.GetFileName(file).Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int shard), Shard: shard))
        .Where(file => file.IsNumbered)
        .ToLookup(file => file.Shard, file => file.File);

    /// <summary>Whether a file has the results of a shard that is done.</summary>
    internal static bool IsResult(string file) => file.EndsWith(Result, StringComparison.Ordinal);

    /// <summary>Whether a file has packets of a shard that is not done.</summary>
    internal static bool IsJournal(string file) => file.EndsWith(Journal, StringComparison.Ordinal);

    private bool HasResults => Files("*").Any(file => IsResult(file) || IsJournal(file));

    private static string Name(int shard) => shard.ToString("D5", CultureInfo.InvariantCulture);

    private IReadOnlyList<string> Files(string pattern)
    {
        string folder = PathOf(ShardsFolder);
        try
        {
            return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Reading(folder, e);
        }
    }
}
