using System.Globalization;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Energy;
using EqProp.Analog.Energy.Baselines;
using EqProp.Analog.Numerics.Quantities;
using EqProp.Analog.Studies.Energy;

namespace EqProp.Analog.Cli.Commands;

/// <summary>The energy of a circuit as text: each figure with what it counts.</summary>
internal static class EnergySummary
{
    private const int LargestRows = 5;

    public static void Write(Terminal terminal, EnergyAnswer answer)
    {
        EnergyResult energy = answer.Energy;
        string weights = answer.HasWeights ? "the weights given" : "the weights that learning starts from";
        string accuracy = energy.AccuracyPercent is { } percent ? Text($", {percent:0.##} % answered rightly") : "";
        terminal.WriteLine($"mean over {energy.Examples} {(energy.Examples == 1 ? "example" : "examples")} with {weights}{accuracy}");
        var notes = new NoteList();
        WriteFigure(terminal, energy.Inference, notes);
        if (energy.PeakWatts is { } peak)
        {
            terminal.WriteLine($"largest power of the network in the free phase of one example, without periphery: {Quantity(peak, "W")}");
        }

        if (answer.HasWeights)
        {
            WriteSettling(terminal, energy);
        }

        if (energy.Update is { } update)
        {
            WriteFigure(terminal, update, notes);
        }
        else if (energy.NoUpdate is { } reason)
        {
            terminal.WriteLine("");
            terminal.WriteLine($"no energy of an update: {reason}");
        }

        WriteTraining(terminal, answer);
        WriteComparison(terminal, answer.Comparison, notes);
        WriteMetrics(terminal, answer.Metrics);
        terminal.WriteLine("");
        notes.Write(terminal);
    }

    /// <summary>Joules with three digits.</summary>
    public static string Joules(double joules) => Quantity(joules, "J");

    private static void WriteFigure(Terminal terminal, EnergyFigure figure, NoteList notes)
    {
        terminal.WriteLine("");
        string time = figure.Seconds is { } seconds ? $"; {Quantity(seconds, "s")}, mean power {(figure.AverageWatts is { } watts ? Quantity(watts, "W") : "not known")}" : "; its time is not known";
        terminal.WriteLine($"{figure.Scope}: {Joules(figure.Estimate.Joules)}, 90 % interval {Joules(figure.Estimate.Low)} to {Joules(figure.Estimate.High)}{time}");
        CountedText text = CountedText.Of(figure);
        terminal.WriteLine($"{text.Counted} Sources: {string.Join(" ", text.Sources.Select(notes.Refer))}");
        var breakdown = new EnergyBreakdown(figure.Items);
        if (figure.Items.Count > 0)
        {
            terminal.Write(Shares(breakdown));
            if (breakdown.Worst is { } worst)
            {
                terminal.WriteLine($"worst layer: {worst.Group}, {Joules(worst.Joules)}, {Text($"{100 * worst.Joules / figure.Estimate.Joules:G2} %")}{Unassigned(breakdown, figure)}");
            }

            terminal.Write(Largest(breakdown, notes));
        }

        foreach (MissingComponent missing in figure.Missing)
        {
            terminal.WriteLine($"missing, in no sum: {missing.Component} {missing.Action}, {Text($"{missing.Count:G3}")} times. {missing.Remedy}");
        }
    }

    private static TextTable Shares(EnergyBreakdown breakdown)
    {
        TextTable table = new([new("category"), .. breakdown.Phases.Select(phase => new TextColumn(EnergyJson.Name(phase), Numbers: true)), new("all", Numbers: true)]);
        foreach (EnergyCategory category in breakdown.Categories)
        {
            table.Add([EnergyJson.Name(category), .. breakdown.Phases.Select(phase => Joules(breakdown.Of(category, phase))), Joules(breakdown.Of(category, null))]);
        }

        table.Add(["all", .. breakdown.Phases.Select(phase => Joules(breakdown.Of(null, phase))), Joules(breakdown.Of(null, null))]);
        return table;
    }

    private static string Unassigned(EnergyBreakdown breakdown, EnergyFigure figure) =>
        breakdown.Groups.FirstOrDefault(group => group.Group == EnergyBreakdown.WholeChip) is { Joules: not 0 } whole
            ? Text($"; {100 * whole.Joules / figure.Estimate.Joules:G4} % is told for the whole chip alone") : "";

    private static TextTable Largest(EnergyBreakdown breakdown, NoteList notes)
    {
        TextTable table = new("largest rows", "layer", "phase", new("count", Numbers: true), new("one", Numbers: true), new("all", Numbers: true), "fit", new("source", Numbers: true));
        foreach (EnergyItem item in breakdown.Largest(LargestRows))
        {
            table.Add(
                $"{item.Component} {item.Action}", item.Group, EnergyJson.Name(item.Phase), Text($"{item.Count:G6}"), Joules(item.UnitJoules), Joules(item.Joules),
                item.Fit is { } fit ? EnergyJson.Name(fit) : "simulated", notes.Refer(item.Source));
        }

        return table;
    }

    private static void WriteSettling(Terminal terminal, EnergyResult energy)
    {
        if (SettlingChoice.Of(energy.Settling) is { } choice)
        {
            terminal.WriteLine(Text(
                $"where to stop settling: after {Quantity(choice.Point.Seconds, "s")}, {choice.Point.AccuracyPercent:0.##} % right, within {SettlingChoice.Allowance:0} point of the best; saves {choice.SavedPercent:0.#} % against {Quantity(choice.Longest.Seconds, "s")}"));
        }
    }

    private static void WriteTraining(Terminal terminal, EnergyAnswer answer)
    {
        EnergyResult energy = answer.Energy;
        if (energy.EpochJoules is not { } epoch)
        {
            return;
        }

        terminal.WriteLine("");
        terminal.WriteLine($"an epoch of {energy.UpdatesPerEpoch} updates: {Joules(epoch)}, with the boundary of an update");
        if (answer.Trained is { } trained)
        {
            terminal.WriteLine($"{Reached(trained)}, all updates at today's cost, measuring not counted");
        }

        if (answer.TargetPercent is { } target)
        {
            terminal.WriteLine(answer.ToTarget is { } reached ? $"to the target of {Text($"{target:0.##}")} %: {Reached(reached)}" : Text($"to the target of {target:0.##} %: the run did not reach it"));
        }
    }

    private static string Reached(TrainingEnergy energy) =>
        Text($"{energy.AccuracyPercent:0.##} % of the {energy.Set} examples after {energy.Epoch} {(energy.Epoch == 1 ? "epoch" : "epochs")}: {Joules(energy.Joules)}");

    private static void WriteComparison(Terminal terminal, IReadOnlyList<ComparedCost> comparison, NoteList notes)
    {
        terminal.WriteLine("");
        terminal.WriteLine("the same network elsewhere; each row counts what its note says");
        TextTable table = new("machine", "task", new("from", Numbers: true), new("to", Numbers: true), "fit", "counts, source");
        foreach (ComparedCost row in comparison)
        {
            table.Add(
                row.Name, row.Task, Joules(row.Low), Joules(row.High), row.Fit is { } fit ? EnergyJson.Name(fit) : "mixed",
                $"{notes.Refer(row.Boundary)} {notes.Refer(row.Source)}");
        }

        terminal.Write(table);
    }

    private static void WriteMetrics(Terminal terminal, NeuroBenchMetrics? metrics)
    {
        if (metrics is not null)
        {
            terminal.WriteLine("");
            terminal.WriteLine(Text(
                $"NeuroBench: footprint {metrics.Footprint} bytes, connection sparsity {metrics.ConnectionSparsity:G3}, activation sparsity {metrics.ActivationSparsity:G3}, effective MACs {metrics.EffectiveMacs:G6} of {metrics.DenseMacs:G6} dense"));
        }
    }

    private static string Quantity(double value, string unit) =>
        QuantityText.Format(double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), UnitTable.Get(unit));

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
