namespace EqProp.Analog.Studies.Datasets;

/// <summary>How far a download is.</summary>
/// <param name="File">Name of the file, with <c>.gz</c>.</param>
/// <param name="Address">Where it comes from.</param>
/// <param name="Received">Bytes there so far, those of an earlier attempt included.</param>
/// <param name="Total">Bytes the server announces; null if it does not.</param>
public sealed record FetchProgress(string File, Uri Address, long Received, long? Total);
