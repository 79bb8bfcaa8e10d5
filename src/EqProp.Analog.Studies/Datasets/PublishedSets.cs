namespace EqProp.Analog.Studies.Datasets;

/// <summary>The published data sets: their files, checksums and addresses.</summary>
internal static class PublishedSets
{
    public static (IdxSet Set, DatasetEntry Entry) Mnist { get; } = Describe(
        new DatasetEntry
        {
            Name = "mnist",
            Summary = "Handwritten digits, 28 x 28",
            Source = "Y. LeCun and C. Cortes, derived from NIST's special databases",
            Licence = "Commonly given as CC BY-SA 3.0; the original page states none",
            Files =
            [
                new(IdxSet.TrainImages, 47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
                new(IdxSet.TrainLabels, 60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
                new(IdxSet.TestImages, 7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
                new(IdxSet.TestLabels, 10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
            ],
            Mirrors =
            [
                new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
                new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            ],
        },
        ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);

    public static (IdxSet Set, DatasetEntry Entry) FashionMnist { get; } = Describe(
        new DatasetEntry
        {
            Name = "fashion-mnist",
            Summary = "Pictures of clothes, 28 x 28",
            Source = "H. Xiao, K. Rasul and R. Vollgraf, Zalando Research",
            Licence = "MIT, copyright 2017 Zalando SE",
            Files =
            [
                new(IdxSet.TrainImages, 47_040_016, "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
                new(IdxSet.TrainLabels, 60_008, "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
                new(IdxSet.TestImages, 7_840_016, "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
                new(IdxSet.TestLabels, 10_008, "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
            ],
            Mirrors = [new("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/")],
        },
        ["T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]);

    private static (IdxSet Set, DatasetEntry Entry) Describe(DatasetEntry entry, string[] classNames) => (
        new IdxSet { Name = entry.Name, ClassNames = classNames, Files = entry.Files },
        entry with { Inputs = 28 * 28, Classes = classNames.Length, TrainExamples = 60_000, TestExamples = 10_000 });
}
