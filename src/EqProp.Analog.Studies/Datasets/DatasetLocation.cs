namespace EqProp.Analog.Studies.Datasets;

/// <summary>Where the files of data sets are looked for.</summary>
/// <param name="Folder">
/// What <c>--data</c> or <c>EQPROP_DATA_DIR</c> names: a folder with one folder for each set (<c>mnist</c>,
/// <c>fashion-mnist</c>), or one set's own folder; null when neither was given.
/// </param>
/// <param name="CircuitFolder">
/// Folder of the circuit file, from which a relative CSV path starts; null for the current folder.
/// </param>
public sealed record DatasetLocation(string? Folder = null, string? CircuitFolder = null);
