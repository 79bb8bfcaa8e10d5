using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;

namespace EqProp.Analog.Studies.Datasets;

/// <summary>A data set of pictures in four IDX files: a published one, or the user's own.</summary>
internal sealed record IdxSet
{
    public const string TrainImages = "train-images-idx3-ubyte";
    public const string TrainLabels = "train-labels-idx1-ubyte";
    public const string TestImages = "t10k-images-idx3-ubyte";
    public const string TestLabels = "t10k-labels-idx1-ubyte";

    private static readonly string[] FileNames = [TrainImages, TrainLabels, TestImages, TestLabels];

    public required string Name { get; init; }

    /// <summary>Names of the classes; null if the labels decide: 0 to the largest there is.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>The files as they are published; empty for the user's own.</summary>
    public IReadOnlyList<DatasetFile> Files { get; init; } = [];

    private bool IsPublished => Files.Count > 0;

    /// <summary>Reads the examples that a circuit asks for.</summary>
    /// <param name="block">What the circuit asks for.</param>
    /// <param name="location">Where files are looked for.</param>
    /// <param name="others">Sets in the same format, one of which may lie there by mistake.</param>
    /// <exception cref="InputException">Files are missing, damaged or another set's; counts are out of range.</exception>
    public Dataset Load(DatasetBlock block, DatasetLocation location, IEnumerable<IdxSet> others)
    {
        string folder = FindFolder(location);
        byte[] testLabels = ReadLabels(folder, TestLabels);
        RejectOthers(folder, testLabels, others);
        byte[] trainLabels = ReadLabels(folder, TrainLabels);
        var trainImages = ReadImages(folder, TrainImages, TrainLabels, trainLabels);
        var testImages = ReadImages(folder, TestImages, TestLabels, testLabels);
        if (testImages.Width != trainImages.Width || testImages.Height != trainImages.Height)
        {
            throw new InputException(
                "idx.shape", Locate(folder, TestImages),
                $"Its pictures are {testImages.Width} x {testImages.Height}, those of training {trainImages.Width} x {trainImages.Height}.",
                "Take all four files from the same set.");
        }

        var classNames = ClassNames ?? Numbered(folder, trainLabels, testLabels);
        var counts = ExampleCounts.Resolve(block, trainImages.Count, testImages.Count);
        return new Dataset
        {
            Name = Name,
            Classes = classNames.Count,
            ClassNames = classNames,
            Picture = (trainImages.Width, trainImages.Height),
            Train = Take(trainImages, trainLabels, 0, counts.Train),
            Validation = Take(trainImages, trainLabels, counts.ValidationStart, counts.Validation),
            Test = Take(testImages, testLabels, 0, counts.Test),
        };
    }

    /// <summary>Finds the folder of the files; null if they are not there, or are another set's.</summary>
    /// <param name="location">Where files are looked for.</param>
    /// <param name="others">Sets in the same format, one of which may lie there.</param>
    /// <exception cref="InputException">The test labels are damaged.</exception>
    public string? Find(DatasetLocation location, IEnumerable<IdxSet> others) =>
        location.Folder is not { Length: > 0 } given ? null : Folders(given).FirstOrDefault(folder =>
            HasAll(folder) && Other(ReadLabels(folder, TestLabels), others) is null);

    private static ExampleSet Take(IdxImages images, byte[] labels, int first, int count)
    {
        int size = images.Width * images.Height;
        var source = images.Pixels.AsSpan(first * size, count * size);
        var inputs = new float[source.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = source[i] / 255f;
        }

        return new ExampleSet(size, inputs, [.. labels.AsSpan(first, count).ToArray().Select(label => (int)label)]);
    }

    private static string[] Numbered(string folder, byte[] trainLabels, byte[] testLabels)
    {
        int largest = Math.Max(trainLabels.Max(), testLabels.Max());
        return largest > 0
            ? [.. Enumerable.Range(0, largest + 1).Select(label => label.ToString(CultureInfo.InvariantCulture))]
            : throw new InputException(
                "idx.classes", Locate(folder, TrainLabels), "Every example is of class 0.", "Two classes at least are needed, numbered from 0.");
    }

    private static string Locate(string folder, string file)
    {
        string plain = Path.Combine(folder, file);
        return File.Exists(plain) ? plain : plain + ".gz";
    }

    private static bool Has(string folder, string file) => File.Exists(Locate(folder, file));

    private static IdxImages ReadImages(string folder, string file, string labelFile, byte[] labels)
    {
        string path = Locate(folder, file);
        var images = IdxReader.ReadImages(path);
        return images.Count == labels.Length
            ? images
            : throw new InputException(
                "idx.count", path, $"It holds {images.Count} pictures, but {labelFile} holds {labels.Length} labels.",
                "Take both files from the same set.");
    }

    private byte[] ReadLabels(string folder, string file)
    {
        string path = Locate(folder, file);
        byte[] labels = IdxReader.ReadLabels(path);
        if (ClassNames is null)
        {
            return labels;
        }

        int wrong = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(ClassNames.Count - 1));
        return wrong < 0
            ? labels
            : throw new InputException(
                "idx.label", path, $"Label {labels[wrong]} of example {wrong} is not in 0 to {ClassNames.Count - 1}.",
                $"Fetch it again: eqprop data fetch {Name}.");
    }

    private string FindFolder(DatasetLocation location)
    {
        string remedy = IsPublished
            ? $"Fetch the files with 'eqprop data fetch {Name} --data FOLDER', then give --data FOLDER or set EQPROP_DATA_DIR."
            : $"Give --data FOLDER, or set EQPROP_DATA_DIR, with the four files in FOLDER or in FOLDER/{Name}.";
        if (location.Folder is not { Length: > 0 } given)
        {
            throw new InputException(
                "dataset.folder", "learning.dataset.name", $"'{Name}' needs files, and no data folder is given.", remedy);
        }

        if (Folders(given).FirstOrDefault(HasAll) is { } folder)
        {
            return folder;
        }

        string own = Path.Combine(given, Name);
        string nearest = Directory.Exists(own) || !FileNames.Any(file => Has(given, file)) ? own : given;
        string message = Directory.Exists(nearest)
            ? "Missing: " + string.Join(", ", FileNames.Where(file => !Has(nearest, file))) + " (plain or .gz)."
            : "There is no such folder.";
        throw new InputException("dataset.missing", nearest, message, remedy, FailureKind.InputOutput);
    }

    // MNIST and Fashion-MNIST have equal shapes and file names; only the content tells them apart.
    private void RejectOthers(string folder, byte[] testLabels, IEnumerable<IdxSet> others)
    {
        if (Other(testLabels, others) is { } actual)
        {
            throw new InputException(
                "dataset.other", folder, $"The files here are {actual.Name}, and the circuit asks for {Name}.",
                $"Give the folder of {Name}, or the folder that holds both.");
        }
    }

    private IdxSet? Other(byte[] testLabels, IEnumerable<IdxSet> others)
    {
        string hash = IdxReader.LabelFileHash(testLabels);
        return others.FirstOrDefault(set => set.Name != Name && set.Files.Any(file => file.Sha256 == hash));
    }

    // The folder given may be the set's own, or hold a folder for each set.
    private string[] Folders(string given) => [given, Path.Combine(given, Name)];

    private static bool HasAll(string folder) => FileNames.All(file => Has(folder, file));
}
