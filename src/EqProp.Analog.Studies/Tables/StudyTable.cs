namespace EqProp.Analog.Studies.Tables;

/// <summary>The tidy table of a study: one row a trial, ordered by point and sample, the same to the bit however the study was run.</summary>
/// <param name="Columns">The columns, all of one length.</param>
public sealed record StudyTable(IReadOnlyList<TableColumn> Columns)
{
    /// <summary>Rows.</summary>
    public int Rows => Columns.Count == 0 ? 0 : Columns[0].Values.Length;

    /// <summary>Finds a column.</summary>
    /// <param name="name">Its heading.</param>
    /// <returns>The column; null where there is none.</returns>
    public TableColumn? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);
}
