using EqProp.Analog.Circuits;
using EqProp.Analog.Neurons;

namespace EqProp.Analog.Tests.Neurons;

public class DiodeFunctionTests
{
    public static TheoryData<DiodeDirection> Directions => [.. Enum.GetValues<DiodeDirection>()];

    // 1 fA at 25.852 mV: 0.6 V give 1e-15 (exp(23.209) - 1) = 12.01 uA, by hand.
    [Fact]
    public void A_forward_voltage_drives_the_current_of_Shockley()
    {
        var diode = new DiodeFunction(DiodeDirection.FromMembrane, 0, 1e-9, 0.025852);
        Assert.Equal(1e-9 * (Math.Pow(Math.E, 0.6 / 0.025852) - 1), diode.Current(0.6), 1e-9);
        Assert.Equal(12.01, diode.Current(0.6), 0.02);
        Assert.Equal(-1e-9, diode.Current(-1), 1e-15);
    }

    [Fact]
    public void Turning_a_diode_round_mirrors_its_current_at_its_level()
    {
        var outOf = new DiodeFunction(DiodeDirection.FromMembrane, 0.3, 0.01, 0.05);
        var into = outOf with { Direction = DiodeDirection.IntoMembrane };
        foreach (double state in new[] { -0.4, 0.1, 0.3, 0.7 })
        {
            Assert.Equal(-outOf.Current(0.6 - state), into.Current(state), 1e-12);
            Assert.Equal(outOf.Slope(0.6 - state), into.Slope(state), 1e-12);
            Assert.Equal(outOf.Integral(0.6 - state), into.Integral(state), 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public void Slope_and_integral_belong_to_the_current(DiodeDirection direction)
    {
        const double step = 1e-6;
        var diode = new DiodeFunction(direction, 0.2, 0.01, 0.1);
        foreach (double state in new[] { -0.5, 0, 0.2, 0.6 })
        {
            Assert.Equal((diode.Current(state + step) - diode.Current(state - step)) / (2 * step), diode.Slope(state), 1e-6);
            Assert.Equal((diode.Integral(state + step) - diode.Integral(state - step)) / (2 * step), diode.Current(state), 1e-8);
        }

        Assert.Equal(0, diode.Integral(0.2));
        Assert.Equal(0, diode.Current(0.2));
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public void Far_beyond_every_current_it_goes_on_as_its_tangent(DiodeDirection direction)
    {
        var diode = new DiodeFunction(direction, 0, 1e-12, 0.01);
        double sign = direction == DiodeDirection.FromMembrane ? 1 : -1;
        double edge = sign * DiodeFunction.LargestExponent * 0.01;
        double beyond = edge + sign * 1e-9;
        Assert.Equal(diode.Current(edge), diode.Current(beyond), 1e-6 * Math.Abs(diode.Current(edge)));
        Assert.Equal(diode.Slope(edge), diode.Slope(2 * edge), 1e-6 * diode.Slope(edge));
        Assert.Equal(diode.Current(edge) + diode.Slope(edge) * edge, diode.Current(2 * edge), 1e-9 * Math.Abs(diode.Current(2 * edge)));
        double area = diode.Current(edge) * edge + diode.Slope(edge) * edge * edge / 2;
        Assert.Equal(area, diode.Integral(2 * edge) - diode.Integral(edge), 1e-9 * area);
        Assert.True(double.IsFinite(diode.Current(1e6)) && double.IsFinite(diode.Integral(-1e6)));
    }
}
