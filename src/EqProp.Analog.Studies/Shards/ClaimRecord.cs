namespace EqProp.Analog.Studies.Shards;

/// <summary>Who runs a shard.</summary>
/// <param name="Run">Name of the run, different for each.</param>
/// <param name="Host">Name of the machine.</param>
/// <param name="Pid">Number of the process.</param>
/// <param name="ProcessStartedUtc">When the process began: numbers are used again.</param>
/// <param name="StartedUtc">When the run began.</param>
internal sealed record ClaimRecord(string Run, string Host, int Pid, DateTime ProcessStartedUtc, DateTime StartedUtc);
