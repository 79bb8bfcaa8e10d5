namespace EqProp.Analog.Numerics.Tests.SteadyState;

/// <summary>
/// A layered reciprocal network built backwards: states of rest are drawn, weights are scaled until the largest eigenvalue of
/// R^1/2 W R^1/2 with R = rho' at rest has the wanted value, and biases are what is then missing.
/// </summary>
internal sealed class KnownNetwork
{
    private const int PowerSteps = 1000;

    private readonly double[][] _slopeRoots;

    /// <summary>Draws a network.</summary>
    /// <param name="sizes">States of each layer.</param>
    /// <param name="rails">Rails at 0 and 1, states that would rest between -0.5 and 1.5; else tanh of normal states.</param>
    /// <param name="contraction">The largest eigenvalue.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="powerLaw">Singular values 1, 1/2, 1/3, ... instead of independent weights.</param>
    public KnownNetwork(int[] sizes, bool rails, double contraction, int seed, bool powerLaw = false)
    {
        Sizes = sizes;
        Rails = rails;
        Contraction = contraction;
        var random = new Random(seed);
        Rest = [.. sizes.Select(n => Draw(n, () => rails ? -0.5 + 2 * random.NextDouble() : Normal(random)))];
        Weights = [.. Enumerable.Range(0, sizes.Length - 1).Select(l => powerLaw ? PowerLaw(sizes[l + 1], sizes[l], random) : Independent(sizes[l + 1], sizes[l], random))];
        _slopeRoots = [.. Rest.Select(layer => layer.Select(x => Math.Sqrt(Slope(x))).ToArray())];
        double scale = contraction / LargestEigenvalue(random);
        foreach (double[,] weights in Weights)
        {
            for (int i = 0; i < weights.GetLength(0); i++)
            {
                for (int j = 0; j < weights.GetLength(1); j++)
                {
                    weights[i, j] *= scale;
                }
            }
        }

        double[][] net = Couple([.. Rest.Select(layer => layer.Select(Activity).ToArray())]);
        Biases = [.. Rest.Select((layer, l) => layer.Select((x, i) => x - net[l][i]).ToArray())];
    }

    public int[] Sizes { get; }

    public bool Rails { get; }

    public double Contraction { get; }

    /// <summary>Of each layer: net input at rest, which is the state itself where there are no rails.</summary>
    public double[][] Rest { get; }

    /// <summary>From layer l to layer l + 1 and back: [states of l + 1, states of l].</summary>
    public double[][,] Weights { get; }

    public double[][] Biases { get; }

    public double Activity(double x) => Rails ? Math.Clamp(x, 0, 1) : Math.Tanh(x);

    public double Slope(double x) => Rails ? (x > 0 && x < 1 ? 1 : 0) : 1 - Math.Tanh(x) * Math.Tanh(x);

    /// <summary>Weighted sums of all layers from the outputs of all.</summary>
    public double[][] Couple(double[][] outputs)
    {
        double[][] net = [.. Sizes.Select(n => new double[n])];
        for (int l = 0; l < Weights.Length; l++)
        {
            for (int i = 0; i < Sizes[l + 1]; i++)
            {
                double sum = 0, output = outputs[l + 1][i];
                for (int j = 0; j < Sizes[l]; j++)
                {
                    sum += Weights[l][i, j] * outputs[l][j];
                    net[l][j] += Weights[l][i, j] * output;
                }

                net[l + 1][i] += sum;
            }
        }

        return net;
    }

    private static double[] Draw(int count, Func<double> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double[,] Independent(int rows, int columns, Random random)
    {
        double[,] weights = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                weights[i, j] = Normal(random) / Math.Sqrt(rows + columns);
            }
        }

        return weights;
    }

    private static double[,] PowerLaw(int rows, int columns, Random random)
    {
        int rank = Math.Min(rows, columns);
        double[][] left = Orthonormal(rank, rows, random), right = Orthonormal(rank, columns, random);
        double[,] weights = new double[rows, columns];
        for (int t = 0; t < rank; t++)
        {
            for (int i = 0; i < rows; i++)
            {
                double factor = left[t][i] / (t + 1);
                for (int j = 0; j < columns; j++)
                {
                    weights[i, j] += factor * right[t][j];
                }
            }
        }

        return weights;
    }

    private static double[][] Orthonormal(int count, int length, Random random)
    {
        double[][] basis = new double[count][];
        for (int t = 0; t < count; t++)
        {
            double[] vector = Draw(length, () => Normal(random));
            for (int pass = 0; pass < 2; pass++)
            {
                for (int s = 0; s < t; s++)
                {
                    double along = vector.Zip(basis[s], (a, b) => a * b).Sum();
                    vector = [.. vector.Zip(basis[s], (a, b) => a - along * b)];
                }
            }

            double norm = Math.Sqrt(vector.Sum(a => a * a));
            basis[t] = [.. vector.Select(a => a / norm)];
        }

        return basis;
    }

    /// <summary>By power iteration. Eigenvalues come in pairs of either sign, so the matrix is shifted by what it gives.</summary>
    private double LargestEigenvalue(Random random)
    {
        double[][] vector = [.. Sizes.Select(n => Draw(n, () => Normal(random)))];
        double eigenvalue = 0;
        for (int step = 0; step < PowerSteps; step++)
        {
            double[][] image = Scaled(Couple(Scaled(vector)));
            eigenvalue = Dot(vector, image) / Dot(vector, vector);
            double shift = Math.Abs(eigenvalue);
            double[][] next = [.. image.Select((layer, l) => layer.Select((a, i) => a + shift * vector[l][i]).ToArray())];
            double norm = Math.Sqrt(Dot(next, next));
            vector = [.. next.Select(layer => layer.Select(a => a / norm).ToArray())];
        }

        return eigenvalue;
    }

    private double[][] Scaled(double[][] vector) => [.. vector.Select((layer, l) => layer.Select((a, i) => a * _slopeRoots[l][i]).ToArray())];

    private static double Dot(double[][] a, double[][] b) => a.Zip(b, (x, y) => x.Zip(y, (p, q) => p * q).Sum()).Sum();
}
