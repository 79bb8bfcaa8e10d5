using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EqProp.Analog.Circuits;
using EqProp.Analog.Energy;

namespace EqProp.Analog.Studies.Records;

/// <summary>The one place that says how records become JSON.</summary>
internal static class RecordJson
{
    /// <summary>For files: readable, quotes and signs unescaped where JSON allows it.</summary>
    public static readonly JsonSerializerOptions FileOptions = Make(JavaScriptEncoder.UnsafeRelaxedJsonEscaping, indented: true);

    /// <summary>For a script tag: &lt;, &gt; and &amp; are escaped, so the text can never end the tag.</summary>
    public static readonly JsonSerializerOptions ScriptOptions = Make(JavaScriptEncoder.Default, indented: false);

    /// <summary>For large files of numbers.</summary>
    public static readonly JsonSerializerOptions CompactOptions = Make(JavaScriptEncoder.UnsafeRelaxedJsonEscaping, indented: false);

    public static T Parse<T>(string json, string path, string what, int version)
        where T : class
    {
        try
        {
            JsonNode? node = JsonNode.Parse(json);
            int? found = (node as JsonObject)?["schemaVersion"]?.GetValue<int>();
            if (found != version)
            {
                throw new InputException(
                    "record.version", path,
                    $"This {what} has schema version {found?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}; this build reads version {version}.",
                    "Use the version of the tool that wrote it.");
            }

            return node.Deserialize<T>(FileOptions) ?? throw new JsonException("The document is null.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InputException(
                "record.format", path, $"This is not a {what}: {e.Message}",
                "Name a file that this tool wrote; if it was edited or cut short, run again.", FailureKind.BadInput, e);
        }
    }

    // Enumerations of the core know nothing of JSON.
    private static JsonStringEnumConverter<T> Named<T>()
        where T : struct, Enum => new(JsonNamingPolicy.CamelCase);

    private static JsonSerializerOptions Make(JavaScriptEncoder encoder, bool indented)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Encoder = encoder,
            WriteIndented = indented,
            Converters = { Named<EnergyLedger>(), Named<EnergyCategory>(), Named<ChipPhase>(), Named<FitKind>(), Named<EnergyFormula>(), Named<EnergyScaling>(), Named<ValueDistribution>() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        options.MakeReadOnly();
        return options;
    }
}
