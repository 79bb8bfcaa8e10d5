using EqProp.Analog.Numerics.Trajectories;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Numerics.Tests.Trajectories;

/// <summary>
/// Euler with a step of its own for each neuron, dt_i = dt / tau_i, is stable where the largest eigenvalue of
/// dt^1/2 (1 - W) dt^1/2 is below 2, and where it settles does not depend on the steps.
/// </summary>
public class HeterogeneousStepTests
{
    private const int Size = 7;

    [Property(MaxTest = 60)]
    public Property Euler_is_stable_where_the_eigenvalue_says(int seed, byte share)
    {
        DrawnNetwork drawn = Draw(seed);
        double nominal = 2 / TopEigenvalue(drawn), step = nominal * (0.5 + share / 255.0);
        bool expected = step * TopEigenvalue(drawn) < 2;
        return (Grows(drawn, step) != expected).ToProperty().When(Math.Abs(step * TopEigenvalue(drawn) - 2) > 1e-3);
    }

    [Property(MaxTest = 20)]
    public void The_fixed_point_does_not_depend_on_time_constants(int seed)
    {
        double[][] ends = [.. new[] { 0.0, 0.5 }.Select(spread =>
        {
            var drawn = new DrawnNetwork(Math.Abs(seed % 1000), Size, weightSigma: 0.3, timeSpread: spread);
            double[,] weights = new DrawnNetwork(Math.Abs(seed % 1000), Size, weightSigma: 0.3).Weights;
            Array.Copy(weights, drawn.Weights, weights.Length);
            using var network = new TestNetwork<double>(Law.Tanh, drawn, TrajectoryMethod.Euler, TrajectoryControl.Fixed(0.3 * drawn.TimeConstants.Min()));
            TrajectoryResult result = network.Trajectory.Run(1, 1000, new() { Residual = 1e-13 });
            Assert.Equal(TrajectoryEnd.Settled, result.Ends[0]);
            return network.States();
        })];
        Assert.All(ends[0].Zip(ends[1]), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
    }

    private static DrawnNetwork Draw(int seed) => new(Math.Abs(seed % 100_000), Size, weightSigma: 0.3, timeSpread: 0.5, driveSigma: 0);

    private static double TopEigenvalue(DrawnNetwork drawn)
    {
        Matrix<double> root = Matrix<double>.Build.DenseOfDiagonalArray([.. drawn.TimeConstants.Select(tau => 1 / Math.Sqrt(tau))]);
        Matrix<double> k = root * (Matrix<double>.Build.DenseIdentity(Size) - Matrix<double>.Build.DenseOfArray(drawn.Weights)) * root;
        return k.Evd(Symmetricity.Symmetric).EigenValues.Max(value => value.Real);
    }

    /// <summary>Whether a linear network is farther from its rest at zero after many steps.</summary>
    private static bool Grows(DrawnNetwork drawn, double step)
    {
        double[] start = [.. Enumerable.Range(0, Size).Select(i => 1e-3 * Math.Cos(3 * i))];
        using var network = new TestNetwork<double>(Law.Linear, drawn, TrajectoryMethod.Euler, TrajectoryControl.Fixed(step)).From(start);
        TrajectoryResult result = network.Trajectory.Run(1, 20_000 * step);
        return result.Ends[0] == TrajectoryEnd.Diverged || network.States().Max(Math.Abs) > 1e-3;
    }
}
