using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using OxyPlot;

namespace EqProp.Analog.Studies.Reports;

/// <summary>
/// The one place where OxyPlot's SVG is mended for a page: clip-path ids unique in the page, a viewBox in place of a
/// fixed size, colours by role, a legend, a label for screen readers.
/// </summary>
internal static class SvgPlot
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Draws a plot for use inside a page.</summary>
    /// <param name="plot">The plot, in the colours of <see cref="PlotPalette"/>.</param>
    /// <param name="size">Width and height in CSS pixels at full size.</param>
    /// <param name="id">Begins every id in the picture; unique in the page.</param>
    /// <param name="label">What the picture shows.</param>
    public static string Inline(PlotModel plot, (int Width, int Height) size, string id, string label) =>
        Draw(plot, size, id, label).ToString(SaveOptions.DisableFormatting);

    /// <summary>Draws a plot as a file of its own, with the colours of light and dark pages in it.</summary>
    public static string Standalone(PlotModel plot, (int Width, int Height) size, string label)
    {
        XElement root = Draw(plot, size, "plot", label);
        root.SetAttributeValue("width", size.Width);
        root.AddFirst(
            new XElement(Svg + "style", ReportStyle.Colours + "svg{color:var(--ink);background:var(--paper);font-family:system-ui,sans-serif}"));
        return root.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>Text that XML can hold: other characters become U+FFFD.</summary>
    public static string Printable(string text)
    {
        char[] characters = text.ToCharArray();
        for (int i = 0; i < characters.Length; i++)
        {
            if (i + 1 < characters.Length && char.IsSurrogatePair(characters[i], characters[i + 1]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(characters[i]))
            {
                characters[i] = '\ufffd';
            }
        }

        return new string(characters);
    }

    private static XElement Draw(PlotModel plot, (int Width, int Height) size, string id, string label)
    {
        string drawn = SvgExporter.ExportToString(plot, size.Width, size.Height, isDocument: false);
        XElement root = XDocument.Parse(drawn).Root ?? throw new InvalidOperationException("The exporter wrote no picture.");
        foreach (XElement element in root.DescendantsAndSelf())
        {
            Recolour(element);
            Rename(element, id);
        }

        (XElement? legend, double above) = SvgLegend.Draw(plot, size.Width);
        root.Add(legend);
        root.SetAttributeValue(XNamespace.Xmlns + "xlink", null);
        root.SetAttributeValue("width", null);
        root.SetAttributeValue("height", null);
        root.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 {-above:0.##} {size.Width} {size.Height + above:0.##}"));
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-label", Printable(label));
        return root;
    }

    private static void Recolour(XElement element)
    {
        if (element.Attribute("fill") is { } fill)
        {
            fill.Value = PlotPalette.ToCss(fill.Value);
        }

        if (element.Attribute("font-family") is { } font)
        {
            font.Remove();
        }

        if (element.Attribute("style") is { } style)
        {
            style.Value = string.Join(';', style.Value.Split(';').Select(part =>
                part.Split(':', 2) is [var name and ("fill" or "stroke"), var colour] ? $"{name}:{PlotPalette.ToCss(colour)}" : part));
        }
    }

    private static void Rename(XElement element, string id)
    {
        if (element.Attribute("id") is { } own)
        {
            own.Value = $"{id}-{own.Value}";
        }

        if (element.Attribute("clip-path") is { } clip)
        {
            clip.Value = clip.Value.Replace("url(#", $"url(#{id}-", StringComparison.Ordinal);
        }
    }
}
