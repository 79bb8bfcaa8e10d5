using System.Globalization;
using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Stability;
using EqProp.Analog.Studies.OperatingPoints;

namespace EqProp.Analog.Cli.Commands;

/// <summary>What stability says to a person.</summary>
internal static class StabilitySummary
{
    private const int MostPoints = 12;
    private const int MostVoltages = 24;
    private const int MostEigenvalues = 6;

    public static void Write(Terminal terminal, StabilityReport report)
    {
        terminal.WriteLine(StabilityWords.Regime(report));
        WritePoints(terminal, report);
        if (report.Point is { } point)
        {
            int number = report.Findings.Chosen!.Value + 1;
            WriteVoltages(terminal, report, point, number);
            WriteEigenvalues(terminal, report, point, number);
            WriteMargins(terminal, report, number);
        }
    }

    private static void WritePoints(Terminal terminal, StabilityReport report)
    {
        StabilityFindings found = report.Findings;
        bool cells = found.Points.Any(point => point.MiniMaximizer is not null);
        TextColumn[] columns = [Numbers("point"), "stable", Numbers("leading eigenvalue (1/T0)"), Numbers("(1/s)"), Numbers("frequency")];
        TextTable table = new(cells ? [.. columns, Numbers("lowest of A"), Numbers("of A + 1/B"), "without time constants"] : columns);
        foreach ((OperatingPoint point, int index) in found.Points.Take(MostPoints).Select((point, index) => (point, index)))
        {
            string[] row = [$"{index + 1}", point.IsStable ? "yes" : "no", .. Eigenvalue(point.Spectrum.Leading, report.Layout.Map)];
            string[] test = point.MiniMaximizer is { } mini
                ? [Text(mini.ActivatorFloor), Text(mini.ReducedFloor), StabilityWords.Verdict(mini)]
                : ["", "", ""];
            table.Add(cells ? [.. row, .. test] : row);
        }

        terminal.Write(table);
        if (found.Points.Count > MostPoints)
        {
            terminal.WriteLine($"and {found.Points.Count - MostPoints} more (--json has all)");
        }
    }

    private static void WriteVoltages(Terminal terminal, StabilityReport report, OperatingPoint point, int number)
    {
        terminal.WriteLine(report.Findings.SettlesFromInitialState
            ? $"point {number}, where the chip settles from its initial state:"
            : $"the chip does not settle from its initial state; point {number} is the nearest to stability:");
        TextTable table = new("node", Numbers("voltage (V)"), Numbers("state"));
        IReadOnlyList<double> volts = report.Volts(point);
        for (int i = 0; i < Math.Min(volts.Count, MostVoltages); i++)
        {
            table.Add(report.NodeNames[i], volts[i].ToString("F6", CultureInfo.InvariantCulture), point.State[i].ToString("F6", CultureInfo.InvariantCulture));
        }

        terminal.Write(table);
        if (volts.Count > MostVoltages)
        {
            terminal.WriteLine($"and {volts.Count - MostVoltages} more (--json has all)");
        }
    }

    private static void WriteEigenvalues(Terminal terminal, StabilityReport report, OperatingPoint point, int number)
    {
        Complex[] shown = [.. point.Spectrum.Eigenvalues.Where(value => value.Imaginary >= 0).Take(MostEigenvalues)];
        TextTable table = new(Numbers($"eigenvalues of point {number} (1/T0)"), Numbers("(1/s)"), Numbers("frequency"));
        foreach (Complex value in shown)
        {
            table.Add(Eigenvalue(value, report.Layout.Map));
        }

        terminal.Write(table);
    }

    private static void WriteMargins(Terminal terminal, StabilityReport report, int number)
    {
        if (report.Margins.Count == 0)
        {
            terminal.WriteLine($"margins are found for up to {StabilityStudy.MostNodesOfMargins} free nodes; there are {report.Layout.FreeCount}");
            return;
        }

        terminal.WriteLine(report.Point!.IsStable
            ? $"how far point {number} is from losing stability, one parameter moved on the whole chip:"
            : $"how far point {number} is from becoming stable, one parameter moved on the whole chip:");
        TextTable table = new("parameter", Numbers("now"), Numbers("down to"), "there", Numbers("up to"), "there", "set by");
        foreach (StabilityMargin margin in report.Margins)
        {
            table.Add(
                StabilityWords.Symbol(margin.Move.Parameter), Text(margin.Move.Present), Value(margin.Down), StabilityWords.Limit(margin.Down, report.Layout.Map),
                Value(margin.Up), StabilityWords.Limit(margin.Up, report.Layout.Map), StabilityWords.Field(margin.Move.Parameter));
        }

        terminal.Write(table);
    }

    private static string[] Eigenvalue(Complex value, DimensionlessMap map) =>
    [
        StabilityWords.Eigenvalue(value), StabilityWords.Eigenvalue(value / map.TimeConstant),
        value.Imaginary == 0 ? "" : StabilityWords.Frequency(Math.Abs(value.Imaginary) / (2 * Math.PI), map),
    ];

    private static string Value(StabilityLimit limit) => limit.Kind == LimitKind.None ? "" : Text(limit.Value);

    private static TextColumn Numbers(string title) => new(title, Numbers: true);

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
