using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation;

/// <summary>The leak of membranes with the resistors that join them to others node by node, which do not change.</summary>
internal static class LinkedLeak
{
    /// <summary>Leak of each node of a group and the sum of G over the links that load it, in leak conductances.</summary>
    public static double[] Of(NetworkLayout layout, int group)
    {
        double[] leak = [.. layout.Groups[group].Leak];
        foreach (Link link in layout.Links.Where(link => link.Loads && link.Target == group))
        {
            for (int i = 0; i < leak.Length; i++)
            {
                leak[i] += link.Gains[i];
            }
        }

        return leak;
    }
}
