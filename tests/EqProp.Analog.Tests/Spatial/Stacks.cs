using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Spatial;

namespace EqProp.Analog.Tests.Spatial;

/// <summary>What <see cref="Stacks.Draw"/> draws; vary with <c>with</c>.</summary>
internal sealed record StackOptions
{
    public int Depth { get; init; } = 6;

    public int Size { get; init; } = 3;

    public double Du { get; init; } = 6;

    /// <summary>Null: inhibitors of different layers do not see each other.</summary>
    public double? Dv { get; init; } = 6;

    public bool IsHomogeneous { get; init; }

    public bool ClampsInput { get; init; } = true;

    /// <summary>Every activator sees every activator of the next layer.</summary>
    public bool HasMatrices { get; init; }

    public NonlinearityKind Nonlinearity { get; init; }
}

/// <summary>Random stacks of FitzHugh-Nagumo neurons, and finite differences of whatever depends on their parameters.</summary>
internal static class Stacks
{
    public static CellStack Draw(int seed, StackOptions options)
    {
        var stream = new RandomStream(seed, StreamPurpose.Study, 7);
        CellLayer first = DrawLayer(stream, options);
        CellLink link = DrawLink(stream, options);
        return new CellStack
        {
            Layers = [first, .. Enumerable.Range(1, options.Depth - 1).Select(_ => options.IsHomogeneous ? first with { Start = null } : DrawLayer(stream, options) with { Start = null })],
            Links = [link, .. Enumerable.Range(1, options.Depth - 2).Select(_ => options.IsHomogeneous ? link : DrawLink(stream, options))],
            ClampsInput = options.ClampsInput,
        };
    }

    public static double[] Uniform(RandomStream stream, int count, double low, double high) =>
        [.. Enumerable.Range(0, count).Select(_ => stream.NextUniform(low, high))];

    /// <summary>Fourth-order central differences by all parameters, in the order of <see cref="ChainGradient.All"/>.</summary>
    public static double[] Differences(SpatialChain chain, Func<SpatialChain, double> cost, double step = 1e-3)
    {
        List<double> slopes = [];
        for (int l = 0; l < chain.Depth; l++)
        {
            double[] here = chain.ParametersOfLayer(l);
            slopes.AddRange(here.Select((_, k) => Slope(d => cost(chain.WithLayer(l, Moved(here, k, d))), step)));
        }

        for (int l = 0; l + 1 < chain.Depth; l++)
        {
            double[] here = chain.ParametersOfLink(l);
            slopes.AddRange(here.Select((_, k) => Slope(d => cost(chain.WithLink(l, Moved(here, k, d))), step)));
        }

        return [.. slopes];
    }

    public static double RelativeError(IReadOnlyList<double> estimate, IReadOnlyList<double> exact) =>
        Math.Sqrt(estimate.Zip(exact, (e, x) => (e - x) * (e - x)).Sum() / exact.Sum(x => x * x));

    /// <summary>Slope of the logarithm of errors over that of what causes them, between the first and the last.</summary>
    public static double Order(IReadOnlyList<double> causes, IReadOnlyList<double> errors) =>
        Math.Log(errors[^1] / errors[0]) / Math.Log(causes[^1] / causes[0]);

    private static double Slope(Func<double, double> value, double h) =>
        (8 * (value(h) - value(-h)) - (value(2 * h) - value(-2 * h))) / (12 * h);

    private static double[] Moved(double[] values, int index, double by) => [.. values.Select((v, k) => k == index ? v + by : v)];

    private static CellLayer DrawLayer(RandomStream stream, StackOptions options)
    {
        int n = options.Size;
        var weights = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                weights[i, j] = weights[j, i] = stream.NextUniform(-0.3, 0.3);
            }
        }

        return new CellLayer
        {
            Nonlinearity = new NonlinearityBlock { Kind = options.Nonlinearity, Alpha = options.Nonlinearity == NonlinearityKind.AlphaCubic ? 0.3 : null },
            Gamma = Uniform(stream, n, 0.6, 1.2),
            Currents = Uniform(stream, n, -0.3, 0.3),
            Inputs = Uniform(stream, n, 0.3, 0.9),
            Weights = weights,
            Start = Uniform(stream, 2 * n, -0.8, 0.8),
        };
    }

    private static CellLink DrawLink(RandomStream stream, StackOptions options)
    {
        CellLink link = CellLink.Diffusive(options.Size, options.Du * stream.NextUniform(0.8, 1.25), options.Dv * stream.NextUniform(0.8, 1.25));
        for (int k = 0; k < (options.HasMatrices ? link.Activators.Length : 0); k++)
        {
            link.Activators[k / options.Size, k % options.Size] += stream.NextUniform(0, 0.15) * options.Du;
        }

        return link;
    }
}
