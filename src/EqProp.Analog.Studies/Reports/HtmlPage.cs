using System.Globalization;
using System.Net;
using System.Text;

namespace EqProp.Analog.Studies.Reports;

/// <summary>Builds one self-contained page; everything that does not go through <see cref="Raw"/> is escaped.</summary>
internal sealed class HtmlPage
{
    private readonly StringBuilder text = new();
    private int ids;

    public HtmlPage(string title)
    {
        text.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append("<meta name=\"color-scheme\" content=\"light dark\">");
        Element("title", title);
        text.Append("<style>").Append(ReportStyle.Colours).Append(ReportStyle.Page).Append("</style></head><body><main>\n");
    }

    /// <summary>An id that no other picture of the page has.</summary>
    public string NextId() => string.Create(CultureInfo.InvariantCulture, $"plot{++ids}");

    public HtmlPage Raw(string html)
    {
        text.Append(html);
        return this;
    }

    public HtmlPage Text(string content)
    {
        text.Append(WebUtility.HtmlEncode(content));
        return this;
    }

    public HtmlPage Element(string tag, string content, string? cssClass = null)
    {
        text.Append('<').Append(tag);
        if (cssClass is not null)
        {
            text.Append(" class=\"").Append(cssClass).Append('"');
        }

        Raw(">").Text(content).Raw("</").Raw(tag).Raw(">\n");
        return this;
    }

    /// <summary>A table; the first column heads its row. Without a head if that is empty.</summary>
    public HtmlPage Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        Raw("<div class=\"scroll\"><table>");
        if (head.Count > 0)
        {
            Raw("<thead><tr>");
            foreach (string cell in head)
            {
                Element("th", cell);
            }

            Raw("</tr></thead>");
        }

        Raw("<tbody>");
        foreach (IReadOnlyList<string> row in rows)
        {
            Raw("<tr>").Element("th", row[0]);
            foreach (string cell in row.Skip(1))
            {
                Element("td", cell);
            }

            Raw("</tr>");
        }

        return Raw("</tbody></table></div>\n");
    }

    /// <summary>A table that is folded away under a heading.</summary>
    public HtmlPage Numbers(string heading, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows) =>
        Raw("<details>").Element("summary", heading).Table(head, rows).Raw("</details>\n");

    public static string Number(double? value) => value is { } number ? number.ToString("G5", CultureInfo.InvariantCulture) : "\u2013";

    public static string Percent(double? value) =>
        value is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number:0.00}\u00a0%") : "\u2013";

    public static string Whole(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => text + "</main></body></html>\n";
}
