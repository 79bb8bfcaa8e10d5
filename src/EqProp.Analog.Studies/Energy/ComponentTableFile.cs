using EqProp.Analog.Circuits;
using EqProp.Analog.Energy;

namespace EqProp.Analog.Studies.Energy;

/// <summary>Finds and reads the component table that a circuit names.</summary>
public static class ComponentTableFile
{
    private const string Json = ".json";
    private const string Csv = ".csv";

    /// <summary>Reads the table of a circuit.</summary>
    /// <param name="circuit">The resolved circuit.</param>
    /// <param name="shelf">Folder of the shipped tables (<c>circuits/components</c>).</param>
    /// <returns>The table; null where the circuit names none.</returns>
    /// <exception cref="InputException">There is no such table, or it is wrong.</exception>
    public static ComponentTable? Of(ResolvedCircuit circuit, string shelf) =>
        circuit.Description.Circuit.Energy?.Table is { } table ? Read(table, Path.GetDirectoryName(circuit.Origin) ?? "", shelf) : null;

    /// <summary>Reads a table by its name or file.</summary>
    /// <param name="table">Name of a shipped table, or a file that ends in .json or .csv.</param>
    /// <param name="folder">Folder that a relative file starts at.</param>
    /// <param name="shelf">Folder of the shipped tables.</param>
    /// <returns>The table.</returns>
    /// <exception cref="InputException">There is no such table, or it is wrong.</exception>
    public static ComponentTable Read(string table, string folder, string shelf)
    {
        string ending = Path.GetExtension(table);
        bool isFile = ending is Json or Csv || Path.GetFileName(table) != table;
        if (!isFile && !Names(shelf).Contains(table, StringComparer.Ordinal))
        {
            throw new InputException(
                "component.table", "circuit.energy.table", $"There is no component table '{table}'.",
                $"Shipped are {string.Join(", ", Names(shelf))}; a file of your own ends in .json or .csv.");
        }

        string path = isFile ? Path.Combine(folder, table) : Path.Combine(shelf, table + Json);
        string text = ReadText(path);
        return ending == Csv ? AccelergyLibrary.Parse(text, path) : ComponentTableText.Parse(text, path);
    }

    /// <summary>Names of the shipped tables.</summary>
    /// <param name="shelf">Their folder.</param>
    /// <returns>Names, sorted.</returns>
    public static IReadOnlyList<string> Names(string shelf) => Directory.Exists(shelf)
        ? [.. Directory.EnumerateFiles(shelf, "*" + Json).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)]
        : [];

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            string what = problem is FileNotFoundException or DirectoryNotFoundException
                ? "There is no such file" : $"The file cannot be read: {problem.Message.TrimEnd('.')}";
            throw new InputException(
                "file.unreadable", path, $"{what} (circuit.energy.table).", "Check the path, which is relative to the circuit file.", FailureKind.InputOutput, problem);
        }
    }
}
