using EqProp.Analog.Studies.Designs;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Shards;
using EqProp.Analog.Studies.Tables;
using EqProp.Analog.Studies.Trials;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Designs;

namespace EqProp.Analog.Tests.Shards;

/// <summary>A study of sixty chips in a folder that goes away with the test.</summary>
internal sealed class StudyBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public StudyBench(PlanOptions? options = null, ITrial? trial = null, params string[] settings)
    {
        Trial = trial ?? StudyTexts.Formula;
        StudyPlan plan = Planner.Make(StudyTexts.Parse(StudyTexts.Small, settings), Trial, options ?? new() { Shards = 3, PacketTrials = 4 });
        Folder = StudyFolder.Create(Path, plan);
    }

    public ITrial Trial { get; }

    public StudyFolder Folder { get; }

    public StudyPlan Plan => Folder.Plan;

    public string Path => _folder.File("study");

    /// <summary>The table of the whole study, run in memory by one thread.</summary>
    public static string Expected(params string[] settings) => Text(StudyRunner.Run(StudyTexts.Parse(StudyTexts.Small, settings), StudyTexts.Formula, new() { Threads = 1 }));

    public bool Run(int shard, ShardOptions? options = null, ITrial? trial = null) => ShardRunner.Run(Folder, shard, trial ?? Trial, options ?? new() { Threads = 1 });

    /// <summary>The merged table.</summary>
    public string Merge()
    {
        StudyMerge.Run(Folder);
        return File.ReadAllText(Folder.PathOf(TableFiles.CsvName));
    }

    /// <summary>Files of a kind among the results.</summary>
    public string[] Files(string ending) => [.. Directory.GetFiles(System.IO.Path.Combine(Path, StudyFolder.ShardsFolder), "*" + ending).Order()];

    public void Dispose() => _folder.Dispose();

    private static string Text(StudyTable table)
    {
        using var folder = new TemporaryFolder();
        TableFiles.Write(table, folder.Path);
        return File.ReadAllText(folder.File(TableFiles.CsvName));
    }
}
