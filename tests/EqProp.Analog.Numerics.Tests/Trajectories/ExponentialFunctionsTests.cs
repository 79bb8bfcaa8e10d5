using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Tests.Trajectories;

/// <summary>e^z - 1 and the weights of exponential methods, against their series in decimal arithmetic and closed forms.</summary>
public class ExponentialFunctionsTests
{
    public static TheoryData<double> Arguments => [0, 1e-300, -1e-20, 1e-9, -1e-5, 0.01, -0.3, 0.499, -0.499, 0.5, -0.51, 1, -2, 5, -20, -300, 60];

    [Theory]
    [MemberData(nameof(Arguments))]
    public void Values_are_right_to_a_few_ulp(double z)
    {
        double expMinusOne = 2 * Math.Exp(z / 2) * Math.Sinh(z / 2);
        Close(expMinusOne, Elementary<ScalarLane<double>, double>.ExpMinusOne(new(z)).Value);
        ScalarLane<double> phi1 = ExponentialFunctions<ScalarLane<double>, double>.Phi1(new(z));
        Close(Math.Abs(z) < 2 ? Series(z, 1) : expMinusOne / z, phi1.Value);
        Close(Math.Abs(z) < 2 ? Series(z, 2) : (expMinusOne / z - 1) / z, ExponentialFunctions<ScalarLane<double>, double>.Phi2(new(z), phi1).Value);
    }

    private static void Close(double expected, double found) => Assert.Equal(expected, found, 2e-15 * Math.Abs(expected));

    /// <summary>sum of z^k / (k + offset)!.</summary>
    private static double Series(double z, int offset)
    {
        decimal term = offset == 1 ? 1 : 0.5m, sum = term;
        for (int k = 1; k < 40; k++)
        {
            term *= (Math.Abs(z) < 1e-27 ? 0 : (decimal)z) / (k + offset);
            sum += term;
        }

        return (double)sum;
    }
}
