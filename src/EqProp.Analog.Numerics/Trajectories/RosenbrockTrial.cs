using System.Numerics;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// A step of RODAS for one example. Stage i solves (1 / (h gamma) - J) u_i = f(x + sum_j a_ij u_j) + sum_j c_ij u_j / h; the
/// last u is the error.
/// </summary>
internal sealed class RosenbrockTrial<T> : StepTrial<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Stages = 6;
    private const double Gamma = 0.25;

    private static readonly double[][] A =
    [
        [],
        [1.544],
        [0.9466785280815826, 0.2557011698983284],
        [3.314825187068521, 2.896124015972201, 0.9986419139977817],
        [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.687886036105895],
        [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.687886036105895, 1],
        [1.221224509226641, 6.019134481288629, 12.53708332932087, -0.687886036105895, 1, 1],
    ];

    private static readonly double[][] C =
    [
        [],
        [-5.6688],
        [-2.430093356833875, -0.2063599157091915],
        [-0.1073529058151375, -9.594562251023355, -20.47028614809616],
        [7.496443313967647, -10.24680431464352, -33.99990352819905, 11.7089089320616],
        [8.083246795921522, -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054],
    ];

    private static readonly double[] DenseFirst = [10.12623508344586, -7.487995877610167, -34.80091861555747, -7.992771707568823, 1.025137723295662];

    private static readonly double[] DenseSecond = [-0.6762803392806898, 6.087714651680015, 16.43084320892478, 24.76722511418386, -6.594389125716872];

    private readonly StateJacobian<T> _jacobian;
    private readonly ILinearSolver _solver;
    private readonly double[] _matrix;
    private readonly double[] _state;
    private readonly double[] _sum;
    private readonly double[][] _u;

    public RosenbrockTrial(GroupTrajectory<T>[] groups, ILinearSolver solver)
    {
        _jacobian = new(groups);
        _solver = solver;
        int size = _jacobian.Size;
        _matrix = new double[size * size];
        _state = new double[size];
        _sum = new double[size];
        _u = [.. Enumerable.Range(0, Stages).Select(_ => new double[size])];
    }

    public override bool Try(ChunkTrajectory<T> chunk)
    {
        double length = chunk.Length(0);
        if (!chunk.IsRetry(0))
        {
            _jacobian.Form(chunk);
            chunk.ReadSlot(0, _state);
        }

        _jacobian.Shift(1 / (length * Gamma), _matrix);
        if (!_solver.Factor(_matrix, _jacobian.Size))
        {
            return false;
        }

        for (int stage = 0; stage < Stages; stage++)
        {
            double[] u = _u[stage];
            if (stage == 0)
            {
                chunk.ReadSlot(1, u);
            }
            else
            {
                Combine(_state, 1, A[stage], _sum);
                chunk.WriteStage(_sum);
                chunk.Evaluate(LinearizedSlots.Stage, linearize: false);
                chunk.ReadSlot(LinearizedSlots.Stage, u);
                Combine(u, 1 / length, C[stage], u);
            }

            _solver.Solve(u);
        }

        Finish(chunk, length);
        return true;
    }

    private void Finish(ChunkTrajectory<T> chunk, double length)
    {
        Combine(_state, 1, A[Stages], _sum);
        chunk.WriteStage(_sum);
        Combine([], 1, DenseFirst, _sum);
        chunk.WriteSlot(LinearizedSlots.Stage, _sum);
        Combine([], 1, DenseSecond, _sum);
        chunk.WriteSlot(LinearizedSlots.SecondStage, _sum);
        Combine([], 1 / length, [0, 0, 0, 0, 0, 1], _sum);
        chunk.WriteSlot(LinearizedSlots.Error, _sum);
    }

    /// <summary>result = start + scale sum_j coefficient_j u_j.</summary>
    private void Combine(ReadOnlySpan<double> start, double scale, ReadOnlySpan<double> coefficients, Span<double> result)
    {
        if (start.IsEmpty)
        {
            result.Clear();
        }
        else
        {
            start.CopyTo(result);
        }

        for (int j = 0; j < coefficients.Length; j++)
        {
            double factor = scale * coefficients[j];
            double[] u = _u[j];
            for (int i = 0; i < result.Length; i++)
            {
                result[i] += factor * u[i];
            }
        }
    }
}
