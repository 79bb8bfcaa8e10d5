using Spectre.Console;

namespace EqProp.Analog.Cli.Terminals;

/// <summary>A column of a table.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Numbers">Whether it holds numbers, which are aligned to the right.</param>
internal readonly record struct TextColumn(string Title, bool Numbers = false)
{
    public static implicit operator TextColumn(string title) => new(title);
}

/// <summary>A table of texts. Cells are data: nothing in them is taken for markup.</summary>
internal sealed class TextTable(params TextColumn[] columns)
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row with one cell a column.</summary>
    public void Add(params string[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, columns.Length);
        _rows.Add([.. cells.Select(cell => cell.ReplaceLineEndings(" "))]);
    }

    /// <summary>Writes a line of titles and a line a row, columns aligned with spaces.</summary>
    public void WritePlain(TextWriter writer)
    {
        string[] titles = [.. columns.Select(column => column.Title)];
        int[] widths = [.. titles.Select((title, i) => _rows.Select(row => row[i].Length).Append(title.Length).Max())];
        foreach (string[] row in _rows.Prepend(titles))
        {
            string line = string.Join(Gap, row.Select((cell, i) =>
                columns[i].Numbers ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])));
            writer.WriteLine(line.TrimEnd());
        }
    }

    /// <summary>The table with lines, for a terminal.</summary>
    public Table Draw()
    {
        Table table = new() { Border = TableBorder.Rounded };
        foreach (TextColumn column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column.Title, new Style(decoration: Decoration.Bold)))
            {
                Alignment = column.Numbers ? Justify.Right : Justify.Left,
            });
        }

        foreach (string[] row in _rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        return table;
    }
}
