using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using EqProp.Analog.Energy;
using EqProp.Analog.Studies.Energy;
using EqProp.Analog.Studies.Reports;
using EqProp.Analog.Tests.Reports;

namespace EqProp.Analog.Tests.Energy;

/// <summary>What pages say of energy.</summary>
public class EnergyPageTests
{
    [Fact]
    public void Every_number_that_is_drawn_can_be_read_in_the_page()
    {
        EnergyResult energy = EnergySamples.Result();
        string html = EnergyFiles.ToHtml(energy, [], null, hasWeights: true);
        foreach (EnergyFigure figure in (EnergyFigure[])[energy.Inference, energy.Update!])
        {
            Assert.All(figure.Items.GroupBy(item => (item.Category, item.Phase)), cell => Assert.Contains($"<td>{Number(cell.Sum(item => item.Joules))}</td>", html));
            Assert.All(figure.Items.GroupBy(item => item.Phase), phase => Assert.Contains($"<td>{Number(phase.Sum(item => item.Joules))}</td>", html));
            Assert.All(figure.Items.GroupBy(item => item.Group), layer => Assert.Contains($"<td>{Number(layer.Sum(item => item.Joules))}</td>", html));
            Assert.All(figure.Items, item => Assert.Contains(item.Source, html));
        }

        Assert.All(energy.Settling, point => Assert.Contains(point.AccuracyPercent.ToString("0.00", CultureInfo.InvariantCulture) + "&#160;%", html.Replace("\u00a0", "&#160;", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_figure_stands_without_its_boundary_and_what_is_missing()
    {
        EnergyResult energy = EnergySamples.Result();
        string text = WebUtility.HtmlDecode(EnergyFiles.ToHtml(energy, [], null, hasWeights: true));
        foreach (EnergyFigure figure in (EnergyFigure[])[energy.Inference, energy.Update!])
        {
            CountedText counted = CountedText.Of(figure);
            Assert.Contains(BoundaryLine.NeverCounted, counted.Counted);
            Assert.DoesNotContain("Sources:", counted.Counted);
            Assert.Contains(counted.Counted, text);
            Assert.Equal(BoundaryLine.Sources(figure.Items), counted.Sources);
        }

        Assert.Contains("Give circuit.energy.inputConverter.", text);
    }

    [Fact]
    public void The_end_of_settling_is_advised_only_where_answers_mean_something()
    {
        EnergyResult energy = EnergySamples.Result();
        Assert.Contains("saves 50", EnergyFiles.ToHtml(energy, [], null, hasWeights: true));
        string untrained = EnergyFiles.ToHtml(energy, [], null, hasWeights: false);
        Assert.DoesNotContain("saves", untrained);
        Assert.Contains("no accuracy to lose", untrained);
    }

    [Fact]
    public void Pages_are_XML_with_pictures_that_take_their_colours_from_it()
    {
        string html = EnergyFiles.ToHtml(EnergySamples.Result(), [], null, hasWeights: true);
        XDocument page = XDocument.Parse(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal).Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal)
            .Replace("initial-scale=1\">", "initial-scale=1\"/>", StringComparison.Ordinal).Replace("content=\"light dark\">", "content=\"light dark\"/>", StringComparison.Ordinal));
        XElement[] pictures = [.. page.Descendants().Where(element => element.Name.LocalName == "svg")];
        Assert.Equal(6, pictures.Length);
        Assert.All(pictures, picture => Assert.DoesNotMatch(@"rgb\(|black|#[0-9a-f]{6}", picture.ToString()));
        Assert.Contains("a < b & c", page.Descendants().First(element => element.Name.LocalName == "h1").Value);
    }

    [Fact]
    public void A_training_report_has_the_section_and_keeps_the_study()
    {
        ReportData data = ReportSamples.Data() with { Energy = EnergySamples.Result() };
        string html = HtmlReport.Render(data);
        Assert.Contains("<h2>Energy</h2>", html);
        string json = data.ToJson();
        Assert.Contains("\"category\":\"coupling\"", json);
        ReportData read = ReportData.FromJson(json, "data");
        Assert.Equal(html, HtmlReport.Render(read));
        Assert.Equal(data.Energy.Inference.Items, read.Energy!.Inference.Items);
    }

    [Fact]
    public void Data_of_an_older_build_are_read_and_a_reason_is_told()
    {
        JsonObject old = JsonNode.Parse((ReportSamples.Data() with { Energy = EnergySamples.Result() }).ToJson())!.AsObject();
        old.Remove("energy");
        ReportData read = ReportData.FromJson(old.ToJsonString(), "data");
        Assert.Null(read.Energy);
        Assert.DoesNotContain("<h2>Energy</h2>", HtmlReport.Render(read));
        string html = HtmlReport.Render(read with { NoEnergy = "No circuit can do this rule." });
        Assert.Contains("<h2>Energy</h2>", html);
        Assert.Contains("No circuit can do this rule.", html);
    }

    [Fact]
    public void The_table_of_rows_sums_to_the_figures()
    {
        EnergyResult energy = EnergySamples.Result();
        string[][] rows = [.. EnergyFiles.ToCsv(energy).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];
        Assert.Equal(8, rows.Length);
        foreach (EnergyFigure figure in (EnergyFigure[])[energy.Inference, energy.Update!])
        {
            double sum = rows.Where(row => row[0] == figure.Scope).Sum(row => double.Parse(row[9], CultureInfo.InvariantCulture));
            Assert.Equal(figure.Estimate.Joules, sum, Math.Abs(sum) * 1e-12);
        }
    }

    [Fact]
    public void The_worst_group_is_one_that_has_a_name()
    {
        EnergyBreakdown breakdown = new(EnergySamples.Figure("x", 1).Items);
        Assert.Equal("input -> hidden 1", breakdown.Worst?.Group);
        Assert.Contains(breakdown.Groups, group => group.Group == EnergyBreakdown.WholeChip && Math.Abs(group.Joules - 266 * 5.75e-12) < 1e-20);
        Assert.Equal([ChipPhase.Load, ChipPhase.Free, ChipPhase.Reset], breakdown.Phases);
    }

    private static string Number(double joules) => joules.ToString("G4", CultureInfo.InvariantCulture);
}
