namespace EqProp.Analog.Studies.Submission;

/// <summary>What a task runs in where tasks are containers.</summary>
/// <param name="Image">The image, which has this program.</param>
/// <param name="Claim">The claim of the volume that holds the folder of the study; many nodes write to it at once.</param>
/// <param name="Mount">Where the volume is mounted, here and in the containers: the folder of the study lies below.</param>
public sealed record ContainerSource(string Image, string Claim, string Mount);
