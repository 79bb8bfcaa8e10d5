using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>
/// The path of Brownian motions over a step, told by its increment W and its deviation from the chord H = mean of W(s) - W s / h, and how the two halves of
/// the step look given both.
/// </summary>
/// <remarks>
/// H has the variance h / 12 and is independent of W. Halves: W / 2 +- (3/2 H + Z), H / 4 - Z / 2 +- N / 2 with independent Z of variance h / 16 and N of h / 12
/// (Foster, Lyons and Oberhauser, SIAM Journal on Numerical Analysis 58, 2020).
/// </remarks>
internal readonly record struct NoisePath(double Length, double[] W, double[] H)
{
    public (NoisePath First, NoisePath Second) Split(RandomStream stream)
    {
        int size = W.Length;
        double half = Length / 2;
        double[] w1 = new double[size], w2 = new double[size], h1 = new double[size], h2 = new double[size];
        for (int i = 0; i < size; i++)
        {
            double z = Math.Sqrt(Length / 16) * stream.NextGaussian(), n = Math.Sqrt(Length / 12) * stream.NextGaussian();
            double difference = 1.5 * H[i] + z;
            (w1[i], w2[i]) = (W[i] / 2 + difference, W[i] / 2 - difference);
            (h1[i], h2[i]) = (H[i] / 4 - z / 2 + n / 2, H[i] / 4 - z / 2 - n / 2);
        }

        return (new(half, w1, h1), new(half, w2, h2));
    }
}
