using EqProp.Analog.Circuits;

namespace EqProp.Analog.Energy.Baselines;

/// <summary>What an operation costs on a published chip, as somebody published it.</summary>
/// <param name="Name">Name of the chip.</param>
/// <param name="Operation">Which operation.</param>
/// <param name="Low">Energy of one, in joules; of several definitions the lowest.</param>
/// <param name="High">The highest; the same where there is one definition.</param>
/// <param name="Boundary">What the number counts.</param>
/// <param name="Source">Where it stands.</param>
/// <param name="Fit">Assumed where it was not read again at its source.</param>
public sealed record PublishedChip(string Name, PublishedOperation Operation, double Low, double High, string Boundary, string Source, FitKind Fit)
{
    /// <summary>What some operations would cost.</summary>
    /// <param name="operations">How many.</param>
    /// <returns>The range in joules.</returns>
    public (double Low, double High) Cost(double operations) => (operations * Low, operations * High);
}
