namespace EqProp.Analog.Numerics.Quantities;

/// <summary>The SI units and prefixes that files, options and reports may use.</summary>
public static class UnitTable
{
    /// <summary>Every unit, each with its own dimension.</summary>
    public static IReadOnlyList<PhysicalUnit> Units { get; } =
    [
        new("s", "time", new(0, 0, 1, 0, 0)),
        new("A", "current", new(0, 0, 0, 1, 0)),
        new("K", "temperature", new(0, 0, 0, 0, 1)),
        new("C", "charge", new(0, 0, 1, 1, 0)),
        new("V", "voltage", new(1, 2, -3, -1, 0)),
        new("Ohm", "resistance", new(1, 2, -3, -2, 0)),
        new("S", "conductance", new(-1, -2, 3, 2, 0)),
        new("F", "capacitance", new(-1, -2, 4, 2, 0)),
        new("H", "inductance", new(1, 2, -2, -2, 0)),
        new("W", "power", new(1, 2, -3, 0, 0)),
        new("J", "energy", new(1, 2, -2, 0, 0)),
        new("Hz", "frequency", new(0, 0, -1, 0, 0)),
        new("m", "length", new(0, 1, 0, 0, 0)),
        new("F/m", "capacitance per length", new(-1, -3, 4, 2, 0)),
        new("V*m", "voltage times length", new(1, 3, -3, -1, 0)),
    ];

    /// <summary>Prefixes with their powers of ten, smallest first; the empty prefix is the unit itself.</summary>
    public static IReadOnlyList<(string Symbol, int Exponent)> Prefixes { get; } =
    [
        ("a", -18), ("f", -15), ("p", -12), ("n", -9), ("u", -6), ("m", -3),
        ("", 0), ("k", 3), ("M", 6), ("G", 9), ("T", 12),
    ];

    /// <summary>Finds a unit by its symbol.</summary>
    /// <param name="symbol">Symbol without a prefix; case matters (s is the second, S the siemens).</param>
    /// <returns>The unit.</returns>
    /// <exception cref="ArgumentException">There is no such unit.</exception>
    public static PhysicalUnit Get(string symbol) =>
        Units.FirstOrDefault(unit => unit.Symbol == symbol)
        ?? throw new ArgumentException($"There is no unit '{symbol}'.", nameof(symbol));

    /// <summary>Reads a symbol that may carry a prefix; µ, Ω and ohm are understood.</summary>
    /// <param name="text">Such as "pF" or "kOhm".</param>
    /// <returns>The unit and the prefix's power of ten; null if the text is not a unit.</returns>
    public static (PhysicalUnit Unit, int Exponent)? Find(string text)
    {
        string ascii = text.Replace('\u00B5', 'u').Replace('\u03BC', 'u').Replace("ohm", "Ohm", StringComparison.Ordinal)
            .Replace("\u03A9", "Ohm", StringComparison.Ordinal).Replace("\u2126", "Ohm", StringComparison.Ordinal);
        foreach (PhysicalUnit unit in Units)
        {
            if (!ascii.EndsWith(unit.Symbol, StringComparison.Ordinal))
            {
                continue;
            }

            string rest = ascii[..^unit.Symbol.Length];
            foreach ((string symbol, int exponent) in Prefixes)
            {
                if (symbol == rest)
                {
                    return (unit, exponent);
                }
            }
        }

        return null;
    }
}
