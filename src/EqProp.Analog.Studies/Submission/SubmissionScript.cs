namespace EqProp.Analog.Studies.Submission;

/// <summary>A file of a submission.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Text">What it says.</param>
public sealed record SubmissionScript(string Name, string Text);
