using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>A page about a study: pictures with their numbers, and the command that repeats them.</summary>
internal sealed class StudyPage(HtmlPage html, string command)
{
    /// <summary>The page.</summary>
    public HtmlPage Html { get; } = html;

    /// <summary>A picture, and folded under it its numbers and the command that repeats it.</summary>
    public void Figure(string svg, string heading, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        Html.Raw("<figure>").Raw(svg).Raw("</figure>");
        Numbers(heading, head, rows);
    }

    /// <summary>Folded numbers and the command that repeats them.</summary>
    public void Numbers(string heading, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows) => Html
        .Raw("<details>").Element("summary", heading).Table(head, rows).Raw("<pre>").Text(command).Raw("</pre></details>\n");
}
