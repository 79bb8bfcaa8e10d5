using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Simulation;

/// <summary>How a simulation uses the machine; results do not depend on it.</summary>
public sealed record SimulationOptions
{
    /// <summary>Most threads to use.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Register width of the kernels.</summary>
    public VectorWidth Width { get; init; } = VectorWidthSelection.Widest;
}
