namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>Solves dense systems of linear equations with one matrix and several right sides.</summary>
public interface ILinearSolver
{
    /// <summary>Takes a matrix.</summary>
    /// <param name="matrix">Rows one after another; may be overwritten, and stays as it then is until the next call.</param>
    /// <param name="size">Rows and columns.</param>
    /// <returns>False if the matrix is singular.</returns>
    bool Factor(double[] matrix, int size);

    /// <summary>Solves with the matrix taken last.</summary>
    /// <param name="rightSide">Right side; the solution on return.</param>
    void Solve(Span<double> rightSide);
}
