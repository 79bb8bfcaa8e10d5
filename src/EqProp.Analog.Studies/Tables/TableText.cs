using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Formats;

namespace EqProp.Analog.Studies.Tables;

/// <summary>A table as comma-separated values: numbers that read back to the same bits, nothing for what is not there, lines that end with a line feed.</summary>
internal static class TableText
{
    private const string Remedy = "Merge the study again.";

    public static void Write(StudyTable table, TextWriter writer)
    {
        writer.Write(string.Join(',', table.Columns.Select(column => CsvCell.Of(column.Name))));
        writer.Write('\n');
        Span<char> digits = stackalloc char[32];
        for (int row = 0; row < table.Rows; row++)
        {
            for (int i = 0; i < table.Columns.Count; i++)
            {
                if (i > 0)
                {
                    writer.Write(',');
                }

                Write(writer, table.Columns[i].Values, row, digits);
            }

            writer.Write('\n');
        }
    }

    /// <exception cref="InputException">The text is not the table that its head tells of.</exception>
    public static StudyTable Read(TextReader reader, TableHead head, string path)
    {
        TableColumn[] columns = [.. head.Columns.Select(column => Empty(column, head.Rows, path))];
        var row = new CsvRow(reader);
        if (!row.Next() || row.Count != columns.Length || columns.Where((column, i) => !row[i].SequenceEqual(column.Name)).Any())
        {
            throw Wrong($"{path}, line 1", "The headings are not those of table.json beside it.");
        }

        int read = 0;
        while (row.Next())
        {
            string where = string.Create(CultureInfo.InvariantCulture, $"{path}, line {row.Line}");
            if (row.IsCutShort || row.Count != columns.Length || read == head.Rows)
            {
                throw Wrong(where, row.IsCutShort ? "The file ends within a row."
                    : read == head.Rows ? $"There are more rows than the {head.Rows} that table.json tells of."
                    : $"{row.Count} fields, and {columns.Length} are headed.");
            }

            for (int i = 0; i < columns.Length; i++)
            {
                if (!Put(columns[i].Values, read, row[i]))
                {
                    throw Wrong(where, $"Column '{columns[i].Name}' is '{row[i]}', and a number is needed.");
                }
            }

            read++;
        }

        return read == head.Rows ? new StudyTable(columns) : throw Wrong(path, $"{read} rows, and table.json tells of {head.Rows}.");
    }

    private static void Write(TextWriter writer, Array values, int row, Span<char> digits)
    {
        int length = 0;
        switch (values)
        {
            case double[] numbers when !double.IsNaN(numbers[row]):
                numbers[row].TryFormat(digits, out length, "R", CultureInfo.InvariantCulture);
                break;
            case int[] whole:
                whole[row].TryFormat(digits, out length, default, CultureInfo.InvariantCulture);
                break;
            case string[] texts:
                writer.Write(CsvCell.Of(texts[row]));
                break;
        }

        writer.Write(digits[..length]);
    }

    private static TableColumn Empty(HeadColumn column, int rows, string path)
    {
        if (!Enum.TryParse(column.Role, ignoreCase: true, out ColumnRole role) || !Enum.TryParse(column.Type, ignoreCase: true, out ColumnType type))
        {
            throw Wrong(path, $"table.json tells of a column '{column.Name}' of role '{column.Role}' and type '{column.Type}', which this build does not know.");
        }

        return new TableColumn(column.Name, role, column.Unit, type switch
        {
            ColumnType.Number => new double[rows],
            ColumnType.Whole => new int[rows],
            _ => new string[rows],
        });
    }

    private static bool Put(Array values, int row, ReadOnlySpan<char> field)
    {
        switch (values)
        {
            case double[] numbers:
                numbers[row] = double.NaN;
                return field.IsEmpty || double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[row]);
            case int[] whole:
                return int.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out whole[row]);
            default:
                // Most texts of a column are those of the row before.
                var texts = (string[])values;
                texts[row] = row > 0 && field.SequenceEqual(texts[row - 1]) ? texts[row - 1] : field.ToString();
                return true;
        }
    }

    private static InputException Wrong(string where, string message) => new("table.format", where, message, Remedy);
}
