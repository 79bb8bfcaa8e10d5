namespace EqProp.Analog.Studies.Datasets;

/// <summary>A file that is now in place and equals the published one.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Address">Where it came from; null if it was there already.</param>
public sealed record FetchedFile(string Path, Uri? Address);
