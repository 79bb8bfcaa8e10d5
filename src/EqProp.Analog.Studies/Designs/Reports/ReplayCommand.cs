using System.Globalization;
using System.Text.Json.Nodes;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>The command line that fabricates the chip of one trial again and lets it learn by itself.</summary>
internal static class ReplayCommand
{
    /// <summary>Name of the file beside the report for a circuit that the study wrote itself.</summary>
    public const string CircuitFile = "circuit.json";

    /// <summary>The circuit before settings, where the study wrote it itself; null where it named one.</summary>
    public static JsonNode? OwnCircuit(StudyPlan plan) => plan.Description.Circuit is JsonObject ? plan.Circuit.ToJson()["fields"] : null;

    /// <summary>The circuit as a command line names it.</summary>
    public static string CircuitOf(StudyPlan plan) => plan.Description.Circuit is JsonValue name ? name.GetValue<string>() : CircuitFile;

    /// <summary>The command, with the settings of the study, of the point and of the seeds.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="point">The point.</param>
    /// <param name="seeds">Seeds of the trial.</param>
    public static string Of(StudyPlan plan, int point, TrialSeeds seeds)
    {
        SampleBlock samples = plan.Description.Samples;
        List<string> settings = [.. plan.Description.Set, .. plan.Points[point].Set];
        settings.RemoveAll(ProtocolSettings.Is);
        if (samples.NoiseSeeds > 1)
        {
            settings.Add(string.Create(CultureInfo.InvariantCulture, $"simulation.noiseSeed={seeds.Noise}"));
        }

        if (samples.DataSeeds > 1)
        {
            settings.Add(string.Create(CultureInfo.InvariantCulture, $"learning.dataset.seed={seeds.Data}"));
        }

        if (samples.LearningSeeds > 1)
        {
            settings.Add(string.Create(CultureInfo.InvariantCulture, $"learning.seed={seeds.Learning}"));
        }

        string set = string.Concat(settings.Select(setting => $" --set {Quote(setting)}"));
        return string.Create(CultureInfo.InvariantCulture, $"eqprop train {Quote(CircuitOf(plan))}{set} --die-seed {seeds.Die}");
    }

    /// <summary>Whether the command does something else than the trial did: weights that are copied, or learned under other conditions.</summary>
    public static bool IsIncomplete(StudyPlan plan) =>
        plan.Description.Trial.Weights != WeightOrigin.Learned || plan.Description.Trial.LearnWith.Count > 0
        || plan.Description.Set.Any(ProtocolSettings.Is) || plan.Points.Any(point => point.Set.Any(ProtocolSettings.Is));

    // POSIX shells take everything between single quotes as it stands.
    private static string Quote(string argument) => argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=,:@%+".Contains(c, StringComparison.Ordinal))
        ? argument
        : $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
