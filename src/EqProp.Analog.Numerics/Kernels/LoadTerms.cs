using System.Numerics;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>
/// What a write adds to weights that load what they act on, besides its contrast: sign(w) (RowScale rows + ColumnScale columns),
/// with the sign that the weight had before, that of zero positive. The whole change is clipped once.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Rows">[1 x rows of the weights]; null: none.</param>
/// <param name="RowScale">Factor of the rows.</param>
/// <param name="Columns">[1 x columns of the weights]; null: none.</param>
/// <param name="ColumnScale">Factor of the columns.</param>
public readonly record struct LoadTerms<T>(BatchMatrix<T>? Rows, T RowScale, BatchMatrix<T>? Columns, T ColumnScale)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
