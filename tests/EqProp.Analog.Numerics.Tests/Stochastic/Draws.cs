using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>The numbers of a name, in double precision.</summary>
internal static class Draws
{
    /// <summary>Normal numbers of some nodes.</summary>
    public static double[] Normal(NoiseKey key, int channelAfter, long step, int sample, int firstNode, int nodes)
    {
        double[] numbers = new double[nodes];
        NoiseKernels<double>.For(VectorWidth.Scalar).Gaussians(key.WithChannel(key.Channel + channelAfter), step, sample, firstNode, numbers);
        return numbers;
    }

    /// <summary>Words of some nodes of the first superblock.</summary>
    public static uint[] Words(NoiseKey key, int channelAfter, long step, int sample, int firstNode, int nodes)
    {
        int superblocks = (firstNode + nodes + NoiseKey.NodesOfSuperblock - 1) / NoiseKey.NodesOfSuperblock;
        uint[] words = new uint[superblocks * NoiseKey.NodesOfSuperblock];
        NoiseKernels<double>.For(VectorWidth.Scalar).Words(key.WithChannel(key.Channel + channelAfter), step, sample, 0, words);
        return words[firstNode..(firstNode + nodes)];
    }
}
