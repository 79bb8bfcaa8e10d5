namespace EqProp.Analog.Studies.Submission;

/// <summary>All schedulers that a study can be handed to.</summary>
public static class SubmissionEngineCatalog
{
    /// <summary>One entry a scheduler.</summary>
    public static IReadOnlyList<ISubmissionEngine> All { get; } =
        [new SlurmEngine(), new LsfEngine(), new GridEngine(), new PbsEngine(), new KubernetesEngine()];

    /// <summary>Finds a scheduler.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The scheduler; null where there is none of this name.</returns>
    public static ISubmissionEngine? Find(string name) => All.FirstOrDefault(engine => engine.Name == name);
}
