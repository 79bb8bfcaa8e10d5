namespace EqProp.Analog.Studies.Tables;

/// <summary>What a column of a study's table holds.</summary>
public enum ColumnRole
{
    /// <summary>Number of the point, or what identifies the study and its tool.</summary>
    Identity,

    /// <summary>Value of an axis at the point.</summary>
    Axis,

    /// <summary>Seed of the trial.</summary>
    Seed,

    /// <summary>What was measured.</summary>
    Measure,
}

/// <summary>A column of a study's table: numbers, whole numbers or texts, one a trial.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Role">What it holds.</param>
/// <param name="Unit">Unit of the numbers; empty for none.</param>
/// <param name="Values">A double[], int[] or string[], one a row. Numbers that are not there are NaN, texts are empty.</param>
public sealed record TableColumn(string Name, ColumnRole Role, string Unit, Array Values);
