using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Reports;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>What was done with each chip, in sentences: without it no number of a study means anything.</summary>
internal static class ProtocolText
{
    public static IReadOnlyList<string> Of(StudyPlan plan)
    {
        TrialProtocol protocol = plan.Description.Trial;
        List<string> sentences = [Weights(protocol)];
        if (protocol.LearnWith.Count > 0)
        {
            sentences.Add($"It learns with {string.Join(", ", protocol.LearnWith)}, and is used as the circuit says{(protocol.RelearnsInUse ? ", where it learns on" : "")}.");
        }

        sentences.Add($"It is measured on {(protocol.TestExamples is { } examples ? $"{HtmlPage.Whole(examples)} test examples" : "all test examples")}.");
        string[] changed = [.. plan.Axes.Where((axis, i) => plan.Points.Any(point => IsOfTrial(axis, point))).Select(axis => axis.Name)];
        if (changed.Length > 0)
        {
            sentences.Add($"What is done with a chip changes along {string.Join(" and ", changed)}; what is said here holds where they say nothing else.");
        }

        return sentences;
    }

    private static bool IsOfTrial(PlanAxis axis, PlanPoint point) =>
        axis.Path is { } path ? ProtocolSettings.Is(path) : point.Set.Any(ProtocolSettings.Is);

    private static string Weights(TrialProtocol protocol) => protocol.Weights switch
    {
        WeightOrigin.Copied => $"Each chip gets weights that the ideal chip learned ({Ideal(protocol)}), and does not learn itself.",
        WeightOrigin.Relearned => $"Each chip gets weights that the ideal chip learned ({Ideal(protocol)}), and learns on"
            + (protocol.RelearnEpochs is { } epochs ? $" for {HtmlPage.Whole(epochs)} {(epochs == 1 ? "epoch" : "epochs")}." : "."),
        _ => "Each chip learns by itself, from its first random weights.",
    };

    private static string Ideal(TrialProtocol protocol) => string.Join(", ", protocol.Ideal);
}
