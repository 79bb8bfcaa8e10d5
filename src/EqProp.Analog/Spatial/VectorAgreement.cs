namespace EqProp.Analog.Spatial;

/// <summary>How well one vector agrees with another.</summary>
/// <param name="Cosine">Cosine of the angle between them; 1 if both are zero, 0 if one is.</param>
/// <param name="NormRatio">Length over that of the reference; 1 if both are zero.</param>
/// <param name="RelativeError">Length of the difference over that of the reference; 0 if both are zero.</param>
public readonly record struct VectorAgreement(double Cosine, double NormRatio, double RelativeError)
{
    internal static VectorAgreement Of(IReadOnlyList<double> estimate, IReadOnlyList<double> reference)
    {
        double own = Length(estimate), exact = Length(reference);
        double apart = Length([.. estimate.Zip(reference, (e, r) => e - r)]);
        double product = estimate.Zip(reference, (e, r) => e * r).Sum();
        double cosine = own > 0 && exact > 0 ? Math.Clamp(product / own / exact, -1, 1) : own == exact ? 1 : 0;
        return new VectorAgreement(cosine, own == exact ? 1 : own / exact, apart == 0 ? 0 : apart / exact);
    }

    internal static double Length(IReadOnlyList<double> values) => Math.Sqrt(values.Sum(v => v * v));
}
