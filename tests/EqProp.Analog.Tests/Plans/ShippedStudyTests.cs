using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Designs;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Trials;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Plans;

/// <summary>The studies that come with the program.</summary>
public class ShippedStudyTests
{
    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(RepositoryRoot.Combine("circuits", "studies"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_study_is_named_as_its_file_says_what_it_asks_and_every_point_of_it_can_be_tried(string name)
    {
        Study study = StudyLoader.Load(RepositoryRoot.Combine("circuits", "studies", name + ".json"), [], RepositoryRoot.Combine("circuits", "presets"));
        Assert.Equal(name, study.Description.Name);
        Assert.NotNull(study.Description.Description);
        var trial = new ChipTrial(new DatasetLocation(), study.Description.Measures, new SimulationOptions(), RepositoryRoot.Combine("circuits", "components"));
        StudyPlan plan = Planner.Make(study, trial);
        Assert.All(study.Axes, axis => Assert.True(plan.Points.Select(point => point.Values[study.Axes.ToList().IndexOf(axis)]).Distinct().Count() > 1, $"Axis {axis.Name} changes nothing."));
        Assert.True(study.Axes.Count == 0 || plan.Points.Select(point => (point.CircuitHash, string.Join(";", point.Set.Where(setting => setting.StartsWith("trial.", StringComparison.Ordinal))))).Distinct().Count() > 1);
    }
}
