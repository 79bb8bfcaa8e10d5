using System.Globalization;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Reports;

/// <summary>How what the chip wrote agreed with the exact gradient along training, coupling by coupling; nothing where it was not measured.</summary>
internal static class GradientSection
{
    /// <summary>Less than this is rounding of a reciprocal chip.</summary>
    private const double NoticeableAsymmetry = 1e-6;

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
        WriteReciprocity(page, measured);
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

    private static void WriteReciprocity(HtmlPage page, (int Epoch, GradientRecord Gradient)[] measured)
    {
        CouplingGradientRecord[] untied = [.. measured[0].Gradient.Couplings.Where(coupling => coupling.FeedbackAngleDegrees is not null)];
        if (untied.Length == 0 && measured.All(at => at.Gradient.Asymmetry < NoticeableAsymmetry))
        {
            return;
        }

        int[] epochs = [.. measured.Select(at => at.Epoch)];
        page.Raw("<div class=\"pair\"><figure>")
            .Raw(EpochCurves.Draw("asymmetry of the currents", epochs, [("currents", [.. measured.Select(at => at.Gradient.Asymmetry)])], page.NextId())).Raw("</figure>");
        if (untied.Length > 0)
        {
            page.Raw("<figure>").Raw(EpochCurves.Draw(
                "angle of weights back to those ahead (deg)", epochs,
                [
                    .. untied.Select(coupling => (coupling.Name, (IReadOnlyList<double>)
                        [.. measured.Select(at => at.Gradient.Couplings.First(c => c.Name == coupling.Name).FeedbackAngleDegrees ?? double.NaN)])),
                ],
                page.NextId())).Raw("</figure>");
        }

        page.Raw("</div>");
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
