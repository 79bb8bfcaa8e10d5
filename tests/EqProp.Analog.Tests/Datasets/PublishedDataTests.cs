using System.Security.Cryptography;
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Datasets;

public sealed class PublishedDataTests
{
    private static readonly int[] MnistTrainCounts = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949];
    private static readonly int[] MnistTestCounts = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009];

    [DataFact("mnist")]
    public void Mnist_has_the_published_shape_and_class_counts()
    {
        var dataset = Load("mnist");
        Assert.Equal(MnistTrainCounts, ClassCounts(dataset.Train));
        Assert.Equal(MnistTestCounts, ClassCounts(dataset.Test));
        CheckPictures(dataset);
        Assert.Equal(0.1307, dataset.Train.Inputs.Average(), 4);
    }

    [DataFact("fashion-mnist")]
    public void Fashion_mnist_has_the_published_shape_and_class_counts()
    {
        var dataset = Load("fashion-mnist");
        Assert.Equal(Enumerable.Repeat(6000, 10), ClassCounts(dataset.Train));
        Assert.Equal(Enumerable.Repeat(1000, 10), ClassCounts(dataset.Test));
        CheckPictures(dataset);
        Assert.Equal(0.2860, dataset.Train.Inputs.Average(), 4);
    }

    [DataFact("mnist")]
    public Task Mnist_has_the_published_checksums() => CheckFiles("mnist");

    [DataFact("fashion-mnist")]
    public Task Fashion_mnist_has_the_published_checksums() => CheckFiles("fashion-mnist");

    private static Dataset Load(string name) =>
        DatasetCatalog.Load(new DatasetBlock { Name = name }, new DatasetLocation(DataFactAttribute.Folder));

    private static IEnumerable<int> ClassCounts(ExampleSet set) =>
        set.Labels.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value);

    private static void CheckPictures(Dataset dataset)
    {
        Assert.Equal((28, 28), dataset.Picture);
        Assert.Equal((0f, 1f), (dataset.Train.Inputs.Min(), dataset.Train.Inputs.Max()));
    }

    private static async Task CheckFiles(string name)
    {
        string folder = DataFactAttribute.Folder!;
        string own = Path.Combine(folder, name);
        using var client = new HttpClient();
        var offline = DatasetCatalog.Find(name) with { Mirrors = [new("http://127.0.0.1:1/")] };
        var files = await new DatasetFetcher(client).FetchAsync(offline, Directory.Exists(own) ? own : folder);
        Assert.Equal(4, files.Count);
        Assert.All(files, file => Assert.Null(file.Address));
        await using var labels = IdxReader.Decompress(File.OpenRead(files[3].Path));
        Assert.Equal(offline.Files[3].Sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(labels)));
    }
}
