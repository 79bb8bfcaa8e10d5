using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Records;

/// <summary>
/// Keeps a second process from training in the same folder. The operating system ends the lock with the process, so one
/// that was killed leaves none, even though its file stays.
/// </summary>
internal sealed class RunLock : IDisposable
{
    private const string FileName = "run.lock";
    private const int LinuxLocked = 11;
    private const int MacLocked = 35;
    private const int WindowsShared = unchecked((int)0x80070020);
    private const int WindowsLocked = unchecked((int)0x80070021);

    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Locks a folder; makes it if there is none.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The lock, held until it is disposed.</returns>
    /// <exception cref="InputException">Another process holds the lock, or the folder cannot be written.</exception>
    public static RunLock Take(string path)
    {
        string folder = FileFailure.FullPath(path);
        string file = Path.Combine(folder, FileName);
        try
        {
            Directory.CreateDirectory(folder);
            FileStream held = new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            if (File.Exists(file))
            {
                return new(held);
            }

            // The last holder deleted the file after this process had opened it: the lock would lock nothing.
            held.Dispose();
        }
        catch (IOException e) when (e.HResult is LinuxLocked or MacLocked or WindowsShared or WindowsLocked)
        {
            throw Busy(path, e);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Writing(path, e);
        }

        throw Busy(path, null);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static InputException Busy(string path, Exception? cause) => new(
        "run.busy", path, "Another process is training in this folder.",
        "Wait until it is done, stop it, or name another folder.", FailureKind.InputOutput, cause);
}
