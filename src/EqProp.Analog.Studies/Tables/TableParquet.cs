using Parquet;
using Parquet.Schema;

namespace EqProp.Analog.Studies.Tables;

/// <summary>A table in Parquet: columns under their headings, null for what is not there.</summary>
internal static class TableParquet
{
    private const int RowsOfGroup = 1 << 17;

    public static void Write(StudyTable table, Stream stream) => WriteAsync(table, stream).GetAwaiter().GetResult();

    private static async Task WriteAsync(StudyTable table, Stream stream)
    {
        DataField[] fields = [.. table.Columns.Select(Field)];
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd };
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream, options).ConfigureAwait(false);
        for (int start = 0; start == 0 || start < table.Rows; start += RowsOfGroup)
        {
            Range rows = start..Math.Min(table.Rows, start + RowsOfGroup);
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            for (int i = 0; i < fields.Length; i++)
            {
                await WriteAsync(group, fields[i], table.Columns[i].Values, rows).ConfigureAwait(false);
            }
        }
    }

    private static DataField Field(TableColumn column) => TableHead.TypeOf(column) switch
    {
        ColumnType.Number => new DataField<double?>(column.Name),
        ColumnType.Whole => new DataField<int>(column.Name),
        _ => new DataField(column.Name, typeof(string), isNullable: true),
    };

    private static Task WriteAsync(ParquetRowGroupWriter group, DataField field, Array values, Range rows) => values switch
    {
        double[] numbers => group.WriteAsync<double>(field, Array.ConvertAll(numbers[rows], value => double.IsNaN(value) ? (double?)null : value).AsMemory()),
        int[] whole => group.WriteAsync<int>(field, whole.AsMemory(rows)),
        _ => group.WriteAsync(field, Array.ConvertAll(((string[])values)[rows], text => text.Length == 0 ? null! : text)),
    };
}
