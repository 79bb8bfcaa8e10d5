using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>The exact step has no length of its own: two halves make a whole, in value, mean and how the two belong together.</summary>
public class OrnsteinUhlenbeckStepTests
{
    [Theory]
    [InlineData(1e-9)]
    [InlineData(1e-4)]
    [InlineData(0.02)]
    [InlineData(0.49)]
    [InlineData(0.51)]
    [InlineData(0.99)]
    [InlineData(1.01)]
    [InlineData(4)]
    [InlineData(60)]
    public void Two_halves_are_a_whole(double length)
    {
        OrnsteinUhlenbeckStep whole = new(length), half = new(length / 2);
        double a = 1 - half.Loss, k = half.Keep, c = half.Shared, s = half.Spread, r = half.Own;
        AssertRelative(half.Loss * (1 + a), whole.Loss);
        AssertRelative(s * s * (1 + a * a), whole.Spread * whole.Spread);
        AssertRelative(k * (1 + a) / 2, whole.Keep);
        AssertRelative(((c + k * s) * a * s + c * s) / 2, whole.Shared * whole.Spread);
        AssertRelative(((c + k * s) * (c + k * s) + c * c + 2 * r * r) / 4, whole.Shared * whole.Shared + whole.Own * whole.Own);
    }

    [Fact]
    public void Short_steps_are_a_chord_and_a_deviation_from_it()
    {
        const double Length = 1e-6;
        var step = new OrnsteinUhlenbeckStep(Length);
        Assert.Equal(1, step.Keep, 1e-6);
        Assert.Equal(0.5, step.Shared / step.Spread, 1e-6);
        Assert.Equal(Length / 6, step.Own * step.Own, 1e-6 * Length);
    }

    private static void AssertRelative(double expected, double actual) => Assert.Equal(1, actual / expected, 1e-12);
}
