using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Simulation.Metering;

namespace EqProp.Analog.Simulation;

/// <summary>How a simulation uses the machine; results do not depend on it.</summary>
public sealed record SimulationOptions
{
    /// <summary>Most threads to use.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Register width of the kernels.</summary>
    public VectorWidth Width { get; init; } = VectorWidthSelection.Widest;

    /// <summary>Takes down the energy of a simulated chip; null: nobody asks. It serves one chip.</summary>
    public PhaseMeter? Meter { get; init; }
}
