using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Records;

/// <summary>A folder for results.</summary>
internal static class NewFolder
{
    /// <summary>Makes a folder if there is none.</summary>
    /// <exception cref="InputException">It cannot be made.</exception>
    public static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(FileFailure.FullPath(folder));
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Writing(folder, e);
        }
    }
}
