using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation;

/// <summary>The simulator as two chips that learn as one.</summary>
public static class TwinNetwork
{
    /// <summary>Powers up a simulated chip and its second copy with all conductances and biases at zero.</summary>
    /// <param name="first">The chip; <see cref="TwinFabricator"/> makes the copy.</param>
    /// <param name="batchCapacity">Largest minibatch.</param>
    /// <param name="options">How to use the machine.</param>
    /// <returns>The two behind one interface.</returns>
    public static ITwinNetwork Create(ChipInstance first, int batchCapacity, SimulationOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchCapacity);
        return Create(first, TwinFabricator.SecondOf(first), batchCapacity, options);
    }

    /// <summary>The same with a second copy that was made elsewhere, of the same drawing.</summary>
    internal static ITwinNetwork Create(ChipInstance first, ChipInstance second, int batchCapacity, SimulationOptions? options)
    {
        options ??= new();
        return first.Description.Simulation.Precision == PrecisionKind.Double
            ? new TwinNetwork<double>(first, second, batchCapacity, options)
            : new TwinNetwork<float>(first, second, batchCapacity, options);
    }
}
