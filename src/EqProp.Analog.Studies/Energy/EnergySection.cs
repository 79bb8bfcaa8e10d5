using System.Globalization;
using EqProp.Analog.Energy;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Energy;

/// <summary>The energy of a chip in a page: figures with what they count, where the joules go, where to stop settling.</summary>
internal static class EnergySection
{
    /// <summary>Writes the section of a training report.</summary>
    /// <param name="page">The page.</param>
    /// <param name="energy">The study; null where there is none.</param>
    /// <param name="reason">Why there is none; null where nothing is to be said.</param>
    public static void Write(HtmlPage page, EnergyResult? energy, string? reason)
    {
        if (energy is null && reason is null)
        {
            return;
        }

        page.Element("h2", "Energy");
        if (energy is null)
        {
            page.Element("p", reason!);
            return;
        }

        Write(page, energy);
    }

    /// <summary>Writes everything of a study, without a heading.</summary>
    /// <param name="page">The page.</param>
    /// <param name="energy">The study.</param>
    /// <param name="isTrained">Whether its weights were given, so that its answers mean something.</param>
    public static void Write(HtmlPage page, EnergyResult energy, bool isTrained = true)
    {
        page.Element("p", Measured(energy), "note");
        WriteTiles(page, energy);
        WriteFigure(page, energy.Inference, "An inference");
        WriteSettling(page, energy, isTrained);
        if (energy.Update is { } update)
        {
            WriteFigure(page, update, "An update");
        }
        else if (energy.NoUpdate is { } reason)
        {
            page.Element("h3", "An update").Element("p", $"No energy of an update: {reason}");
        }
    }

    private static string Measured(EnergyResult energy)
    {
        string right = energy.AccuracyPercent is { } percent ? $", of which the chip answers {HtmlPage.Percent(percent)} rightly" : "";
        return $"Mean over {HtmlPage.Whole(energy.Examples)} {(energy.Examples == 1 ? "example" : "examples")}{right}; die {HtmlPage.Whole(energy.Die)}. "
            + "No figure stands without its boundary: what it counts is said under each.";
    }

    private static void WriteTiles(HtmlPage page, EnergyResult energy)
    {
        List<(string Value, string Name)> tiles = [Tile(energy.Inference, "an inference")];
        if (energy.Update is { } update)
        {
            tiles.Add(Tile(update, update.Scope));
        }

        if (energy.EpochJoules is { } epoch)
        {
            tiles.Add((SiPrefix.Text(epoch, "J"), $"an epoch of {HtmlPage.Whole(energy.UpdatesPerEpoch!.Value)} updates"));
        }

        if (energy.Inference.AverageWatts is { } watts)
        {
            tiles.Add((SiPrefix.Text(watts, "W"), $"mean power of an inference, {Time(energy.Inference.Seconds!.Value)}"));
        }

        if (energy.PeakWatts is { } peak)
        {
            tiles.Add((SiPrefix.Text(peak, "W"), "largest power of the network in a free phase, without periphery"));
        }

        page.Raw("<div class=\"tiles\">");
        foreach ((string value, string name) in tiles)
        {
            page.Raw("<div class=\"tile\">").Element("b", value).Element("span", name).Raw("</div>");
        }

        page.Raw("</div>\n");
    }

    private static (string Value, string Name) Tile(EnergyFigure figure, string name) =>
        (SiPrefix.Text(figure.Estimate.Joules, "J"), $"{name}, 90\u00a0% interval {SiPrefix.Text(figure.Estimate.Low, "J")} to {SiPrefix.Text(figure.Estimate.High, "J")}");

    private static void WriteFigure(HtmlPage page, EnergyFigure figure, string title)
    {
        page.Element("h3", title);
        CountedText text = CountedText.Of(figure);
        page.Element("p", text.Counted, "note");
        page.Raw("<details>").Element("summary", $"Its {text.Sources.Count} sources, by their share").Raw("<ul class=\"note\">");
        foreach (string source in text.Sources)
        {
            page.Element("li", source);
        }

        page.Raw("</ul></details>\n");
        WriteMissing(page, figure);
        if (figure.Items.Count == 0)
        {
            return;
        }

        var breakdown = new EnergyBreakdown(figure.Items);
        page.Raw("<figure>").Raw(EnergyBarPlot.Phases(figure, page.NextId())).Raw("</figure>");
        page.Numbers(
            "Joules by category and phase", ["category", .. breakdown.Phases.Select(phase => EnergyBarPlot.Name(phase)), "all"],
            breakdown.Categories.Select(category => (string[])
            [
                EnergyBarPlot.Name(category), .. breakdown.Phases.Select(phase => Exact(breakdown.Of(category, phase))), Exact(breakdown.Of(category, null)),
            ]).Append(["all", .. breakdown.Phases.Select(phase => Exact(breakdown.Of(null, phase))), Exact(breakdown.Of(null, null))]));
        page.Raw("<figure>").Raw(EnergyBarPlot.Groups(figure, page.NextId())).Raw("</figure>");
        page.Numbers(
            "Joules by layer", ["layer", "joules", "share"],
            breakdown.Groups.Select(group => (string[])[group.Group, Exact(group.Joules), HtmlPage.Percent(100 * group.Joules / figure.Estimate.Joules)]));
        page.Numbers(
            $"Every row of {figure.Scope}", ["component", "action", "layer", "phase", "category", "ledger", "count", "one (J)", "joules", "fit", "source"],
            figure.Items.OrderByDescending(item => item.Joules).Select(item => (string[])
            [
                item.Component, item.Action, item.Group, EnergyBarPlot.Name(item.Phase), EnergyBarPlot.Name(item.Category), EnergyBarPlot.Name(item.Ledger),
                HtmlPage.Number(item.Count), Exact(item.UnitJoules), Exact(item.Joules), item.Fit is { } fit ? EnergyBarPlot.Name(fit) : "simulated", item.Source,
            ]));
    }

    private static void WriteMissing(HtmlPage page, EnergyFigure figure)
    {
        if (figure.Missing.Count > 0)
        {
            page.Element("p", "What happens and has no energy stated; it is in no sum:");
            page.Raw("<div class=\"left\">").Table(["component", "action", "how often", "what to give"], figure.Missing.Select(one => (string[])
                [one.Component, one.Action, HtmlPage.Number(one.Count), one.Remedy])).Raw("</div>");
        }
    }

    private static void WriteSettling(HtmlPage page, EnergyResult energy, bool isTrained)
    {
        if (energy.Settling.Count == 0)
        {
            return;
        }

        SettlingChoice? choice = isTrained ? SettlingChoice.Of(energy.Settling) : null;
        page.Element("h3", "Where to stop settling").Element("p", Advice(energy, choice));
        bool answers = isTrained && energy.Settling.Any(point => double.IsFinite(point.AccuracyPercent));
        page.Raw($"<div class=\"{(answers ? "pair" : "pair fill")}\"><figure>").Raw(EnergyCurvePlot.Energy(energy.Settling, choice, page.NextId())).Raw("</figure>");
        if (answers)
        {
            page.Raw("<figure>").Raw(EnergyCurvePlot.Accuracy(energy.Settling, choice, page.NextId())).Raw("</figure>");
        }

        page.Raw("</div>");
        SiPrefix time = EnergyCurvePlot.Seconds(energy.Settling), joules = EnergyCurvePlot.Joules(energy.Settling);
        page.Numbers(
            "Numbers behind the curves", [$"end ({time.Unit})", $"energy ({joules.Unit})", "accuracy"],
            energy.Settling.Select(point => (string[])
            [
                HtmlPage.Number(point.Seconds / time.Factor), HtmlPage.Number(point.Joules / joules.Factor),
                double.IsFinite(point.AccuracyPercent) ? HtmlPage.Percent(point.AccuracyPercent) : "\u2013",
            ]));
    }

    private static string Advice(EnergyResult energy, SettlingChoice? choice) => choice is null
        ? "What a free phase that ends earlier would cost, all ledgers; without weights that were learnt there is no accuracy to lose."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"A free phase that ends after {Time(choice.Point.Seconds)} answers {HtmlPage.Percent(choice.Point.AccuracyPercent)} of {energy.Examples} examples rightly, within {SettlingChoice.Allowance:0} point of the best, and saves {choice.SavedPercent:0.#}\u00a0% of the energy of the longest one tried, {Time(choice.Longest.Seconds)} (dashed line).");

    // Sums of steps are a rounding away from whole numbers.
    private static string Time(double seconds) => SiPrefix.Text(double.Parse(seconds.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), "s");

    private static string Exact(double joules) => joules.ToString("G4", CultureInfo.InvariantCulture);
}
