namespace EqProp.Analog.Cli.Terminals;

/// <summary>
/// How far a long work has come, on standard error: a line that is drawn over and over for a person, and now and then a
/// line of its own in a log. Not safe for several threads at once.
/// </summary>
internal sealed class ProgressLine(Terminal terminal, string label) : IDisposable
{
    private const int BarWidth = 24;
    private const string EraseLine = "\r\e[2K";
    private static readonly TimeSpan Redraw = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan BetweenLogLines = TimeSpan.FromSeconds(10);

    private long? _last;
    private bool _drawn;

    /// <summary>Tells how far the work is.</summary>
    /// <param name="fraction">Share done, 0 to 1; null if nobody knows.</param>
    /// <param name="detail">What is going on.</param>
    public void Report(double? fraction, string detail)
    {
        TimeSpan pause = terminal.ErrorIsTerminal ? Redraw : BetweenLogLines;
        if (terminal.Quiet || (_last is { } last && terminal.Clock.GetElapsedTime(last) < pause))
        {
            return;
        }

        _last = terminal.Clock.GetTimestamp();
        string percent = fraction is { } share ? $" {Math.Clamp(share, 0, 1) * 100,3:0} %" : "";
        if (!terminal.ErrorIsTerminal)
        {
            terminal.Error.WriteLine($"{label}:{percent} {detail}".TrimEnd());
            return;
        }

        string bar = fraction is { } done ? $" {Bar(done)}{percent}" : "";
        string line = $"{label}{bar} {detail}";
        terminal.Error.Write(EraseLine + line[..Math.Min(line.Length, terminal.Width - 1)]);
        _drawn = true;
    }

    /// <summary>Writes a note above the line.</summary>
    public void Note(string text)
    {
        Erase();
        terminal.Note(text);
    }

    /// <summary>Writes a warning above the line.</summary>
    public void Warn(string text)
    {
        Erase();
        terminal.Warn(text);
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose() => Erase();

    private static string Bar(double fraction)
    {
        int full = (int)Math.Round(Math.Clamp(fraction, 0, 1) * BarWidth);
        return new string('━', full) + new string('╌', BarWidth - full);
    }

    private void Erase()
    {
        if (_drawn)
        {
            terminal.Error.Write(EraseLine);
            _drawn = false;
        }
    }
}
