using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Training;

/// <summary>
/// Looks at what became of the first changes that learning wanted, and tells at once where rates and memories do not fit: most changes below what can
/// be written, most larger than one write, or most memories driven into their bounds.
/// </summary>
internal sealed class UpdateWatch(CircuitBlock circuit, MemoryBounds before)
{
    /// <summary>Minibatches after which the changes are looked at.</summary>
    public const int Minibatches = 50;

    private const double Most = 0.5;

    /// <summary>Share that may be lost where what is lost now is written another time, so that the mean is right.</summary>
    private const double NearlyAll = 0.999;

    private const string Device = "circuit.coupling.device";
    private const string Converter = "circuit.plasticity.converter";

    /// <summary>The device, where it is written in pulses.</summary>
    private SynapseDeviceBlock? Pulsed => circuit.Coupling.Device is { Kind: not (SynapseDeviceKind.Ideal or SynapseDeviceKind.Programmed) } device ? device : null;

    private UpdateConverterBlock Writes => circuit.Plasticity?.Converter ?? new();

    /// <summary>Whether what a change loses comes back as another change's gain.</summary>
    private bool KeepsMean =>
        Writes.DeadZone == 0 && (Writes.Bits is null || Writes.Rounding != RoundingKind.Nearest) && Pulsed?.Pulses != PulseRounding.Nearest;

    /// <summary>What is wrong.</summary>
    /// <param name="updates">What became of the changes.</param>
    /// <param name="now">How many memories are at a bound.</param>
    /// <param name="minibatches">Minibatches since learning began.</param>
    /// <returns>Nothing where all is well.</returns>
    public IEnumerable<WarningRecord> Judge(UpdateCounts updates, MemoryBounds now, int minibatches)
    {
        WarningRecord Warning(string code, double share, string message, string remedy)
        {
            string percent = string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(1000 * share) / 10:0.#} %");
            return new()
            {
                Code = code,
                Minibatches = minibatches,
                Percent = 100 * share,
                Message = $"In the first {minibatches} minibatches {percent} of {message}.",
                Remedy = remedy,
            };
        }

        double cut = updates.Wanted == 0 ? 0 : (double)updates.Cut / updates.Wanted;
        double stopped = updates.Wanted > updates.Lost ? (double)updates.AtBound / (updates.Wanted - updates.Lost) : 0;
        if (updates.LostShare > (KeepsMean ? NearlyAll : Most))
        {
            yield return Warning("updates.lost", updates.LostShare, "the wanted changes were too small to be written, and were lost", $"Raise learning.rates{Finer()}.");
        }

        if (cut > Most)
        {
            yield return Warning("updates.cut", cut, "the wanted changes were more than one write can make, and were cut", $"Lower learning.rates{Larger()}.");
        }

        if (before.Share > Most)
        {
            // That is in their nature, as with two levels.
            yield break;
        }

        if (now.Share > Most)
        {
            yield return Warning("updates.saturated", now.Share, "the synapses were driven into a bound of their device", $"Lower learning.rates{Wider()}.");
        }
        else if (stopped > Most)
        {
            yield return Warning("updates.saturated", stopped, "the changes that were written ended at a bound", $"Lower learning.rates{Wider()}.");
        }
    }

    private string Finer()
    {
        string[] ways =
        [
            .. Writes.Bits is null ? [] : new[] { $"raise {Converter}.bits", $"set {Converter}.rounding to stochastic or accumulate" },
            .. Writes.DeadZone == 0 ? [] : new[] { $"lower {Converter}.deadZone" },
            .. Pulsed is null ? [] : new[] { Pulsed.Kind == SynapseDeviceKind.Quantised ? $"raise {Device}.levels" : $"lower {Device}.step" },
            .. Pulsed?.Pulses == PulseRounding.Nearest ? new[] { $"set {Device}.pulses to stochastic" } : [],
        ];
        return Or(ways);
    }

    private string Larger() => Or(
    [
        .. Writes.Range is null ? [] : new[] { $"raise {Converter}.range" },
        .. Pulsed is null ? [] : new[] { $"raise {Device}.longestTrain" },
    ]);

    private string Wider() => Or(
    [
        .. circuit.Coupling.Device is { Pair: DevicePair.Differential, RefreshAt: null } ? new[] { $"give {Device}.refreshAt" } : [],
        .. circuit.Coupling.Device?.FullWeight is null ? new[] { "widen circuit.coupling.weightRange" } : [$"raise {Device}.fullWeight"],
    ]);

    private static string Or(IReadOnlyList<string> ways) => string.Concat(ways.Select((way, i) => (i == ways.Count - 1 ? ", or " : ", ") + way));
}
