using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>Makes one sample of a circuit, as a production run would: one die, named by its seed.</summary>
public static class ChipFabricator
{
    /// <summary>Fabricates one chip. The elements have their nominal values, whatever the seed.</summary>
    /// <param name="description">A resolved description.</param>
    /// <param name="seed">The die, which draws of element mismatch are keyed by.</param>
    /// <param name="readOutClasses">Classes of the external read-out; 0 when the outputs are read directly.</param>
    /// <returns>The chip.</returns>
    /// <exception cref="ArgumentException">The description is not resolved.</exception>
    public static ChipInstance Fabricate(CircuitDescription description, int seed = 0, int readOutClasses = 0) =>
        new(description, seed, LayoutBuilder.Build(description, readOutClasses));
}
