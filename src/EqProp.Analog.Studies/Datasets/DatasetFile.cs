namespace EqProp.Analog.Studies.Datasets;

/// <summary>One file of a published data set.</summary>
/// <param name="Name">Name without <c>.gz</c>.</param>
/// <param name="Bytes">Length when decompressed.</param>
/// <param name="Sha256">
/// SHA-256 of the decompressed content, lower-case hexadecimal. The compressed form is not compared: publishers and
/// mirrors compress anew, and what is inside is what counts.
/// </param>
public sealed record DatasetFile(string Name, long Bytes, string Sha256);
