using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning;

/// <summary>Whether data fit a chip.</summary>
public static class DataFit
{
    /// <summary>Refuses examples that the chip cannot be shown.</summary>
    /// <param name="layout">The chip's layout.</param>
    /// <param name="examples">The examples.</param>
    /// <exception cref="InputException">Their number of inputs is not the chip's, or there are none.</exception>
    public static void Require(NetworkLayout layout, ExampleSet examples)
    {
        if (examples.InputCount != layout.InputCount)
        {
            throw new InputException(
                "topology.inputs", "circuit.topology",
                $"The chip has {layout.InputCount} inputs, but an example has {examples.InputCount}.",
                $"Set the number of inputs (circuit.topology.layers[0] of a layered circuit) to {examples.InputCount}, or choose other data.");
        }

        if (examples.Count == 0)
        {
            throw new InputException("data.empty", "learning.dataset", "There are no examples.", "Ask for at least one example.");
        }
    }
}
