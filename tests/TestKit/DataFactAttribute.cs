using System.IO.Compression;
using System.Security.Cryptography;
using Xunit;

namespace EqProp.Analog.TestKit;

/// <summary>
/// A test that needs a published data set; skipped, with the reason, where EQPROP_DATA_DIR holds none. The variable may
/// name a folder with the set's folder inside, or that folder itself.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DataFactAttribute : FactAttribute
{
    private const string Variable = "EQPROP_DATA_DIR";
    private const string LabelFile = "t10k-labels-idx1-ubyte";

    /// <summary>SHA-256 of the test labels: sets of equal form cannot be told apart by their file names.</summary>
    private static readonly Dictionary<string, string> LabelHashes = new()
    {
        ["mnist"] = "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
        ["fashion-mnist"] = "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    };

    public DataFactAttribute(string dataset)
    {
        if (Folder is not { Length: > 0 } folder)
        {
            Skip = $"{Variable} is not set; this test needs {dataset}.";
        }
        else if (!Holds(folder, dataset) && !Holds(Path.Combine(folder, dataset), dataset))
        {
            Skip = $"{Variable} is {folder}, and neither it nor its folder {dataset} holds that set.";
        }
    }

    /// <summary>What the variable says; null if it is not set.</summary>
    public static string? Folder => Environment.GetEnvironmentVariable(Variable);

    private static bool Holds(string folder, string dataset)
    {
        string plain = Path.Combine(folder, LabelFile);
        string compressed = plain + ".gz";
        if (!File.Exists(plain) && !File.Exists(compressed))
        {
            return false;
        }

        using Stream content = File.Exists(plain)
            ? File.OpenRead(plain)
            : new GZipStream(File.OpenRead(compressed), CompressionMode.Decompress);
        return Convert.ToHexStringLower(SHA256.HashData(content)) == LabelHashes[dataset];
    }
}
