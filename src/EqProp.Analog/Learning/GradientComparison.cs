using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning;

/// <summary>
/// An estimated gradient held against a reference. Both entries of a pair within a reciprocal group count.
/// </summary>
public sealed class GradientComparison
{
    /// <summary>Compares two gradients of one layout.</summary>
    /// <param name="estimate">The gradient under test.</param>
    /// <param name="reference">The gradient that it should be.</param>
    /// <exception cref="ArgumentException">The two have different shapes.</exception>
    public GradientComparison(NetworkParameters estimate, NetworkParameters reference)
    {
        var pairs = estimate.Arrays().Zip(reference.Arrays(), (e, r) => (e.Name, Estimate: e.Values, Reference: r.Values)).ToArray();
        if (pairs.Length != reference.Arrays().Count() || pairs.Length != estimate.Arrays().Count()
            || pairs.Any(p => p.Estimate.Length != p.Reference.Length))
        {
            throw new ArgumentException("The two gradients belong to different layouts.", nameof(estimate));
        }

        Arrays = [.. pairs.Select(p => Compare(p.Name, p.Estimate, p.Reference))];
        Total = Compare("total", [.. pairs.SelectMany(p => p.Estimate)], [.. pairs.SelectMany(p => p.Reference)]);
    }

    /// <summary>One entry an array, in the order of <see cref="NetworkParameters.Arrays"/>.</summary>
    public IReadOnlyList<GradientAgreement> Arrays { get; }

    /// <summary>All arrays as one vector.</summary>
    public GradientAgreement Total { get; }

    private static GradientAgreement Compare(string name, double[] estimate, double[] reference)
    {
        double a = Norm(estimate);
        double b = Norm(reference);
        double difference = Norm([.. estimate.Zip(reference, (x, y) => x - y)]);
        if (a == 0 || b == 0)
        {
            bool equal = a == b;
            return new GradientAgreement(name, equal ? 1 : 0, equal ? 0 : 90, difference == 0 ? 0 : difference / b, b);
        }

        // Kahan's formula keeps the digits of small angles that the arc cosine loses.
        double apart = Norm([.. estimate.Zip(reference, (x, y) => x / a - y / b)]);
        double along = Norm([.. estimate.Zip(reference, (x, y) => x / a + y / b)]);
        double angle = 2 * Math.Atan2(apart, along);
        return new GradientAgreement(name, Math.Cos(angle), angle * 180 / Math.PI, difference / b, b);
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(v => v * v));
}
