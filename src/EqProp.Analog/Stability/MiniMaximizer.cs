using EqProp.Analog.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Stability;

/// <summary>
/// The mini-maximizer test of an operating point of cells with an activator and an inhibitor: lowest eigenvalues, in leak conductances,
/// of what holds the activators, of what holds the inhibitors, and of what holds the activators when inhibitors follow at once.
/// </summary>
/// <param name="ActivatorFloor">Of A = -f'(u) + L_u - W. Its negative is the largest slope of the activators by themselves.</param>
/// <param name="InhibitorFloor">Of B = gamma + L_v.</param>
/// <param name="ReducedFloor">Of A + B^-1.</param>
/// <param name="IsSymmetric">Whether all blocks are symmetric, without which floors are those of their symmetric parts.</param>
/// <remarks>
/// Yanagida (2002), with drawn gains p (v into u) and q (u into v): A + p B^-1 q, and B weighed by p / q. A and B positive give the Lyapunov
/// function u C u + v C (p / q) v. If A + B^-1 has a negative eigenvalue, then det(lambda C_u + A + (lambda C_v + B)^-1), whose matrix is
/// positive for large lambda, has a zero at a lambda above 0: the point is unstable for all time constants.
/// </remarks>
public sealed record MiniMaximizer(double ActivatorFloor, double InhibitorFloor, double ReducedFloor, bool IsSymmetric)
{
    private const double Rounding = 1e-9;

    /// <summary>What follows.</summary>
    public MiniMaximizerVerdict Verdict => (ActivatorFloor > 0 && InhibitorFloor > 0, InhibitorFloor > 0 && ReducedFloor > 0, IsSymmetric) switch
    {
        (true, _, _) => MiniMaximizerVerdict.StableForEveryTimeConstant,
        (_, true, _) => MiniMaximizerVerdict.StableForFastInhibitors,
        (_, _, true) => MiniMaximizerVerdict.UnstableForEveryTimeConstant,
        _ => MiniMaximizerVerdict.Undecided,
    };

    /// <summary>Tests a point of a network.</summary>
    /// <param name="layout">Groups and cells.</param>
    /// <param name="jacobian">Derivative of the rates at the point.</param>
    /// <returns>The floors; null where not every free node is one of two states of a cell.</returns>
    public static MiniMaximizer? Of(NetworkLayout layout, double[,] jacobian)
    {
        int[] offsets = new int[layout.Groups.Count + 1];
        for (int g = 1; g < layout.Groups.Count; g++)
        {
            offsets[g + 1] = offsets[g] + layout.Groups[g].Size;
        }

        int[] Nodes(int group) => [.. Enumerable.Range(offsets[group], layout.Groups[group].Size)];
        int[] activators = [.. layout.Cells.SelectMany(cell => Nodes(cell.Activator))];
        int[] inhibitors = [.. layout.Cells.SelectMany(cell => Nodes(cell.Inhibitor))];
        return activators.Length > 0 && activators.Length + inhibitors.Length == layout.FreeCount
            ? Of(jacobian, [.. layout.Groups.Skip(1).SelectMany(group => group.Capacitance)], activators, inhibitors)
            : null;
    }

    /// <summary>Tests a Jacobian.</summary>
    /// <param name="jacobian">Derivative of the rates.</param>
    /// <param name="capacitance">One a node, over the shared one.</param>
    /// <param name="activators">Indices of the activators.</param>
    /// <param name="inhibitors">Indices of their inhibitors, in the same order.</param>
    /// <returns>The floors.</returns>
    public static MiniMaximizer Of(double[,] jacobian, IReadOnlyList<double> capacitance, IReadOnlyList<int> activators, IReadOnlyList<int> inhibitors)
    {
        Matrix<double> Block(IReadOnlyList<int> rows, IReadOnlyList<int> columns) => Matrix<double>.Build.Dense(
            rows.Count, columns.Count, (i, j) => -capacitance[rows[i]] * jacobian[rows[i], columns[j]]);
        Matrix<double> a = Block(activators, activators), b = Block(inhibitors, inhibitors);
        Matrix<double> intoActivators = Block(activators, inhibitors), intoInhibitors = -Block(inhibitors, activators);
        Matrix<double> weighed = Matrix<double>.Build.Dense(
            b.RowCount, b.ColumnCount, (i, j) => intoActivators[i, i] / intoInhibitors[i, i] * b[i, j]);
        Matrix<double> reduced = a + intoActivators * b.Solve(intoInhibitors);
        return new MiniMaximizer(Floor(a), Floor(weighed), Floor(reduced), IsSymmetricMatrix(a) && IsSymmetricMatrix(weighed) && IsSymmetricMatrix(reduced));
    }

    private static double Floor(Matrix<double> matrix) =>
        ((matrix + matrix.Transpose()) / 2).Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real);

    private static bool IsSymmetricMatrix(Matrix<double> matrix) =>
        (matrix - matrix.Transpose()).InfinityNorm() <= Rounding * matrix.InfinityNorm();
}
