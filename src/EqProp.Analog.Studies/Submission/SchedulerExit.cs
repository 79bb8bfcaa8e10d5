namespace EqProp.Analog.Studies.Submission;

/// <summary>How a program of a scheduler ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
internal sealed record SchedulerExit(int Code, string Output, string Errors);
