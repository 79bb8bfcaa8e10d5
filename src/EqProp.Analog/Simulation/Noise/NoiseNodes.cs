using System.Numerics;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Simulation.Noise;

/// <summary>
/// Numbers the nodes by which noise is named: neurons of each group, then the wires behind them, every group on a whole superblock so that its
/// numbers are made at once. Noise of one group does not change when another becomes larger by less than that.
/// </summary>
internal static class NoiseNodes
{
    public static void Number<T>(IEnumerable<StateGroup<T>> groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int next = 0;
        foreach (StateGroup<T> group in groups)
        {
            group.AddNoise(next);
            next += RoomOf(group.Size);
        }
    }

    /// <summary>The same for ensembles, whose neurons have no wires behind them.</summary>
    public static void Number<T>(IEnumerable<EnsembleGroup<T>> groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int next = 0;
        foreach (EnsembleGroup<T> group in groups)
        {
            group.AddNoise(next);
            next += RoomOf(group.Size);
        }
    }

    private static int RoomOf(int size) => (size + NoiseKey.NodesOfSuperblock - 1) / NoiseKey.NodesOfSuperblock * NoiseKey.NodesOfSuperblock;
}
