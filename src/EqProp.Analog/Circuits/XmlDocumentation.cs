using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EqProp.Analog.Circuits;

/// <summary>The documentation comments of an assembly, read from the XML file beside it.</summary>
internal sealed partial class XmlDocumentation
{
    private readonly Dictionary<string, string> _summaries = [];

    /// <summary>Reads the file; without one every summary is null.</summary>
    public XmlDocumentation(Assembly assembly)
    {
        string path = Path.ChangeExtension(assembly.Location, ".xml");
        if (!File.Exists(path))
        {
            return;
        }

        foreach (XElement member in XDocument.Load(path).Descendants("member"))
        {
            if (member.Element("summary") is { } summary && member.Attribute("name") is { } name)
            {
                _summaries[name.Value] = Text(summary);
            }
        }
    }

    /// <summary>Summary of a type.</summary>
    public string? Of(Type type) => _summaries.GetValueOrDefault($"T:{type.FullName}");

    /// <summary>Summary of a property or an enumeration's value.</summary>
    public string? Of(Type type, string member) =>
        _summaries.GetValueOrDefault($"P:{type.FullName}.{member}") ?? _summaries.GetValueOrDefault($"F:{type.FullName}.{member}");

    private static string Text(XElement summary)
    {
        foreach (XElement reference in summary.Descendants("see").ToList())
        {
            string target = reference.Attribute("cref")?.Value ?? reference.Attribute("langword")?.Value ?? "";
            reference.ReplaceWith(new XText(RecordShapes.FileName(target[(target.LastIndexOfAny(['.', ':']) + 1)..])));
        }

        return Blanks().Replace(summary.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
