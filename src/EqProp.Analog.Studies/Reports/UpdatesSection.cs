using System.Globalization;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Reports;

/// <summary>What became of the changes that the plasticity unit wanted; nothing where writes are ideal.</summary>
internal static class UpdatesSection
{
    public static void Write(HtmlPage page, RunRecord record)
    {
        (int Epoch, UpdatesRecord Updates)[] counted = [.. (record.Epochs ?? []).Where(epoch => epoch.Updates is not null).Select(epoch => (epoch.Epoch, epoch.Updates!))];
        if (counted.Length == 0)
        {
            return;
        }

        int[] epochs = [.. counted.Select(at => at.Epoch)];
        IReadOnlyList<double> Curve(Func<UpdatesRecord, double> value) => [.. counted.Select(at => value(at.Updates))];
        page.Element("h2", "What became of the wanted changes");
        page.Raw("<div class=\"pair\"><figure>")
            .Raw(EpochCurves.Draw(
                "share of the wanted changes (%)", epochs,
                [("lost, too small", Curve(u => u.LostPercent)), ("cut, too large", Curve(u => u.CutPercent)), ("stopped at a bound", Curve(u => u.AtBoundPercent))],
                page.NextId()))
            .Raw("</figure><figure>")
            .Raw(EpochCurves.Draw("writes of a synapse or bias in the epoch", epochs, [("writes", Curve(u => u.WritesPerParameter))], page.NextId()))
            .Raw("</figure></div>");
        page.Numbers(
            "Numbers behind the curves", ["epoch", "lost", "cut", "at a bound", "writes a parameter"],
            counted.Select(at => (string[])
            [
                at.Epoch.ToString(CultureInfo.InvariantCulture), HtmlPage.Percent(at.Updates.LostPercent), HtmlPage.Percent(at.Updates.CutPercent),
                HtmlPage.Percent(at.Updates.AtBoundPercent), HtmlPage.Number(at.Updates.WritesPerParameter),
            ]));
    }
}
