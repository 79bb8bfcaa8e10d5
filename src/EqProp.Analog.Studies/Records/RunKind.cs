using System.Text.Json.Serialization;

namespace EqProp.Analog.Studies.Records;

/// <summary>What a run did.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunKind>))]
public enum RunKind
{
    /// <summary>Learnt, then measured.</summary>
    [JsonStringEnumMemberName("train")]
    Train,

    /// <summary>Measured stored weights.</summary>
    [JsonStringEnumMemberName("evaluate")]
    Evaluate,
}
