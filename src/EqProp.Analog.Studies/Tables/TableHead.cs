namespace EqProp.Analog.Studies.Tables;

/// <summary>Kinds of values of a column.</summary>
internal enum ColumnType
{
    /// <summary>double[].</summary>
    Number,

    /// <summary>int[].</summary>
    Whole,

    /// <summary>string[].</summary>
    Text,
}

/// <summary>What a table of comma-separated values cannot say of itself.</summary>
internal sealed record TableHead
{
    public const int Version = 1;

    public required int SchemaVersion { get; init; }

    public required int Rows { get; init; }

    public required IReadOnlyList<HeadColumn> Columns { get; init; }

    public static TableHead Of(StudyTable table) => new()
    {
        SchemaVersion = Version,
        Rows = table.Rows,
        Columns = [.. table.Columns.Select(column => new HeadColumn(column.Name, Name(column.Role), column.Unit, Name(TypeOf(column))))],
    };

    public static ColumnType TypeOf(TableColumn column) => column.Values switch
    {
        double[] => ColumnType.Number,
        int[] => ColumnType.Whole,
        string[] => ColumnType.Text,
        _ => throw new ArgumentException($"Column '{column.Name}' holds {column.Values.GetType().Name}, which is none of double[], int[] and string[]."),
    };

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <summary>One column: its heading, what it holds (identity, axis, seed, measure), its unit, and the kind of its values (number, whole, text).</summary>
internal sealed record HeadColumn(string Name, string Role, string Unit, string Type);
