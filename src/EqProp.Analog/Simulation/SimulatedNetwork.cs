using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation;

/// <summary>The simulator as a chip.</summary>
public static class SimulatedNetwork
{
    /// <summary>Powers up a simulated chip with all conductances and biases at zero.</summary>
    /// <param name="chip">The chip.</param>
    /// <param name="batchCapacity">Largest minibatch.</param>
    /// <param name="options">How to use the machine.</param>
    /// <returns>The chip behind its interface.</returns>
    public static IPhysicalNetwork Create(ChipInstance chip, int batchCapacity, SimulationOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchCapacity);
        options ??= new();
        return chip.Description.Simulation.Precision == PrecisionKind.Double
            ? new SimulatedNetwork<double>(chip, batchCapacity, options)
            : new SimulatedNetwork<float>(chip, batchCapacity, options);
    }
}
