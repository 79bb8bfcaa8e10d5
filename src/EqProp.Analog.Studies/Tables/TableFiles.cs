using System.Text;
using System.Text.Json;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Tables;

/// <summary>
/// The table of a study as files: <see cref="CsvName"/> for everything, <see cref="ParquetName"/> for data frames, and <see cref="HeadName"/> with what the headings do not
/// say: role (identity, axis, seed, measure), unit and kind (number, whole, text) of each column, and how many rows there are.
/// </summary>
public static class TableFiles
{
    /// <summary>Comma-separated values with one line of headings. Numbers read back to the same bits; those that are not there are empty.</summary>
    public const string CsvName = "table.csv";

    /// <summary>The same in Apache Parquet; what is not there, and a failure of a chip that did not fail, is null.</summary>
    public const string ParquetName = "table.parquet";

    /// <summary>Roles, units and kinds of the columns.</summary>
    public const string HeadName = "table.json";

    /// <summary>Writes all files to a folder, which is made if there is none. The same table makes the same bytes.</summary>
    /// <param name="table">The table.</param>
    /// <param name="folder">The folder.</param>
    /// <returns>The names of the files.</returns>
    /// <exception cref="InputException">The folder or a file cannot be written.</exception>
    /// <exception cref="ArgumentException">Columns differ in length, share a name, or hold other values than double, int or string.</exception>
    public static IReadOnlyList<string> Write(StudyTable table, string folder)
    {
        Check(table);
        NewFolder.Make(folder);
        AtomicFile.Write(Path.Combine(folder, CsvName), stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            TableText.Write(table, writer);
        });
        AtomicFile.Write(Path.Combine(folder, ParquetName), stream => TableParquet.Write(table, stream));
        AtomicFile.WriteText(Path.Combine(folder, HeadName), JsonSerializer.Serialize(TableHead.Of(table), RecordJson.FileOptions) + "\n");
        return [CsvName, ParquetName, HeadName];
    }

    /// <summary>Reads a table back from <see cref="CsvName"/> and <see cref="HeadName"/>.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The table, to the bit.</returns>
    /// <exception cref="InputException">A file is missing, cut short or was changed.</exception>
    public static StudyTable Read(string folder)
    {
        string csv = Path.Combine(folder, CsvName), headPath = Path.Combine(folder, HeadName);
        try
        {
            TableHead head = RecordJson.Parse<TableHead>(File.ReadAllText(FileFailure.FullPath(headPath)), headPath, "head of a table", TableHead.Version);
            using var reader = new StreamReader(FileFailure.FullPath(csv), Encoding.UTF8);
            return TableText.Read(reader, head, csv);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Reading(File.Exists(headPath) ? csv : headPath, e);
        }
    }

    private static void Check(StudyTable table)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (TableColumn column in table.Columns)
        {
            _ = TableHead.TypeOf(column);
            if (column.Values.Length != table.Rows || !names.Add(column.Name))
            {
                throw new ArgumentException(
                    names.Contains(column.Name) && column.Values.Length == table.Rows ? $"Two columns are named '{column.Name}'."
                    : $"Column '{column.Name}' has {column.Values.Length} rows, and the first has {table.Rows}.", nameof(table));
            }
        }
    }
}
