using System.Text.Json.Serialization;

namespace EqProp.Analog.Studies.Records;

/// <summary>How far a run came.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
public enum RunStatus
{
    /// <summary>It was still going on when the record was written.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>It went to its last epoch.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>It met its rule for stopping before the last epoch.</summary>
    [JsonStringEnumMemberName("stopped early")]
    StoppedEarly,

    /// <summary>It was asked to stop, and can be resumed.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted,

    /// <summary>The dynamics of the circuit diverged.</summary>
    [JsonStringEnumMemberName("diverged")]
    Diverged,
}
