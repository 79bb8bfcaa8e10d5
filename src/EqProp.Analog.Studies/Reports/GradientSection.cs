using System.Globalization;
using EqProp.Analog.Studies.Records;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EqProp.Analog.Studies.Reports;

/// <summary>How what the chip wrote agreed with the exact gradient along training, coupling by coupling; nothing where it was not measured.</summary>
internal static class GradientSection
{
    private static readonly (int Width, int Height) Size = (470, 300);

    public static void Write(HtmlPage page, RunRecord record)
    {
        (int Epoch, GradientRecord Gradient)[] measured = [.. (record.Epochs ?? []).Where(epoch => epoch.Gradient is not null).Select(epoch => (epoch.Epoch, epoch.Gradient!))];
        if (measured.Length == 0)
        {
            return;
        }

        page.Element("h2", "What was written, against the exact gradient");
        page.Raw("<div class=\"pair\"><figure>")
            .Raw(Plot(measured, "cosine to the exact gradient", coupling => coupling.Cosine, page.NextId())).Raw("</figure><figure>")
            .Raw(Plot(measured, "length over that of the exact gradient", coupling => coupling.NormRatio, page.NextId())).Raw("</figure></div>");
        page.Element(
            "p", $"After these epochs the chip learnt once from {measured[0].Gradient.Examples} examples; what it wrote was compared and taken back. A cosine of 1 and a ratio of 1 is a perfect plasticity unit on a reciprocal chip that settles fully with a small nudge.", "note");
        page.Numbers(
            "Numbers behind the curves", ["epoch", "coupling", "cosine", "norm ratio", "feedback angle (deg)", "asymmetry of currents", "lost updates"],
            measured.SelectMany(at => at.Gradient.Couplings.Select(coupling => (string[])
            [
                at.Epoch.ToString(CultureInfo.InvariantCulture), coupling.Name, HtmlPage.Number(coupling.Cosine), HtmlPage.Number(coupling.NormRatio),
                HtmlPage.Number(coupling.FeedbackAngleDegrees), HtmlPage.Number(at.Gradient.Asymmetry),
                HtmlPage.Percent(record.Epochs!.First(epoch => epoch.Epoch == at.Epoch).LostUpdatesPercent),
            ])));
    }

    private static string Plot((int Epoch, GradientRecord Gradient)[] measured, string quantity, Func<CouplingGradientRecord, double> value, string id)
    {
        PlotModel plot = PlotFrame.Empty();
        LinearAxis across = PlotFrame.Axis(AxisPosition.Bottom, "epoch");
        across.Minimum = measured[0].Epoch - 0.5;
        across.Maximum = measured[^1].Epoch + 0.5;
        across.MinimumMajorStep = 1;
        plot.Axes.Add(across);
        plot.Axes.Add(PlotFrame.Axis(AxisPosition.Left, quantity));
        for (int c = 0; c < measured[0].Gradient.Couplings.Count; c++)
        {
            var line = new LineSeries
            {
                Title = measured[0].Gradient.Couplings[c].Name,
                Color = PlotPalette.Series(c),
                StrokeThickness = 2,
                MarkerType = MarkerType.Circle,
                MarkerSize = 3,
                MarkerFill = PlotPalette.Series(c),
            };
            line.Points.AddRange(measured.Select(at => new DataPoint(at.Epoch, PlotFrame.Plottable(value(at.Gradient.Couplings[c])))));
            plot.Series.Add(line);
        }

        return SvgPlot.Inline(plot, Size, id, $"{quantity} against epochs");
    }
}
