using System.Text;

namespace EqProp.Analog.Spice;

/// <summary>Gathers the lines of a netlist.</summary>
internal sealed class DeckText
{
    private readonly StringBuilder _text = new();
    private readonly SpiceNames _devices = new();

    /// <summary>A comment over what follows, with an empty line before it.</summary>
    public void Section(string comment) => Line("").Comment(comment);

    public DeckText Comment(string comment) => Line($"* {OneLine(comment)}");

    public DeckText Line(string line)
    {
        _text.Append(line).Append('\n');
        return this;
    }

    /// <summary>A device, its letter and name made one that no other has.</summary>
    /// <returns>Its whole name.</returns>
    public string Device(char letter, string name, string rest)
    {
        string device = _devices.Take($"{letter}{name}");
        Line($"{device} {rest}");
        return device;
    }

    /// <summary>A text that cannot end a comment.</summary>
    public static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace('\0', ' ');

    public override string ToString() => _text.ToString();
}
