using Xunit;

namespace EqProp.Analog.TestKit;

/// <summary>Compares a text with the one that was approved, a file of the repository.</summary>
internal static class Approval
{
    /// <summary>
    /// Compares with <c>NAME.approved.txt</c>. When they differ, the text is left beside it as <c>NAME.received.txt</c>:
    /// look at both, and rename it if it is right.
    /// </summary>
    /// <param name="folder">The folder of approved texts, from the root of the repository.</param>
    /// <param name="name">Name of the text.</param>
    /// <param name="text">The text.</param>
    public static void Verify(string folder, string name, string text)
    {
        string approved = RepositoryRoot.Combine(folder, $"{name}.approved.txt");
        string received = RepositoryRoot.Combine(folder, $"{name}.received.txt");
        string actual = text.ReplaceLineEndings("\n");
        string expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings("\n") : "";
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, actual);
        Assert.Fail($"The text differs from {folder}/{name}.approved.txt. Compare {received}, and rename it to approve it.");
    }
}
