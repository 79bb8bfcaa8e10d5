using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Reports;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Reports;

public class HtmlReportTests
{
    private const string Attack = "<script>alert(\"1\")</script>&'";

    [Fact]
    public void Pictures_are_XML_with_a_viewBox_and_ids_unique_in_the_page()
    {
        string html = HtmlReport.Render(ReportSamples.Data());
        XElement[] pictures = [.. Pictures(html)];
        Assert.Equal(5, pictures.Length);
        Assert.All(pictures, picture => Assert.NotNull(picture.Attribute("viewBox")));
        string[] ids = [.. Regex.Matches(html, " id=\"([^\"]+)\"").Select(match => match.Groups[1].Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(Regex.Matches(html, @"url\(#([^)]+)\)"), match => Assert.Contains(match.Groups[1].Value, ids));
    }

    [Fact]
    public void Pictures_take_every_colour_from_the_page()
    {
        foreach (XElement picture in Pictures(HtmlReport.Render(ReportSamples.Data())))
        {
            Assert.DoesNotMatch(@"rgb\(|black|#[0-9a-f]{6}", picture.ToString());
        }
    }

    [Theory]
    [InlineData(0.0, false)]
    [InlineData(12.5, true)]
    public void A_settling_time_that_is_a_lower_bound_says_so(double percent, bool bound)
    {
        string html = HtmlReport.Render(ReportSamples.Data() with { Record = ReportSamples.Record() with { SettlingUnsettledPercent = percent } });
        Assert.Equal(bound, html.Contains("settles in at least 6.4", StringComparison.Ordinal));
        Assert.Equal(bound, html.Contains("had not settled", StringComparison.Ordinal));
        Assert.Contains("1,000 test examples tried", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_became_of_the_wanted_changes_is_shown_where_it_was_counted()
    {
        RunRecord record = ReportSamples.Record(3);
        var updates = new UpdatesRecord { LostPercent = 41.25, CutPercent = 2.5, AtBoundPercent = 7.75, WritesPerParameter = 123.5 };
        string html = HtmlReport.Render(ReportSamples.Data() with { Record = record with { Epochs = [.. record.Epochs!.Select(epoch => epoch with { Updates = updates })] } });
        Assert.Equal(7, Pictures(html).Count());
        Assert.All((string[])["41.25", "2.5", "7.75", "123.5", "stopped at a bound"], text => Assert.Contains(text, html, StringComparison.Ordinal));
        Assert.DoesNotContain("wanted changes", HtmlReport.Render(ReportSamples.Data()), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_fetched_from_elsewhere()
    {
        string html = Regex.Replace(HtmlReport.Render(ReportSamples.Data()), "xmlns=\"http://www.w3.org/2000/svg\"", "");
        Assert.DoesNotContain("http", html);
        Assert.DoesNotMatch("(?i)<link|@import|<iframe", html);
        Assert.All(Regex.Matches(html, "src=\"([^\"]{5})"), match => Assert.Equal("data:", match.Groups[1].Value));
    }

    [Fact]
    public void Tags_are_closed_in_order()
    {
        Assert.Equal("html", Parse(HtmlReport.Render(ReportSamples.Data())).Root?.Name.LocalName);
    }

    [Fact]
    public void Text_from_outside_is_escaped_everywhere()
    {
        RunRecord record = ReportSamples.Record(2) with
        {
            CircuitName = Attack,
            CircuitHash = Attack,
            CircuitPath = Attack,
            Command = Attack,
            Tool = new ToolRecord(Attack, Attack),
            Dataset = new DatasetRecord { Name = Attack, Classes = 10, ClassNames = [.. Enumerable.Repeat(Attack, 10)] },
            Units = [new UnitGroupRecord(Attack, 1, 0, 0)],
            Environment = new EnvironmentRecord(Attack, 1, 1, Attack, Attack),
        };
        ReportData data = ReportSamples.Data();
        WaveformSet waveforms = ReportSamples.Waveforms(2);
        data = data with
        {
            Record = record,
            Circuit = new JsonObject { [Attack] = Attack },
            Waveforms = [waveforms with { Title = Attack, Traces = [.. waveforms.Traces.Select(trace => trace with { Name = Attack })], Phases = [new WaveformPhase(Attack, 0, 1e-5, true)] }],
            Histograms = [data.Histograms[0] with { Coupling = Attack }],
        };
        string html = HtmlReport.Render(data);
        Assert.Single(Regex.Matches(html, "<script"));
        Assert.Single(Regex.Matches(html, "</script"));
        Assert.Equal("html", Parse(html).Root?.Name.LocalName);
        string json = Regex.Match(html, "<script type=\"application/json\" id=\"record\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
        Assert.Equal(record.ToJson(), RunRecord.FromJson(json, "page").ToJson());
    }

    [Fact]
    public void A_run_with_nothing_measured_and_numbers_that_are_none_still_has_a_report()
    {
        RunRecord bare = ReportSamples.Record(1) with { Test = null, StartSensitivity = null, Units = null, Phase = null, Dataset = null, Environment = null, Epochs = null };
        Assert.Contains("have not been measured", HtmlReport.Render(new ReportData { Record = bare, Circuit = [] }));

        RunRecord odd = ReportSamples.Record(1);
        odd = odd with { Epochs = [odd.Epochs![0] with { TrainCost = double.NaN, TrainErrorPercent = double.PositiveInfinity }] };
        WaveformSet waveforms = new() { TimesSeconds = [0], Traces = [new WaveformTrace("a", [double.NaN])] };
        string html = HtmlReport.Render(ReportSamples.Data() with { Record = odd, Waveforms = [waveforms] });
        Assert.Equal(5, Pictures(html).Count());
    }

    [Fact]
    public void The_page_can_be_drawn_again_from_the_folder()
    {
        using var temporary = new TemporaryFolder();
        RunFolder folder = RunFolder.Create(temporary.File("a"), []);
        string first = File.ReadAllText(RunReport.Write(folder, ReportSamples.Data()));
        File.Delete(folder.PathOf(RunFolder.ReportFile));
        Assert.Equal(first, File.ReadAllText(RunReport.Rebuild(folder)));

        string data = folder.PathOf(RunFolder.ReportDataFile);
        File.WriteAllText(data, File.ReadAllText(data)[..500]);
        Assert.Equal("record.format", Assert.Throws<InputException>(() => RunReport.Rebuild(folder)).Violations[0].Code);
    }

    [Fact]
    public void Waveforms_stand_alone()
    {
        XElement picture = XElement.Parse(WaveformPlot.ToSvg(ReportSamples.Waveforms(3)));
        Assert.Contains("prefers-color-scheme", picture.ToString());
        Assert.Contains("outputs[2]", picture.Value);
        Assert.Single(Pictures(WaveformPlot.ToHtml("Response", [ReportSamples.Waveforms(3)])));
    }

    [Fact]
    public void A_trace_that_is_too_short_is_refused()
    {
        WaveformSet waveforms = new() { TimesSeconds = [0, 1], Traces = [new WaveformTrace("a", [0])] };
        Assert.Equal("waveform.length", Assert.Throws<InputException>(() => WaveformPlot.ToSvg(waveforms)).Violations[0].Code);
    }

    [Fact]
    public void Names_that_XML_cannot_hold_are_still_drawn()
    {
        WaveformSet waveforms = new()
        {
            Title = "\u0002",
            TimesSeconds = [0, 1e-6],
            Traces = [new WaveformTrace("a\0b", [0, 1]), new WaveformTrace("\ud83d\ude00\ud83d", [1, 0])],
            Phases = [new WaveformPhase("\u0001", 0, 1e-6, Nudged: true)],
        };
        Assert.Contains("a\ufffdb\ud83d\ude00\ufffd", XElement.Parse(WaveformPlot.ToSvg(waveforms)).Value);
    }

    private static XDocument Parse(string html) =>
        XDocument.Parse(Regex.Replace(html, "<!DOCTYPE html>|<meta[^>]*>|(?<=<img[^>]*)>", match => match.Value == ">" ? "/>" : ""));

    private static IEnumerable<XElement> Pictures(string html) =>
        Regex.Matches(html, "<svg.*?</svg>", RegexOptions.Singleline).Select(match => XElement.Parse(match.Value));
}
