namespace EqProp.Analog.TestKit;

/// <summary>Finds files of the repository from wherever the tests run.</summary>
internal static class RepositoryRoot
{
    /// <summary>The folder that holds the solution file.</summary>
    public static string Path { get; } = Find();

    /// <summary>Full path of a file or folder of the repository.</summary>
    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "EqProp.Analog.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"EqProp.Analog.sln lies in no folder above {AppContext.BaseDirectory}.");
    }
}
