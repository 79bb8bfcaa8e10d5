using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Stability;

/// <summary>
/// Eigenvalues of the motion around an operating point, in inverse shared time constants: a disturbance grows as exp(Re t) and turns
/// Im / (2 pi) times a time constant.
/// </summary>
/// <param name="Eigenvalues">All of them, the one that grows fastest (or falls slowest) first; of a pair the positive frequency first.</param>
public sealed record Spectrum(IReadOnlyList<Complex> Eigenvalues)
{
    /// <summary>The eigenvalue of largest real part; a network that cannot move has none, and minus infinity stands for it.</summary>
    public Complex Leading => Eigenvalues.Count > 0 ? Eigenvalues[0] : new Complex(double.NegativeInfinity, 0);

    /// <summary>Largest real part: negative where every small disturbance dies out.</summary>
    public double Abscissa => Leading.Real;

    /// <summary>Turns of the leading eigenvalue in a time constant; 0 if it is real.</summary>
    public double Frequency => Math.Abs(Leading.Imaginary) / (2 * Math.PI);

    /// <summary>The eigenvalues of a Jacobian.</summary>
    /// <param name="jacobian">[i, j] = d(ds_i/dt)/ds_j.</param>
    /// <param name="held">Nodes that rest at a rail and do not count; null: none.</param>
    /// <returns>As many as there are nodes that move.</returns>
    public static Spectrum Of(double[,] jacobian, bool[]? held = null)
    {
        int[] moving = [.. Enumerable.Range(0, jacobian.GetLength(0)).Where(i => held?[i] != true)];
        if (moving.Length == 0)
        {
            return new Spectrum([]);
        }

        var matrix = Matrix<double>.Build.Dense(moving.Length, moving.Length, (i, j) => jacobian[moving[i], moving[j]]);
        return new Spectrum([.. matrix.Evd(Symmetricity.Unknown).EigenValues.OrderByDescending(value => value.Real).ThenByDescending(value => value.Imaginary)]);
    }
}
