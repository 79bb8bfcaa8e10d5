using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Chips;

/// <summary>Dies of one circuit, numbered one after the other.</summary>
/// <param name="First">The first die.</param>
/// <param name="Count">How many.</param>
public readonly record struct DieRange(int First, int Count)
{
    /// <summary>The dies from the one that a circuit names.</summary>
    /// <param name="circuit">The circuit; die 0 without a fabrication block.</param>
    /// <param name="count">How many.</param>
    /// <returns>The range.</returns>
    /// <exception cref="InputException">There are none, or more than die numbers go.</exception>
    public static DieRange From(CircuitBlock circuit, int count)
    {
        int first = circuit.Fabrication?.Die ?? 0;
        if (count < 1 || count > int.MaxValue - first)
        {
            throw new InputException(
                "chips.count", "--chips", $"{count} chips from die {first} on cannot be made.", "Ask for one chip or more, numbered below 2^31.");
        }

        return new DieRange(first, count);
    }

    /// <summary>Number of one die.</summary>
    /// <param name="index">Index in the range.</param>
    /// <returns>Its number.</returns>
    public int this[int index] => First + index;

    /// <summary>A description that names one die.</summary>
    /// <param name="description">The description.</param>
    /// <param name="die">The die.</param>
    /// <returns>The same circuit on that die.</returns>
    public static CircuitDescription OnDie(CircuitDescription description, int die) => description with
    {
        Circuit = description.Circuit with { Fabrication = (description.Circuit.Fabrication ?? new FabricationBlock()) with { Die = die } },
    };

    /// <summary>For reading.</summary>
    /// <returns>Such as "die 7" or "dies 0 to 99".</returns>
    public override string ToString() => Count == 1 ? $"die {First}" : $"dies {First} to {First + Count - 1}";
}
