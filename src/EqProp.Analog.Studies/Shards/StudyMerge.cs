using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Tables;

namespace EqProp.Analog.Studies.Shards;

/// <summary>Makes the table of a study out of the results of its shards.</summary>
public static class StudyMerge
{
    private const int MostNamed = 10;

    /// <summary>Reads all results, and writes the table into the folder.</summary>
    /// <param name="folder">The study.</param>
    /// <returns>The table.</returns>
    /// <exception cref="InputException">Shards are missing or damaged, results belong to another plan, or the table cannot be written.</exception>
    public static StudyTable Run(StudyFolder folder)
    {
        StudyTable table = Read(folder);
        TableFiles.Write(table, folder.FullPath);
        return table;
    }

    /// <summary>Reads all results.</summary>
    /// <param name="folder">The study.</param>
    /// <returns>The table.</returns>
    /// <exception cref="InputException">Shards are missing or damaged, or results belong to another plan.</exception>
    public static StudyTable Read(StudyFolder folder)
    {
        List<PacketResult> packets = [];
        List<int> missing = [];
        List<Violation> damaged = [];
        for (int shard = 0; shard < folder.Plan.Layout.Shards; shard++)
        {
            string path = folder.ResultOf(shard);
            if (!File.Exists(path))
            {
                missing.Add(shard);
                continue;
            }

            ShardContent content = ShardFile.Read(path, folder.Plan, shard);
            packets.AddRange(content.Packets);
            if (!content.IsWhole)
            {
                damaged.Add(new("shard.damaged", path, $"The file is damaged: {content.Damage ?? "it ends too early"}.", $"Run shard {shard} again (eqprop study resume)."));
            }
        }

        if (missing.Count > 0)
        {
            string named = string.Join(", ", missing.Take(MostNamed)) + (missing.Count > MostNamed ? ", ..." : "");
            damaged.Add(new(
                "study.incomplete", folder.FullPath, $"{missing.Count} of {folder.Plan.Layout.Shards} shards are not done: {named}.", "Run what is missing (eqprop study resume)."));
        }

        return damaged.Count == 0 ? TableBuilder.Build(folder.Plan, packets) : throw new InputException(damaged, FailureKind.InputOutput);
    }
}
