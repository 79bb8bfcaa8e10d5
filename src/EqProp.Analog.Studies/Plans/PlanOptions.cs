using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Plans;

/// <summary>How a plan is made.</summary>
public sealed record PlanOptions
{
    /// <summary>Parts that run apart from each other.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>Most trials of a packet; chosen by the number of trials and shards if left out. A stop rule has its own.</summary>
    public int? PacketTrials { get; init; }

    /// <summary>Threads that resolve circuits.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The program that plans.</summary>
    public ToolRecord Tool { get; init; } = new("EqProp.Analog", typeof(PlanOptions).Assembly.GetName().Version?.ToString(3) ?? "unknown");

    /// <summary>Stops.</summary>
    public CancellationToken Cancellation { get; init; }
}
