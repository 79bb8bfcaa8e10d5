namespace EqProp.Analog.Numerics.Quantities;

/// <summary>
/// Physical dimension as exponents of five SI base units: kg, m, s, A and K. Multiplying quantities adds exponents.
/// </summary>
/// <param name="Mass">Exponent of the kilogram.</param>
/// <param name="Length">Exponent of the metre.</param>
/// <param name="Time">Exponent of the second.</param>
/// <param name="Current">Exponent of the ampere.</param>
/// <param name="Temperature">Exponent of the kelvin.</param>
public readonly record struct Dimension(int Mass, int Length, int Time, int Current, int Temperature)
{
    /// <summary>Dimension of a product.</summary>
    /// <param name="left">Dimension of one factor.</param>
    /// <param name="right">Dimension of the other.</param>
    /// <returns>The sum of the exponents.</returns>
    public static Dimension operator *(Dimension left, Dimension right) => new(
        left.Mass + right.Mass,
        left.Length + right.Length,
        left.Time + right.Time,
        left.Current + right.Current,
        left.Temperature + right.Temperature);

    /// <summary>Dimension of a quotient.</summary>
    /// <param name="left">Dimension of the numerator.</param>
    /// <param name="right">Dimension of the denominator.</param>
    /// <returns>The difference of the exponents.</returns>
    public static Dimension operator /(Dimension left, Dimension right) => new(
        left.Mass - right.Mass,
        left.Length - right.Length,
        left.Time - right.Time,
        left.Current - right.Current,
        left.Temperature - right.Temperature);
}
