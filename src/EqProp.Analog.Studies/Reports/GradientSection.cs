using System.Globalization;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Reports;

/// <summary>How what the chip wrote agreed with the exact gradient along training, coupling by coupling; nothing where it was not measured.</summary>
internal static class GradientSection
{
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
            "Numbers behind the curves", ["epoch", "coupling", "cosine", "norm ratio", "feedback angle (deg)", "asymmetry of currents"],
            measured.SelectMany(at => at.Gradient.Couplings.Select(coupling => (string[])
            [
                at.Epoch.ToString(CultureInfo.InvariantCulture), coupling.Name, HtmlPage.Number(coupling.Cosine), HtmlPage.Number(coupling.NormRatio),
                HtmlPage.Number(coupling.FeedbackAngleDegrees), HtmlPage.Number(at.Gradient.Asymmetry),
            ])));
    }

    private static string Plot((int Epoch, GradientRecord Gradient)[] measured, string quantity, Func<CouplingGradientRecord, double> value, string id) =>
        EpochCurves.Draw(
            quantity, [.. measured.Select(at => at.Epoch)],
            [
                .. measured[0].Gradient.Couplings.Select((coupling, c) =>
                    (coupling.Name, (IReadOnlyList<double>)[.. measured.Select(at => value(at.Gradient.Couplings[c]))])),
            ],
            id);
}
