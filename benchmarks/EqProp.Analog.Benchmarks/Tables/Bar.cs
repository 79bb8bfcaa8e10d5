using System.Globalization;

namespace EqProp.Analog.Benchmarks.Tables;

/// <summary>Something that a kernel was asked to reach.</summary>
/// <param name="Name">Kernel and size.</param>
/// <param name="Asked">What was asked.</param>
/// <param name="Measure">Measures it for about the given number of seconds.</param>
internal sealed record Bar(string Name, string Asked, Func<double, Outcome> Measure);

/// <summary>What was measured against a bar.</summary>
/// <param name="Met">Whether the bar was met; null where it could not be measured.</param>
/// <param name="Text">The figures.</param>
internal sealed record Outcome(bool? Met, string Text)
{
    /// <summary>Figures in the invariant culture.</summary>
    public static Outcome Of(bool? met, FormattableString text) => new(met, text.ToString(CultureInfo.InvariantCulture));
}
