using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Datasets;

/// <summary>Every data set a circuit can name.</summary>
public static class DatasetCatalog
{
    private const string OwnSource = "Computed by this program";
    private const string OwnLicence = "MIT, as this program";

    private static readonly GeneratedSet[] Generated =
    [
        GeneratedSets.TruthTable("xor", 2, ones => ones == 1),
        GeneratedSets.TruthTable("xnor", 2, ones => ones != 1),
        GeneratedSets.TruthTable("and", 2, ones => ones == 2),
        GeneratedSets.TruthTable("nand", 2, ones => ones != 2),
        GeneratedSets.TruthTable("or", 2, ones => ones > 0),
        GeneratedSets.TruthTable("nor", 2, ones => ones == 0),
        GeneratedSets.TruthTable("parity3", 3, ones => ones % 2 == 1),
        GeneratedSets.WithInverses(GeneratedSets.TruthTable("xor", 2, ones => ones == 1)),
        GeneratedSets.TwoMoons,
        GeneratedSets.Digits,
        GeneratedSets.WithInverses(GeneratedSets.Digits),
    ];

    private static readonly (IdxSet Set, DatasetEntry Entry)[] Published = [PublishedSets.Mnist, PublishedSets.FashionMnist];

    private static readonly IdxSet OwnPictures = new() { Name = "idx" };

    /// <summary>All sets, generated ones first.</summary>
    public static IReadOnlyList<DatasetEntry> Entries { get; } =
    [
        .. Generated.Select(Describe),
        .. Published.Select(row => row.Entry),
        new DatasetEntry
        {
            Name = OwnPictures.Name,
            Summary = "Your own pictures, of any size: four IDX files named as MNIST's; classes are 0 to the largest label",
            Source = "The folder that --data names, or its folder \"idx\"",
            Licence = "Yours to know",
        },
        new DatasetEntry
        {
            Name = CsvSet.Name,
            Summary = "Your own file: numbers, then the class in the last column; a fifth is for testing",
            Source = "The file that \"path\" names",
            Licence = "Yours to know",
        },
    ];

    /// <summary>What the catalog says about a set.</summary>
    /// <param name="name">Its name; case does not matter.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="InputException">There is no such set; the message gives the nearest name.</exception>
    public static DatasetEntry Find(string name) =>
        Entries.FirstOrDefault(entry => Same(entry.Name, name)) ?? throw Unknown(name);

    /// <summary>Loads or computes the examples that a circuit asks for.</summary>
    /// <param name="block">
    /// Which set and how many examples. Validation takes the last examples of the training file, training the first of
    /// those before them, test the first of the test file. A generated set gives as many as are asked for, up to a
    /// million a split, and example <c>i</c> is the same whatever the counts; its training file ends at the default count
    /// or, where more are asked for, at training plus validation.
    /// </param>
    /// <param name="location">Where files are looked for.</param>
    /// <returns>The examples; pictures of bytes are divided by 255.</returns>
    /// <exception cref="InputException">
    /// The name is unknown, counts or noise are out of range, or files are missing or damaged.
    /// </exception>
    public static Dataset Load(DatasetBlock block, DatasetLocation location)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(location);
        if (Generated.FirstOrDefault(set => Same(set.Name, block.Name)) is { } generated)
        {
            return generated.Load(block);
        }

        if (Published.FirstOrDefault(row => Same(row.Set.Name, block.Name)).Set is { } published)
        {
            return published.Load(block, location, Published.Select(row => row.Set));
        }

        if (Same(OwnPictures.Name, block.Name))
        {
            return OwnPictures.Load(block, location, []);
        }

        return Same(CsvSet.Name, block.Name) ? CsvSet.Load(block, location) : throw Unknown(block.Name);
    }

    /// <summary>Finds the files of a published set without reading its pictures.</summary>
    /// <param name="name">Name of a set; case does not matter.</param>
    /// <param name="location">Where files are looked for.</param>
    /// <returns>The folder that holds all of its files; null if they are not there, or if the set has none.</returns>
    /// <exception cref="InputException">The test labels are damaged.</exception>
    public static string? FindFiles(string name, DatasetLocation location)
    {
        ArgumentNullException.ThrowIfNull(location);
        IdxSet? published = Published.FirstOrDefault(row => Same(row.Set.Name, name)).Set;
        return published?.Find(location, Published.Select(row => row.Set));
    }

    /// <summary>Whether examples are drawn with the seed of the block.</summary>
    internal static bool IsDrawn(DatasetBlock block) => Generated.Any(set => Same(set.Name, block.Name)) || Same(CsvSet.Name, block.Name);

    private static DatasetEntry Describe(GeneratedSet set) => new()
    {
        Name = set.Name,
        Summary = set.Summary,
        Source = OwnSource,
        Licence = OwnLicence,
        Inputs = set.Inputs,
        Classes = set.ClassNames.Count,
        TrainExamples = set.TrainExamples,
        TestExamples = set.TestExamples,
    };

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static InputException Unknown(string name)
    {
        string[] names = [.. Entries.Select(entry => entry.Name)];
        string? nearest = names.FirstOrDefault(known => known.Contains(name.ToLowerInvariant(), StringComparison.Ordinal)) ?? NearestName.Find(name, names);
        return new InputException(
            "dataset.unknown", "learning.dataset.name",
            $"There is no data set '{name}'.{(nearest is null ? "" : $" Did you mean '{nearest}'?")}",
            $"Known: {string.Join(", ", names)}.");
    }
}
