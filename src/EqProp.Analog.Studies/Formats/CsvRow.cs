namespace EqProp.Analog.Studies.Formats;

/// <summary>Reads comma-separated text row by row (RFC 4180): fields may be quoted and hold commas, quotes and line ends.</summary>
internal sealed class CsvRow(TextReader reader)
{
    private readonly char[] _read = new char[1 << 15];
    private readonly List<int> _ends = [];
    private char[] _text = new char[256];
    private int _length;
    private int _next;
    private int _filled;

    /// <summary>Number of the line on which the last row ended, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Fields of the row.</summary>
    public int Count => _ends.Count;

    /// <summary>Whether the text ended within the row: within quotes, or without a line end.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>A field, without its quotes.</summary>
    public ReadOnlySpan<char> this[int index] => _text.AsSpan((index == 0 ? 0 : _ends[index - 1])..(_ends[index]));

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Next()
    {
        _ends.Clear();
        _length = 0;
        bool quoted = false, any = false;
        while (true)
        {
            int c = Take();
            if (c < 0)
            {
                IsCutShort = any;
                return any && End();
            }

            any = true;
            Line += c == '\n' ? 1 : 0;
            if (c == '"')
            {
                // Two quotes within quotes are one.
                if (quoted && Peek() == '"')
                {
                    Add((char)Take());
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (quoted || c is not (',' or '\n' or '\r'))
            {
                Add((char)c);
            }
            else if (c == ',')
            {
                End();
            }
            else if (c == '\n')
            {
                return End();
            }
        }
    }

    private bool End()
    {
        _ends.Add(_length);
        return true;
    }

    private void Add(char c)
    {
        if (_length == _text.Length)
        {
            Array.Resize(ref _text, 2 * _length);
        }

        _text[_length++] = c;
    }

    private int Take() => Fill() ? _read[_next++] : -1;

    private int Peek() => Fill() ? _read[_next] : -1;

    private bool Fill()
    {
        if (_next == _filled)
        {
            (_next, _filled) = (0, reader.Read(_read));
        }

        return _filled > 0;
    }
}
