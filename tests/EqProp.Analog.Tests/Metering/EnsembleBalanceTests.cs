using EqProp.Analog.Circuits;
using EqProp.Analog.Simulation.Metering;
using EqProp.Analog.Tests.Simulation;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Metering;

/// <summary>What sources of each die deliver is what its elements dissipate and its capacitors gain, the last from voltages alone.</summary>
public class EnsembleBalanceTests
{
    public static TheoryData<string> Names => [.. MeteredDies.Smooth];

    [Theory]
    [MemberData(nameof(Names))]
    public void Closes_within_a_hundred_tolerances(string name)
    {
        const double Tolerance = 1e-11;
        AssertCloses(MeteredDies.Draw(name, 3, 5, new(Method: IntegrationMethod.Tsitouras) { Tolerance = Tolerance }), 100 * Tolerance, name);
    }

    [Property(MaxTest = 80)]
    public void Closes_within_ten_tolerances(int seed, byte kind, byte exponent, bool third, byte dies)
    {
        string name = MeteredDies.Smooth[kind % MeteredDies.Smooth.Count];
        double tolerance = Math.Pow(10, -4 - exponent % 6);
        IntegrationMethod method = third ? IntegrationMethod.BogackiShampine : IntegrationMethod.Tsitouras;
        AssertCloses(MeteredDies.Draw(name, seed & 0xffff, 1 + dies % 11, new(Method: method) { Tolerance = tolerance }), 10 * tolerance, $"{name}, {method}");
    }

    [Theory]
    [InlineData("drawn/summing tanh/layered", IntegrationMethod.ProjectedEuler, 1)]
    [InlineData("drawn/rails/layered", IntegrationMethod.ProjectedEuler, 1)]
    [InlineData("drawn/buffered rails/elements", IntegrationMethod.ProjectedEuler, 1)]
    [InlineData("drawn/summing tanh/layered", IntegrationMethod.Heun, 2)]
    [InlineData("drawn/linear resistors/recurrent", IntegrationMethod.Heun, 2)]
    [InlineData("drawn/energy-based tanh/layered", IntegrationMethod.Rk4, 4)]
    [InlineData("cells/ring", IntegrationMethod.Rk4, 4)]
    public void Closes_at_the_order_of_fixed_steps(string name, IntegrationMethod method, int order)
    {
        double Residual(double epsilon, int steps) => MeteredDies.Draw(name, 5, 3, new(Epsilon: epsilon, Method: method)).Together(steps: steps, nudges: false).Max(Missing);
        double coarse = Residual(0.1, 40), fine = Residual(0.025, 160);
        Assert.InRange(Math.Log(coarse / fine) / Math.Log(4), order - 0.4, order + 1.4);
        Assert.InRange(fine, 1e-13, 0.05);
    }

    private static void AssertCloses(MeteredDies dies, double share, string name) =>
        Assert.All(dies.Together(), phases => Assert.InRange(Missing(phases), 0, share));

    /// <summary>Largest share of what is delivered that is missing in a phase of a die.</summary>
    private static double Missing(IReadOnlyList<PhaseEnergy> phases) => phases.Max(phase =>
    {
        double flow = phase.Layers.Sum(layer => Math.Abs(layer.Delivered));
        Assert.True(flow > 0, $"{phase.Phase}: nothing was delivered");
        return Math.Abs(phase.Total.Imbalance) / flow;
    });
}
