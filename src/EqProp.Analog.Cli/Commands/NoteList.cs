using System.Globalization;
using EqProp.Analog.Cli.Terminals;

namespace EqProp.Analog.Cli.Commands;

/// <summary>Long texts that stand once at the end of an output, where others refer to them by number.</summary>
internal sealed class NoteList
{
    private readonly List<string> _notes = [];

    /// <summary>The number of a note; the same text has one number.</summary>
    public string Refer(string note)
    {
        int place = _notes.IndexOf(note);
        if (place < 0)
        {
            place = _notes.Count;
            _notes.Add(note);
        }

        return string.Create(CultureInfo.InvariantCulture, $"[{place + 1}]");
    }

    /// <summary>Writes all notes.</summary>
    public void Write(Terminal terminal)
    {
        for (int i = 0; i < _notes.Count; i++)
        {
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{i + 1}] {_notes[i]}"));
        }
    }
}
