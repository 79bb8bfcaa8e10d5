namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>What a report needs beside plan and table.</summary>
public sealed record StudyReportOptions
{
    /// <summary>Confidence of all intervals.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The command that repeats the report, as it is shown under each picture.</summary>
    public string Command { get; init; } = "eqprop study report .";
}
