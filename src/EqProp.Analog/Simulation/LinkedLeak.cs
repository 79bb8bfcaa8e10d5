using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation;

/// <summary>The leak of membranes, unless learning writes it, with the resistors that join them to others node by node: what does not change.</summary>
internal static class LinkedLeak
{
    /// <summary>Leak of each node of a group (0 where it is written) and the sum of G over the links that load it, in leak conductances.</summary>
    public static double[] Of(NetworkLayout layout, int group)
    {
        double[] leak = layout.Groups[group].PlasticLeak ? new double[layout.Groups[group].Size] : [.. layout.Groups[group].Leak];
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
