// quick start
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Designs;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Tables;
using EqProp.Analog.Studies.Trials;

// end

namespace EqProp.Analog.Cli.Tests;

/// <summary>The README's study of an objective of one's own, as it stands there.</summary>
internal static class ReadmeObjective
{
    public static StudyTable Run(string folder)
    {
        // quick start
        Study study = StudyLoader.Load("circuits/studies/yield-130nm.json", ["yield=null"]);
        var trial = new DelegateTrial(["largestLeak"], (point, seeds) =>                  // any function of a chip
            [ChipFabricator.Fabricate(point.Circuit.Description, seeds.Die).Layout.Groups[1].Leak.Max()]);
        StudyTable table = StudyRunner.Run(study, trial);
        TableFiles.Write(table, folder);                                                  // table.csv, table.parquet
        // end
        return table;
    }
}
