using System.Globalization;
using EqProp.Analog.Numerics.Quantities;

namespace EqProp.Analog.Circuits;

/// <summary>One number as a paper states it, and what it is on the chip.</summary>
/// <param name="Quantity">What it is.</param>
/// <param name="Paper">Dimensionless, with its symbol.</param>
/// <param name="Chip">In SI units.</param>
public sealed record DimensionlessRow(string Quantity, string Paper, string Chip);

/// <summary>Sets a paper's dimensionless numbers beside the chip's volts, siemens and seconds.</summary>
public static class DimensionlessReport
{
    /// <summary>The rows of one circuit.</summary>
    /// <param name="description">A resolved description.</param>
    /// <returns>Rows from the time constant to the scale of power; those of learning only where there is learning.</returns>
    public static IReadOnlyList<DimensionlessRow> Rows(CircuitDescription description)
    {
        DimensionlessMap map = new(description.Circuit.Neurons);
        bool areCells = description.Circuit.Neurons.FitzHughNagumo is not null;
        string current = areCells ? "I" : "b";
        List<DimensionlessRow> rows =
        [
            new("time constant", areCells ? "T0 = 1" : "tau = 1", Quantity(map.TimeConstant, "s")),
            new("state", areCells ? "u = 0 to 1" : "s = 0 to 1", $"{Quantity(map.ToVolts(0), "V")} to {Quantity(map.ToVolts(1), "V")}"),
            new("weight of one", "W = 1", Quantity(map.ToSiemens(1), "S")),
        ];
        if (description.Circuit.Coupling.WeightRange is { Count: 2 } range)
        {
            rows.Add(new(
                "writable weights",
                $"W = {Number(range[0])} to {Number(range[1])}",
                $"{Quantity(map.ToSiemens(range[0]), "S")} to {Quantity(map.ToSiemens(range[1]), "S")}"));
        }

        rows.Add(new("bias of one", $"{current} = 1", Quantity(map.ToAmperes(1), "A")));
        foreach ((string whose, double? bias) in new[] { ("bias", description.Circuit.Neurons.Bias), ("output bias", description.Circuit.OutputNeurons?.Bias) })
        {
            if (bias is { } given && given != 0)
            {
                rows.Add(new(whose, $"{current} = {Number(given)}", Quantity(map.ToAmperes(given), "A")));
            }
        }

        rows.AddRange(PartRows.Of(description.Circuit));
        if (description.Simulation.Epsilon is { } epsilon)
        {
            rows.Add(new("time step", $"epsilon = {Number(epsilon)}", Quantity(map.ToSeconds(epsilon), "s")));
        }

        if (description.Learning is { } learning)
        {
            rows.Add(Phase("free phase", "T_f", learning.FreePhase));
            rows.Add(Phase("nudged phase", "T_n", learning.NudgedPhase));
            double beta = learning.Beta ?? 0;
            rows.Add(new("nudging strength", $"beta = {Number(beta)}", Quantity(map.ToSiemens(beta), "S")));
        }

        rows.Add(new("energy of one", "E = 1", $"{Quantity(map.Power, "W")} (co-content)"));
        return rows;
    }

    private static DimensionlessRow Phase(string name, string symbol, PhaseBlock phase)
    {
        string most = phase.Residual is null ? "" : "at most ";
        return new(name, $"{symbol} = {most}{phase.Steps} steps", most + Quantity(phase.Duration ?? 0, "s"));
    }

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    // Six digits are for reading; the canonical JSON holds every bit.
    private static string Quantity(double value, string unit) =>
        QuantityText.Format(double.Parse(Number(value), CultureInfo.InvariantCulture), UnitTable.Get(unit));
}
