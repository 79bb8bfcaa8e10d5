using System.Globalization;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Studies.Energy.Sweeps;

namespace EqProp.Analog.Cli.Commands;

/// <summary>A sweep as a table.</summary>
internal static class SweepSummary
{
    public static void Write(Terminal terminal, SweepResult sweep)
    {
        TextTable table = new(
        [
            .. sweep.Axes.Select(axis => new TextColumn(axis.ShortName, Numbers: true)), new("inference", Numbers: true), new("90 % interval"), new("update", Numbers: true),
            new("accuracy", Numbers: true), new("noise", Numbers: true), new("on a front"),
        ]);
        foreach (SweepPoint point in sweep.Points)
        {
            table.Add(
            [
                .. point.Values, Joules(point.JoulesPerInference), point.Low is { } low ? $"{Joules(low)} to {Joules(point.High)}" : "", Joules(point.JoulesPerUpdate),
                Percent(point.AccuracyPercent, "0.##"), Percent(point.NoisePercent, "G3"), point.Failure is { } failure ? $"failed: {failure}" : Front(point),
            ]);
        }

        terminal.Write(table);
        terminal.WriteLine("front: no point costs less and is as accurate (accuracy) or as quiet (noise: sqrt(kT/C) over the swing)"
            + (sweep.HasWeights ? "" : "; without --weights there is no accuracy to trade"));
        if (sweep.Boundary is { } boundary)
        {
            terminal.WriteLine($"the first point: {boundary}");
        }
    }

    private static string Front(SweepPoint point) =>
        string.Join(", ", (string[])[.. point.IsOnAccuracyFront ? ["accuracy"] : Array.Empty<string>(), .. point.IsOnNoiseFront ? ["noise"] : Array.Empty<string>()]);

    private static string Joules(double? joules) => joules is { } known ? EnergySummary.Joules(known) : "-";

    private static string Percent(double? percent, string format) => percent is { } known ? known.ToString(format, CultureInfo.InvariantCulture) + " %" : "-";
}
