using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Submission;

/// <summary>All schedulers that a study can be handed to.</summary>
public static class SubmissionEngineCatalog
{
    /// <summary>One entry a scheduler.</summary>
    public static IReadOnlyList<ISubmissionEngine> All { get; } =
        [new SlurmEngine(), new LsfEngine(), new GridEngine(), new PbsEngine(), new KubernetesEngine()];

    /// <summary>Finds a scheduler.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The scheduler.</returns>
    /// <exception cref="InputException">There is none of this name.</exception>
    public static ISubmissionEngine Get(string name) => All.FirstOrDefault(engine => engine.Name == name) ?? throw new InputException(
        "engine.unknown", name, "There is no engine of this name.", NearestName.Remedy(name, [.. All.Select(engine => engine.Name)]));
}
