using EqProp.Analog.Numerics.Integrators;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>Covariances of an active network, without statistics, against the Lyapunov equation; the weak order of each method.</summary>
public class ActiveNetworkTests
{
    [Fact]
    public void Without_an_energy_the_Lyapunov_equation_holds()
    {
        Matrix<double> exact = ActiveNetwork.Stationary;
        Assert.InRange(exact[0, 1] * exact[0, 1] / exact[0, 0] / exact[1, 1], 0.01, 1);
        Assert.InRange(Error(exact, ActiveNetwork.Found(StochasticMethod.StochasticRungeKutta, 0.1, 70)), 0, 6e-3);
        Assert.InRange(Error(exact, ActiveNetwork.Found(StochasticMethod.EulerMaruyama, 0.1, 70)), 0.02, 1);
    }

    [Theory]
    [InlineData("euler")]
    [InlineData("averaged-euler")]
    [InlineData("exponential-euler")]
    [InlineData("sra1")]
    public void Second_moments_at_a_time_have_the_weak_order_of_the_catalog(string name)
    {
        const double Time = 1;
        StochasticMethod method = StochasticMethod.All.Single(m => m.Name == name);
        Matrix<double> exact = ActiveNetwork.After(Time);
        double[] errors = [.. new[] { 16, 32, 64, 128 }.Select(steps => Error(exact, ActiveNetwork.Found(method, Time / steps, steps)))];
        double[] orders = [.. errors.Zip(errors.Skip(1), (coarse, fine) => Math.Log2(coarse / fine))];
        Assert.True(orders.TakeLast(2).All(order => Math.Abs(order - method.WeakOrder) < 0.15), string.Join(", ", orders) + " from " + string.Join(", ", errors));
    }

    private static double Error(Matrix<double> exact, Matrix<double> found) => (found - exact).FrobeniusNorm() / exact.FrobeniusNorm();
}
