using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.NonIdealities;

namespace EqProp.Analog.Studies.Chips;

/// <summary>Fabricates dies and gathers what they drew; nothing runs.</summary>
public static class ChipSpreadStudy
{
    private const long MostValues = 100_000_000;

    /// <summary>Fabricates the dies.</summary>
    /// <param name="circuit">A resolved circuit.</param>
    /// <param name="dies">Which dies.</param>
    /// <param name="stop">Stops between dies.</param>
    /// <returns>What they drew.</returns>
    /// <exception cref="InputException">They are too many to be held.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ChipSpread Run(ResolvedCircuit circuit, DieRange dies, CancellationToken stop = default)
    {
        List<IReadOnlyList<DrawnParameter>> draws = [];
        for (int i = 0; i < dies.Count; i++)
        {
            stop.ThrowIfCancellationRequested();
            draws.Add(DieDraws.Of(ChipFabricator.Fabricate(DieRange.OnDie(circuit.Description, dies[i]))));
            long values = draws[0].Sum(drawn => (long)drawn.Values.Count);
            if (values * dies.Count > MostValues)
            {
                throw new InputException(
                    "chips.count", "--chips", $"{dies.Count} chips of {values} drawn values each do not fit into memory.",
                    $"Ask for at most {MostValues / values} chips.");
            }
        }

        return new ChipSpread(dies, ParameterTally.Summaries(draws.Select(die => ParameterTally.Of(die, dies.Count))), draws);
    }
}
