using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Shards;

namespace EqProp.Analog.Cli.Tests.DesignStudies;

/// <summary>Plans as another version of the program would have made them.</summary>
internal static class StudyVersions
{
    public static void Change(string plan, string version)
    {
        string folder = Path.GetDirectoryName(plan)!;
        StudyPlan made = StudyFolder.Open(folder).Plan;
        File.Delete(plan);
        made = made with { Tool = made.Tool with { Version = version } };
        StudyFolder.Create(folder, made with { Hash = made.ComputeHash() });
    }
}
