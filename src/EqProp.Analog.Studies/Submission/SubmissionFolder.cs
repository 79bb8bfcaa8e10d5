using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Submission;

/// <summary>The folder of scripts within the folder of a study, with the logs of tasks.</summary>
public static class SubmissionFolder
{
    private const string Name = "submit";
    private const string Logs = "log";

    /// <summary>Its path.</summary>
    /// <param name="study">The folder of the study.</param>
    /// <returns>The path.</returns>
    public static string Of(string study) => Path.Combine(study, Name);

    /// <summary>Writes scripts; older ones are replaced.</summary>
    /// <param name="study">The folder of the study.</param>
    /// <param name="scripts">The scripts.</param>
    /// <exception cref="Circuits.InputException">The folder cannot be written.</exception>
    public static void Write(string study, IReadOnlyList<SubmissionScript> scripts)
    {
        NewFolder.Make(Path.Combine(Of(study), Logs));
        foreach (SubmissionScript script in scripts)
        {
            AtomicFile.WriteText(Path.Combine(Of(study), script.Name), script.Text);
        }
    }
}
