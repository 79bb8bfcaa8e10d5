using EqProp.Analog.Circuits;
using EqProp.Analog.Neurons;

namespace EqProp.Analog.Tests.Neurons;

public class NonlinearConductanceTests
{
    public static TheoryData<NonlinearityKind> Kinds => new(Enum.GetValues<NonlinearityKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void With_the_nominal_leak_it_is_the_published_function(NonlinearityKind kind)
    {
        var h = new NonlinearConductance(BlockOf(kind));
        double leak = kind == NonlinearityKind.AlphaCubic ? 0.3 : -1;
        Assert.All(Points(), u => Assert.Equal(Published(kind, u), h.Value(u) - leak * u, 1e-14));
        Assert.Equal((0, 0), (h.Value(0), h.Slope(0)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Slope_and_integral_belong_to_the_value(NonlinearityKind kind)
    {
        const double Step = 1e-4;
        var h = new NonlinearConductance(BlockOf(kind));
        Assert.Equal(0, h.Integral(0), 1e-15);
        Assert.All(Points().Where(u => h.KinkDistance(u) > Step), u =>
        {
            Assert.Equal((h.Value(u + Step) - h.Value(u - Step)) / (2 * Step), h.Slope(u), 1e-7);
            Assert.Equal((h.Integral(u + Step) - h.Integral(u - Step)) / (2 * Step), h.Value(u), 1e-7);
        });
    }

    [Fact]
    public void The_piecewise_linear_one_has_kinks_at_one_swing_to_either_side()
    {
        var h = new NonlinearConductance(BlockOf(NonlinearityKind.PiecewiseLinear));
        Assert.Equal(0.25, h.KinkDistance(-1.25));
        Assert.Equal(1, h.KinkDistance(0));
        Assert.Equal(double.PositiveInfinity, new NonlinearConductance(new()).KinkDistance(1));
    }

    private static NonlinearityBlock BlockOf(NonlinearityKind kind) => new() { Kind = kind, Alpha = 0.3, OuterSlope = 0.6 };

    private static double Published(NonlinearityKind kind, double u) => kind switch
    {
        NonlinearityKind.Cubic => u - u * u * u / 3,
        NonlinearityKind.AlphaCubic => u * (1 - u) * (u - 0.3),
        NonlinearityKind.Tanh => 1.6 * Math.Tanh(u) - 0.6 * u,
        _ => -0.6 * u + 1.6 * Math.Clamp(u, -1, 1),
    };

    private static IEnumerable<double> Points() => Enumerable.Range(-25, 51).Select(k => 0.1 * k + 0.013);
}
