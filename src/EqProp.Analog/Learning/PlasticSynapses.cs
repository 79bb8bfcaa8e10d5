using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning;

/// <summary>Which weights learning may write, and which entries are one and the same synapse.</summary>
internal static class PlasticSynapses
{
    /// <summary>Every entry of one coupling that learning may write; never a node with itself.</summary>
    public static IEnumerable<(int Source, int Target, int Index)> Of(NetworkLayout layout, int coupling)
    {
        Coupling c = layout.Couplings[coupling];
        int columns = layout.Groups[c.Target].Size;
        for (int i = 0; i < layout.Groups[c.Source].Size; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                int index = i * columns + j;
                if ((c.Plastic?[index] ?? true) && (c.Source != c.Target || i != j))
                {
                    yield return (i, j, index);
                }
            }
        }
    }

    /// <summary>Whether (i, j) and (j, i) of the coupling's matrix are one synapse.</summary>
    public static bool IsPaired(Coupling coupling) =>
        coupling.Kind == EdgeKind.Reciprocal && coupling.Source == coupling.Target;
}
