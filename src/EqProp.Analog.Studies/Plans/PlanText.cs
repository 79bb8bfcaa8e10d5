using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Designs;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Plans;

/// <summary>Plans as text: one JSON document with a line a point.</summary>
internal static class PlanText
{
    private const int SchemaVersion = 1;
    private const string Points = "points";

    /// <summary>Fingerprint of all that determines results.</summary>
    public static string HashOf(StudyPlan plan)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string line in Decisive(plan).Select(pair => $"{pair.Key}={pair.Value!.ToJsonString()}").Concat(plan.Points.Select(Line)))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(line));
            hash.AppendData("\n"u8);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>Writes a plan.</summary>
    public static string Write(StudyPlan plan)
    {
        JsonObject head = new()
        {
            ["schemaVersion"] = SchemaVersion,
            ["hash"] = plan.Hash,
            ["layout"] = Node(plan.Layout),
            ["packets"] = plan.Packets,
            ["trials"] = plan.Trials,
        };
        foreach ((string key, JsonNode? value) in Decisive(plan).ToList())
        {
            head[key] = value!.DeepClone();
        }

        head["circuit"] = plan.Circuit.ToJson();
        string text = head.ToJsonString(RecordJson.FileOptions);
        StringBuilder all = new(text, 0, text.LastIndexOf('}'), text.Length + plan.Points.Count * 300);
        while (char.IsWhiteSpace(all[^1]))
        {
            all.Length--;
        }

        all.Append(",\n  \"").Append(Points).Append("\": [\n").AppendJoin(",\n", plan.Points.Select(Line)).Append("\n  ]\n}\n");
        return all.ToString();
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="text">What <see cref="Write"/> wrote.</param>
    /// <param name="path">Its file, for messages.</param>
    /// <exception cref="InputException">It is no plan, or was changed since it was written.</exception>
    public static StudyPlan Read(string text, string path)
    {
        StudyPlan plan;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            int version = root.GetProperty("schemaVersion").GetInt32();
            if (version != SchemaVersion)
            {
                throw new InputException(
                    "record.version", path, $"This plan has schema version {version}; this build reads version {SchemaVersion}.", "Use the version of the tool that wrote it.");
            }

            plan = new()
            {
                Hash = root.GetProperty("hash").GetString()!,
                Description = StudyLoader.Read(Block(root, "study"), path),
                Tool = Part<ToolRecord>(root, "tool"),
                Circuit = ComposedCircuit.FromJson(Block(root, "circuit")),
                CircuitHash = root.GetProperty("circuitHash").GetString()!,
                Axes = Part<PlanAxis[]>(root, "axes"),
                Measures = Part<TrialMeasure[]>(root, "measures"),
                Points = Part<PlanPoint[]>(root, Points),
                Layout = Part<PlanLayout>(root, "layout"),
            };
        }
        catch (InputException unfit) when (unfit.Violations[0].Code != "record.version")
        {
            throw Damaged(path, unfit.Violations[0].Message.TrimEnd('.'), unfit);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Damaged(path, problem.Message.TrimEnd('.'), problem);
        }

        return HashOf(plan) == plan.Hash ? plan : throw Damaged(path, "its hash is another", null);
    }

    private static InputException Damaged(string path, string how, Exception? cause) => new(
        "plan.damaged", path, $"This plan is not as it was written: {how}.", "Restore the file, or plan again in another folder.", FailureKind.BadInput, cause);

    private static JsonObject Decisive(StudyPlan plan) => new()
    {
        ["tool"] = Node(plan.Tool),
        ["study"] = StudyLoader.Write(plan.Description),
        ["circuitHash"] = plan.CircuitHash,
        ["axes"] = Node(plan.Axes),
        ["measures"] = Node(plan.Measures),
    };

    private static string Line(PlanPoint point) => JsonSerializer.Serialize(point, RecordJson.CompactOptions);

    private static JsonNode Node<T>(T value) => JsonSerializer.SerializeToNode(value, RecordJson.FileOptions)!;

    private static T Part<T>(JsonElement root, string name) => root.GetProperty(name).Deserialize<T>(RecordJson.CompactOptions) ?? throw new JsonException($"{name} is null");

    private static JsonObject Block(JsonElement root, string name) => JsonNode.Parse(root.GetProperty(name).GetRawText()) as JsonObject ?? throw new JsonException($"{name} is null");
}
