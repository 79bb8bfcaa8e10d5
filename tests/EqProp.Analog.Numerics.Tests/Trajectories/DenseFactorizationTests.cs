using EqProp.Analog.Numerics.Trajectories;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Numerics.Tests.Trajectories;

/// <summary>Dense linear equations, against MathNet.</summary>
public class DenseFactorizationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(40)]
    public void Solutions_are_those_of_another_solver(int size)
    {
        var random = new Random(size);
        var matrix = Matrix<double>.Build.Dense(size, size, (_, _) => random.NextDouble() - 0.5);
        var right = Vector<double>.Build.Dense(size, _ => random.NextDouble());
        double[] solution = [.. right];
        var solver = new DenseFactorization();
        Assert.True(solver.Factor(matrix.ToRowMajorArray(), size));
        solver.Solve(solution);
        Assert.All(solution.Zip(matrix.LU().Solve(right)), pair => Assert.Equal(pair.Second, pair.First, 1e-11 * size * size));
    }

    [Fact]
    public void A_zero_on_the_diagonal_does_no_harm_and_singular_matrices_are_told()
    {
        var solver = new DenseFactorization();
        double[] right = [2, 3];
        Assert.True(solver.Factor([0, 1, 1, 0], 2));
        solver.Solve(right);
        Assert.Equal([3, 2], right);
        Assert.False(solver.Factor([1, 2, 2, 4], 2));
        Assert.False(solver.Factor([double.NaN], 1));
    }
}
