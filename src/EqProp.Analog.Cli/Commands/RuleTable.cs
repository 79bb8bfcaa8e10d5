using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Studies.Gradients;

namespace EqProp.Analog.Cli.Commands;

/// <summary>What learning rules besides equilibrium propagation would write, for readers and as JSON.</summary>
internal static class RuleTable
{
    /// <summary>Writes one row a rule and estimator.</summary>
    public static void Write(Terminal terminal, IReadOnlyList<RuleRow> rows)
    {
        TextTable table = new("other rules", "estimator", Numbers("beta"), Numbers("cosine"), Numbers("angle (deg)"), Numbers("relative error"), "skipped because");
        foreach (RuleRow row in rows)
        {
            string[] head = [NameOf(row.Rule), NameOf(row.Estimator), Text(row.Beta, "G4")];
            table.Add(row.Agreement is { } agreement
                ? [.. head, Text(agreement.Cosine, "F8"), Text(agreement.AngleDegrees, "G4"), Text(agreement.RelativeError, "G4"), ""]
                : [.. head, "", "", "", row.Skipped ?? ""]);
        }

        terminal.WriteLine("");
        terminal.Write(table);
        terminal.WriteLine("rules that hold the outputs descend their errors as the outputs' stiffness weighs them, not this cost");

        static TextColumn Numbers(string title) => new(title, Numbers: true);
    }

    /// <summary>The same as JSON.</summary>
    public static JsonArray Describe(IReadOnlyList<RuleRow> rows) => new([.. rows.Select(row => new JsonObject
    {
        ["rule"] = NameOf(row.Rule),
        ["estimator"] = NameOf(row.Estimator),
        ["beta"] = row.Beta,
        ["cosine"] = row.Agreement?.Cosine,
        ["angleDegrees"] = row.Agreement?.AngleDegrees,
        ["relativeError"] = row.Agreement?.RelativeError,
        ["skipped"] = row.Skipped,
    })]);

    /// <summary>Name of a rule or an estimator in circuit files.</summary>
    public static string NameOf(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
