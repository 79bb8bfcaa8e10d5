using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace EqProp.Analog.Spatial;

/// <summary>A symmetric matrix of square blocks on and beside the diagonal, factored block by block.</summary>
internal sealed class BlockTridiagonal
{
    private readonly LU<double>[] _pivots;
    private readonly IReadOnlyList<Matrix<double>> _upper;

    /// <summary>Factors the matrix.</summary>
    /// <param name="diagonal">The blocks on the diagonal.</param>
    /// <param name="upper">The blocks right of them, one less; those below are their transposes.</param>
    public BlockTridiagonal(IReadOnlyList<Matrix<double>> diagonal, IReadOnlyList<Matrix<double>> upper)
    {
        _upper = upper;
        _pivots = new LU<double>[diagonal.Count];
        for (int l = 0; l < diagonal.Count; l++)
        {
            Matrix<double> left = l == 0 ? diagonal[0] : diagonal[l] - upper[l - 1].TransposeThisAndMultiply(_pivots[l - 1].Solve(upper[l - 1]));
            _pivots[l] = left.LU();
        }
    }

    /// <summary>Solves for one right side.</summary>
    /// <returns>Not finite where the matrix is singular.</returns>
    public Vector<double>[] Solve(IReadOnlyList<Vector<double>> right)
    {
        var x = new Vector<double>[right.Count];
        for (int l = 0; l < x.Length; l++)
        {
            x[l] = l == 0 ? right[0] : right[l] - _upper[l - 1].TransposeThisAndMultiply(_pivots[l - 1].Solve(x[l - 1]));
        }

        x[^1] = _pivots[^1].Solve(x[^1]);
        for (int l = x.Length - 2; l >= 0; l--)
        {
            x[l] = _pivots[l].Solve(x[l] - _upper[l] * x[l + 1]);
        }

        return x;
    }
}
