using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Designs;

/// <summary>The rules that a study keeps, and its axes, which are read on the way.</summary>
internal static class StudyRules
{
    /// <summary>Version of the format that this build reads.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Most points of a study.</summary>
    public const int MostPoints = 1_000_000;

    /// <summary>Most trials of a study.</summary>
    public const long MostTrials = 100_000_000;

    private const int MostSamples = 10_000_000;

    // Columns of every table.
    private static readonly string[] Taken = ["study", "planHash", "point", "die", "noiseSeed", "dataSeed", "learningSeed", "failure", "circuitHash", "version"];

    /// <summary>Checks a description.</summary>
    /// <returns>The axes that could be read.</returns>
    public static IReadOnlyList<StudyAxis> Check(StudyDescription study, Findings findings)
    {
        if (study.SchemaVersion != SchemaVersion)
        {
            findings.Add(
                "schemaVersion.unknown", "schemaVersion", $"The file has format {study.SchemaVersion}; this build reads format {SchemaVersion}.",
                "Use a build that reads that format, or rewrite the file.");
        }

        if (string.IsNullOrWhiteSpace(study.Name))
        {
            findings.Add("study.name", "name", "The study has no name.", "Give it one.");
        }

        CheckSamples(study.Samples, findings);
        CheckYield(study, findings);
        int before = findings.All.Count;
        IReadOnlyList<StudyAxis> axes = ReadAxes(study, findings);
        CheckDesign(study.Design, findings);
        if (findings.All.Count == before)
        {
            CheckSize(study, axes, findings);
        }

        return axes;
    }

    /// <summary>Trials of one point.</summary>
    public static long SamplesOf(SampleBlock samples) => samples.Paired
        ? Counts(samples).Max(one => one.Count)
        : Counts(samples).Aggregate(1L, (all, one) => all * one.Count);

    private static List<StudyAxis> ReadAxes(StudyDescription study, Findings findings)
    {
        AxisReader reader = new(findings);
        List<StudyAxis> axes = [];
        HashSet<string> names = [.. Taken], paths = [];
        for (int i = 0; i < study.Axes.Count; i++)
        {
            string place = $"axes[{i}]";
            if (reader.Read(study.Axes[i], place, DesignPoints.IsDrawn(study.Design.Kind)) is not { } axis)
            {
                continue;
            }

            axes.Add(axis);
            if (!names.Add(axis.Name))
            {
                findings.Add("axis.name", $"{place}.name", $"There is a column '{axis.Name}' already.", "Give the axis a name of its own.");
            }

            if (axis.Path is not null && !paths.Add(axis.Path))
            {
                findings.Add("axis.twice", $"{place}.path", $"Two axes change '{axis.Path}'.", "Leave one of them out.");
            }
        }

        return axes;
    }

    private static void CheckDesign(DesignBlock design, Findings findings)
    {
        bool isDrawn = DesignPoints.IsDrawn(design.Kind);
        if (isDrawn && !(design.Points is >= 1 and <= MostPoints))
        {
            findings.Add("design.points", "design.points", "A design that draws its points needs their number.", $"Give points from 1 to {MostPoints}.");
        }
        else if (!isDrawn && design.Points is not null)
        {
            findings.Add("design.points", "design.points", "The axes say how many points this design has.", "Leave points out, or choose random, latinHypercube, sobol or saltelli.");
        }
    }

    private static void CheckSize(StudyDescription study, IReadOnlyList<StudyAxis> axes, Findings findings)
    {
        int dimensions = study.Design.Kind switch { DesignKind.Sobol => axes.Count, DesignKind.Saltelli => 2 * axes.Count, _ => 0 };
        if (dimensions > SobolSequence.MostDimensions)
        {
            findings.Add(
                "design.axes", "axes", $"{axes.Count} axes are more than this design has dimensions for.",
                $"Use at most {SobolSequence.MostDimensions / (dimensions / axes.Count)} axes, or the design latinHypercube.");
        }

        if (study.Design.Kind == DesignKind.Saltelli && axes.Count == 0)
        {
            findings.Add("design.axes", "axes", "Indices need axes.", "Give at least one axis.");
        }

        long points = DesignPoints.Count(study.Design, axes);
        if (points > MostPoints || points * SamplesOf(study.Samples) > MostTrials)
        {
            findings.Add(
                "study.size", "axes", $"The study has {points} points with {SamplesOf(study.Samples)} trials each.",
                $"Stay within {MostPoints} points and {MostTrials} trials.");
        }
    }

    private static void CheckSamples(SampleBlock samples, Findings findings)
    {
        int most = Counts(samples).Max(one => one.Count);
        foreach ((string name, int count) in Counts(samples))
        {
            if (count is < 1 or > MostSamples)
            {
                findings.Add("samples.count", $"samples.{name}", $"{count} samples cannot be tried.", $"Give a number from 1 to {MostSamples}.");
            }
            else if (samples.Paired && count != 1 && count != most)
            {
                findings.Add("samples.paired", $"samples.{name}", $"There are {count}, and {most} of another kind: they make no pairs.", "Give as many of each kind, or one, or leave paired out.");
            }
        }

        if (samples.FirstDie < 0)
        {
            findings.Add("samples.firstDie", "samples.firstDie", "Dies are numbered from 0.", "Give a number from 0 up.");
        }
    }

    private static (string Name, int Count)[] Counts(SampleBlock samples) =>
        [("dies", samples.Dies), ("noiseSeeds", samples.NoiseSeeds), ("dataSeeds", samples.DataSeeds), ("learningSeeds", samples.LearningSeeds)];

    private static void CheckYield(StudyDescription study, Findings findings)
    {
        if (study.Yield is { } yield && (yield.AtLeast is null && yield.AtMost is null || yield.AtLeast > yield.AtMost))
        {
            findings.Add("yield.bounds", "yield", "No value is within these bounds, or every value is.", "Give atLeast, atMost, or both with atLeast below atMost.");
        }

        if (study.Stop is not { } stop)
        {
            return;
        }

        if (study.Yield is null)
        {
            findings.Add("stop.yield", "stop", "A stop rule looks at a yield, and the study has none.", "Add a yield block, or leave stop out.");
        }

        if (!(stop.HalfWidth is > 0 and < 0.5) || !(stop.Confidence is > 0 and < 1))
        {
            findings.Add("stop.bounds", "stop", "halfWidth or confidence is no share.", "Give halfWidth between 0 and 0.5, and confidence between 0 and 1.");
        }

        if (stop.AtLeast < 1 || stop.Every < 1)
        {
            findings.Add("stop.trials", "stop", "atLeast and every count trials.", "Give whole numbers from 1 up.");
        }
    }
}
