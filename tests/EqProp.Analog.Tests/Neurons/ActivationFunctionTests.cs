using EqProp.Analog.Circuits;
using EqProp.Analog.Neurons;
using EqProp.Analog.TestKit;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Neurons;

public class ActivationFunctionTests
{
    private const double Step = 1e-5;

    [Property]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public Property Slope_and_curvature_are_the_derivatives() => Prop.ForAll(Cases(), item =>
    {
        var (rho, s) = item;
        double slope = (rho.Value(s + Step) - rho.Value(s - Step)) / (2 * Step);
        double curvature = (rho.Slope(s + Step) - rho.Slope(s - Step)) / (2 * Step);
        return rho.KinkDistance(s) < 2 * Step
            || (Math.Abs(rho.Slope(s) - slope) < 1e-7 && Math.Abs(rho.Curvature(s) - curvature) < 1e-7);
    });

    [Property]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public Property Inverse_integral_has_the_state_as_its_slope() => Prop.ForAll(Cases(), item =>
    {
        var (rho, s) = item;
        double y = rho.Value(s);
        double h = 1e-5 * rho.Slope(s);
        double slope = (rho.InverseIntegral(y + h) - rho.InverseIntegral(y - h)) / (2 * h);
        return h < 1e-8 || Math.Abs(slope - s) < 1e-4;
    });

    [Theory]
    [InlineData(ActivationKind.HardSigmoid, 0.0, 1.0)]
    [InlineData(ActivationKind.HardSigmoid, 1.0, 1.0)]
    [InlineData(ActivationKind.HardSigmoid, 1.0000001, 0.0)]
    [InlineData(ActivationKind.Relu, 0.0, 1.0)]
    [InlineData(ActivationKind.Relu, -1e-9, 0.0)]
    [InlineData(ActivationKind.Linear, -3.0, 1.0)]
    public void Slope_is_one_on_the_closed_interval(ActivationKind kind, double state, double slope) =>
        Assert.Equal(slope, new ActivationFunction(kind).Slope(state));

    [Theory]
    [InlineData(ActivationKind.Tanh)]
    [InlineData(ActivationKind.Logistic)]
    public void Inverse_integral_starts_at_zero_and_stays_finite_at_the_limits(ActivationKind kind)
    {
        var rho = new ActivationFunction(kind, 2, 0.3);
        Assert.Equal(0, rho.InverseIntegral(0), 1e-15);
        Assert.True(double.IsFinite(rho.InverseIntegral(1)));
    }

    private static Arbitrary<(ActivationFunction, double)> Cases() => Arb.From(
        from kind in Gen.Elements(Enum.GetValues<ActivationKind>())
        from gain in Gen.Choose(5, 40)
        from threshold in Gen.Choose(-10, 10)
        from state in Gen.Choose(-1999, 1999)
        select (new ActivationFunction(kind, gain / 10.0, threshold / 10.0), state / 1000.0));
}
