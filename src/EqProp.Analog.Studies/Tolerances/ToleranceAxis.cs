using System.Globalization;

namespace EqProp.Analog.Studies.Tolerances;

/// <summary>One thing that can be wrong with a chip, in levels from harmless to hopeless.</summary>
public sealed record ToleranceAxis
{
    /// <summary>Name of the level in <see cref="Settings"/>.</summary>
    private const string Level = "{level}";

    /// <summary>What it is, such as "sensor noise".</summary>
    public required string Name { get; init; }

    /// <summary>Unit of a level; empty for a number.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The level that the search takes for harmless.</summary>
    public required double Harmless { get; init; }

    /// <summary>The worst level that is looked at; below <see cref="Harmless"/> where less is worse.</summary>
    public required double Worst { get; init; }

    /// <summary>Whether levels are whole numbers, such as bits.</summary>
    public bool IsWhole { get; init; }

    /// <summary>A usual level to compare with: assumed, unless the circuit says what it has.</summary>
    public required double Usual { get; init; }

    /// <summary>JSON path where a circuit says what it has; null where there is no one number.</summary>
    public string? Path { get; init; }

    /// <summary>Settings of the circuit at a level, as after <c>--set</c>, with {level} in its place.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>The settings at a level.</summary>
    /// <param name="level">The level, in <see cref="Unit"/>.</param>
    /// <returns>What <c>--set</c> takes.</returns>
    public IReadOnlyList<string> At(double level)
    {
        string number = level.ToString(IsWhole ? "F0" : "R", CultureInfo.InvariantCulture);
        string text = Unit.Length == 0 ? number : $"{number} {Unit}";
        return [.. Settings.Select(setting => setting.Replace(Level, text, StringComparison.Ordinal))];
    }

    /// <summary>The level at a share of the way from harmless to worst, in equal ratios.</summary>
    /// <param name="share">0 to 1.</param>
    /// <returns>The level.</returns>
    public double Between(double share)
    {
        double level = Harmless * Math.Pow(Worst / Harmless, share);
        return IsWhole ? Math.Round(level) : level;
    }

    /// <summary>How much worse a level is than another, as a ratio above one.</summary>
    /// <param name="level">The level.</param>
    /// <param name="than">The other.</param>
    /// <returns>Above 1 where it is worse.</returns>
    public double Ratio(double level, double than) => Worst > Harmless ? level / than : than / level;
}
