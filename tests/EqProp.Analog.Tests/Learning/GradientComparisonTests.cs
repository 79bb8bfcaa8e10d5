using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Learning;

public class GradientComparisonTests
{
    private static readonly NetworkLayout Layout = Layouts.Layered([1, 2], new NeuronOptions());

    [Theory]
    [InlineData(3, 0, 1, 0, 2)]
    [InlineData(0, 2, 0, 90, 2.2360679774997896)]
    [InlineData(-1, 0, -1, 180, 2)]
    [InlineData(1, 1, 0.7071067811865476, 45, 1)]
    public void Angle_and_relative_error_of_two_vectors(double x, double y, double cosine, double angle, double error)
    {
        GradientAgreement total = new GradientComparison(With(x, y), With(1, 0)).Total;
        Assert.Equal(cosine, total.Cosine, 1e-14);
        Assert.Equal(angle, total.AngleDegrees, 1e-12);
        Assert.Equal(error, total.RelativeError, 1e-14);
    }

    [Fact]
    public void Small_angles_keep_their_digits() =>
        Assert.Equal(1e-10 * 180 / Math.PI, new GradientComparison(With(1, 1e-10), With(1, 0)).Total.AngleDegrees, 1e-20);

    [Fact]
    public void Arrays_are_named_and_zero_arrays_agree()
    {
        IReadOnlyList<GradientAgreement> arrays = new GradientComparison(With(1, 0), With(1, 0)).Arrays;
        Assert.Equal(["W0", "b1"], arrays.Select(a => a.Name));
        Assert.Equal(new GradientAgreement("b1", 1, 0, 0, 0), arrays[1]);
        Assert.Equal(double.PositiveInfinity, new GradientComparison(With(1, 0), With(0, 0)).Total.RelativeError);
    }

    [Fact]
    public void Gradients_of_different_networks_are_refused()
    {
        var other = new NetworkParameters(Layouts.Layered([1, 3], new NeuronOptions()));
        Assert.Throws<ArgumentException>(() => new GradientComparison(other, With(1, 0)));
    }

    private static NetworkParameters With(double x, double y)
    {
        var parameters = new NetworkParameters(Layout);
        parameters.Weights[0][0] = x;
        parameters.Weights[0][1] = y;
        return parameters;
    }
}
