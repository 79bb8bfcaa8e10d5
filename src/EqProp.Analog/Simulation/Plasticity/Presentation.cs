namespace EqProp.Analog.Simulation.Plasticity;

/// <summary>Which minibatch the unit acts on, and when: names its noise.</summary>
/// <param name="Step">Step of the chip's clock.</param>
/// <param name="Samples">Name of each example.</param>
internal readonly record struct Presentation(long Step, int[] Samples)
{
    /// <summary>Examples.</summary>
    public int Rows => Samples.Length;

    /// <summary>Name of what belongs to the minibatch as a whole.</summary>
    public int First => Samples.Length > 0 ? Samples[0] : 0;
}
