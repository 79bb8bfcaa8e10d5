using EqProp.Analog.Cli.Terminals;

namespace EqProp.Analog.Cli.Tests.Terminals;

/// <summary>What goes where, for a person and for a file.</summary>
public sealed class TerminalTests
{
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    [Fact]
    public void A_table_in_a_file_is_aligned_text()
    {
        NewTerminal().Write(Table());

        Assert.Equal("name    size\na[0,1]     5\nb         12\n", _out.ToString());
    }

    [Fact]
    public void A_table_on_a_terminal_has_lines_and_takes_nothing_for_markup()
    {
        (NewTerminal() with { OutIsTerminal = true, Color = true, Width = 60 }).Write(Table());

        Assert.Contains("╭", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("a[0,1]", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_are_quiet_on_request_and_warnings_are_not()
    {
        Terminal quiet = NewTerminal() with { Quiet = true };
        NewTerminal().Note("heard");
        quiet.Note("unheard");
        quiet.Warn("beware");
        using ProgressLine progress = quiet.StartProgress("work");
        progress.Report(0.5, "half");

        Assert.Equal("heard\nwarning: beware\n", _error.ToString());
        Assert.Empty(_out.ToString());
    }

    [Fact]
    public void Progress_in_a_log_is_a_line_now_and_then()
    {
        SteppedClock clock = new();
        using (ProgressLine progress = (NewTerminal() with { Clock = clock }).StartProgress("work"))
        {
            foreach (double seconds in (double[])[0, 3, 11])
            {
                clock.Seconds = seconds;
                progress.Report(seconds / 20, $"at {seconds} s");
            }
        }

        Assert.Equal("work:   0 % at 0 s\nwork:  55 % at 11 s\n", _error.ToString());
    }

    [Fact]
    public void Progress_on_a_terminal_is_one_line_that_goes_away()
    {
        using (ProgressLine progress = (NewTerminal() with { ErrorIsTerminal = true, Width = 50 }).StartProgress("work"))
        {
            progress.Report(0.5, new string('x', 100));
            progress.Note("a note");
        }

        string[] parts = _error.ToString().Split("\r\e[2K");
        Assert.Equal(49, parts[1].Length);
        Assert.Contains(" 50 %", parts[1], StringComparison.Ordinal);
        Assert.Equal("a note\n", parts[2]);
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public void Colours_are_left_out_where_they_are_unwelcome(string name, string value)
    {
        Assert.True(Terminal.OfProcess(_ => null).Color);
        Assert.False(Terminal.OfProcess(asked => asked == name ? value : null).Color);
    }

    private Terminal NewTerminal() => new() { Out = _out, Error = _error };

    private static TextTable Table()
    {
        TextTable table = new("name", new("size", true));
        table.Add("a[0,1]", "5");
        table.Add("b", "12");
        return table;
    }

    private sealed class SteppedClock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)(Seconds * TimestampFrequency);
    }
}
