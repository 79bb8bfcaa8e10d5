using System.Numerics;

namespace EqProp.Analog.Numerics.Tests.Kernels;

/// <summary>
/// A sum of products in double, with what any order of rounded additions may differ from it: n u / (1 - n u) times the sum
/// of magnitudes (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1), once for either side.
/// </summary>
/// <param name="start">What the sum starts from.</param>
internal struct PlainSum(double start)
{
    private double _sum = start;
    private double _magnitude = Math.Abs(start);
    private int _terms = 1;

    public readonly double Value => _sum;

    public void Add(double a, double b)
    {
        _sum += a * b;
        _magnitude += Math.Abs(a * b);
        _terms++;
    }

    /// <summary>Fails unless a number is this sum within its rounding.</summary>
    public readonly void Check<T>(T found)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double unit = _terms * (typeof(T) == typeof(float) ? Math.ScaleB(1, -24) : Math.ScaleB(1, -53));
        Assert.InRange(double.CreateTruncating(found), _sum - 2 * unit / (1 - unit) * _magnitude, _sum + 2 * unit / (1 - unit) * _magnitude);
    }
}
