namespace EqProp.Analog.Circuits;

/// <summary>Rules of nudges that go round: which learning rule has them, and how many points they need.</summary>
internal static class CircleRules
{
    public static void Check(LearningBlock learning, Findings findings)
    {
        Belongs(learning.Holomorphic, LearningRuleKind.Holomorphic, learning, findings);
        Belongs(learning.Oscillation, LearningRuleKind.OscillatingNudge, learning, findings);
        findings.AtLeast(learning.Holomorphic?.Points, 2, "learning.holomorphic.points", "The number of points");
        if (learning.Oscillation is { Points: var points } && (points < 4 || points % 2 != 0))
        {
            findings.Add(
                "oscillation.points", "learning.oscillation.points",
                $"{points} levels a period do not come in pairs of +beta and -beta.", "Give an even number of at least 4.");
        }

        findings.AtLeast(learning.Oscillation?.Periods, 1, "learning.oscillation.periods", "The number of periods");
    }

    private static void Belongs(object? block, LearningRuleKind rule, LearningBlock learning, Findings findings)
    {
        if (block is null || learning.Rule == rule)
        {
            return;
        }

        string name = rule == LearningRuleKind.Holomorphic ? "holomorphic" : "oscillation";
        findings.Add(
            "learning.foreignBlock",
            $"learning.{name}",
            $"The rule {RecordShapes.FileName(learning.Rule.ToString())} has no '{name}'.",
            $"Remove it, or set learning.rule to {RecordShapes.FileName(rule.ToString())}.");
    }
}
