using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Gradients;
using EqProp.Analog.Tests.Training;

namespace EqProp.Analog.Tests.Gradients;

/// <summary>What is said when a rule for reciprocal synapses meets weights of each direction of their own.</summary>
public class UntiedReciprocityTests
{
    private const string Untied = "circuit.topology.feedback=untied";
    private static readonly GradientOptions Small = new() { Betas = [1e-3] };

    [Fact]
    public void The_angle_is_measured_and_the_rule_that_fits_is_named()
    {
        GradientResult result = GradientStudy.Run(TrainingRuns.Preset("xor", Untied, "learning.initialization.feedbackAngle=60"), Small);
        Assert.Equal(result.Rows.Single(row => row.Estimator == EstimatorKind.Centered).Agreement!.Value.AngleDegrees, result.Reciprocity!.AngleDegrees!.Value, 0.1);
        Assert.InRange(result.Reciprocity.AngleDegrees.Value, 10, 90);
        Assert.Contains("vectorField", result.Reciprocity.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_said_where_the_rule_fits()
    {
        Assert.Null(GradientStudy.Run(TrainingRuns.Preset("xor"), Small).Reciprocity);
        Assert.Null(GradientStudy.Run(TrainingRuns.Preset("xor", Untied, "learning.rule=vectorField"), Small).Reciprocity);
    }

    [Fact]
    public void A_large_chip_is_not_measured()
    {
        CircuitDescription description = TrainingRuns.Preset("xor", Untied, "circuit.topology.layers=[2,400,1]").Description;
        NetworkLayout layout = LayoutBuilder.Build(description);
        Dataset data = DatasetCatalog.Load(description.Learning!.Dataset, new DatasetLocation());
        string text = Reciprocity.Measure(layout, new NetworkParameters(layout), description.Learning, data)!.Describe();
        Assert.Contains("not measured", text, StringComparison.Ordinal);
    }
}
