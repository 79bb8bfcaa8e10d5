using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Cli.Commands;

/// <summary>The file that a command leaves in the folder of <c>--out</c>; never one that was there before.</summary>
internal sealed class ResultFile
{
    private readonly string _path;

    private ResultFile(string path) => _path = path;

    /// <summary>Finds a place for a result, before it is computed.</summary>
    /// <param name="folder">The folder; null when none was asked for.</param>
    /// <param name="name">Name of the file.</param>
    /// <returns>The place; null without a folder.</returns>
    /// <exception cref="InputException">The file exists already, or the folder cannot be made.</exception>
    public static ResultFile? In(string? folder, string name)
    {
        if (folder is null)
        {
            return null;
        }

        string path = Path.Combine(folder, name);
        if (File.Exists(path))
        {
            throw new InputException(
                "file.exists", path, "This file is there already.", "Name another folder with --out, or move the file away.",
                FailureKind.InputOutput);
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException(
                "file.write", folder, $"This folder could not be made: {e.Message}", "Name another folder with --out.",
                FailureKind.InputOutput, e);
        }

        return new(path);
    }

    /// <summary>Writes the result.</summary>
    /// <param name="terminal">Where to say so.</param>
    /// <param name="result">The result, as JSON.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void Write(Terminal terminal, string result)
    {
        AtomicFile.WriteText(_path, result + "\n");
        terminal.Note($"written: {_path}");
    }
}
