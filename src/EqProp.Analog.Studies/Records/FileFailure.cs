using System.Security;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Records;

/// <summary>Turns what the operating system says about files into what a user can act on.</summary>
internal static class FileFailure
{
    private const int UnixNoSpace = 28;
    private const int UnixQuota = 122;
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Whether an exception comes from the file system.</summary>
    public static bool Is(Exception cause) => cause is IOException or UnauthorizedAccessException or SecurityException;

    /// <summary>Whether a file grew over what the file system or the limit of the process (<c>ulimit -f</c>) allows.</summary>
    /// <remarks>For this one error of the system .NET throws what it throws for wrong arguments.</remarks>
    public static bool IsTooLong(Exception cause) => cause is ArgumentOutOfRangeException { ParamName: "value" };

    /// <summary>The absolute form of a path that a user gave.</summary>
    public static string FullPath(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (ArgumentException e)
        {
            throw new InputException(
                "file.path", $"'{path.Replace('\0', '?')}'", $"This is no path: {Sentence(e.Message)}", "Name a file or folder.",
                FailureKind.InputOutput, e);
        }
    }

    public static InputException Writing(string path, Exception cause)
    {
        bool full = cause is IOException && cause.HResult is UnixNoSpace or UnixQuota or WindowsHandleDiskFull or WindowsDiskFull;
        string remedy = full
            ? "Free some space, or name a folder on another disk."
            : "Check that the folder exists and that you may write to it, or name another one.";
        return new InputException(
            full ? "file.disk-full" : "file.write", path, $"Could not be written: {Sentence(cause.Message)}", remedy,
            FailureKind.InputOutput, cause);
    }

    public static InputException Reading(string path, Exception cause) => new(
        "file.read", path, $"Could not be read: {Sentence(cause.Message)}",
        "Check that the file exists and that you may read it.", FailureKind.InputOutput, cause);

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";
}
