using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace EqProp.Analog.Cli.Terminals;

/// <summary>
/// Where a command writes. Data go to standard output, and nothing else does; notes, progress and errors go to
/// standard error. Colours and lines are drawn only for a person at a terminal.
/// </summary>
internal sealed record Terminal
{
    private const int WidthOfFiles = 100;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Standard output.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether standard output is a terminal that understands control sequences.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether standard error is a terminal that understands control sequences.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether colours are welcome.</summary>
    public bool Color { get; init; }

    /// <summary>Characters in a line.</summary>
    public int Width { get; init; } = WidthOfFiles;

    /// <summary>Whether notes and progress are left out.</summary>
    public bool Quiet { get; init; }

    /// <summary>Tells the time between two lines of progress.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The terminal of the running process.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static Terminal OfProcess(Func<string, string?> variable)
    {
        bool dumb = variable("TERM") == "dumb";
        bool anyTerminal = !Console.IsOutputRedirected || !Console.IsErrorRedirected;
        return new Terminal
        {
            Out = Console.Out,
            Error = Console.Error,
            OutIsTerminal = !Console.IsOutputRedirected && !dumb,
            ErrorIsTerminal = !Console.IsErrorRedirected && !dumb,
            Color = !dumb && string.IsNullOrEmpty(variable("NO_COLOR")),
            Width = anyTerminal && Console.WindowWidth > 0 ? Console.WindowWidth : WidthOfFiles,
        };
    }

    /// <summary>Writes data as they stand.</summary>
    public void Write(string data) => Out.Write(data);

    /// <summary>Writes a line of data.</summary>
    public void WriteLine(string data) => Out.WriteLine(data);

    /// <summary>Writes one JSON document.</summary>
    public void WriteJson(JsonNode document) => Out.WriteLine(JsonText(document));

    /// <summary>A JSON document as it is written.</summary>
    public static string JsonText(JsonNode document) => document.ToJsonString(Indented);

    /// <summary>Writes a table: drawn for a terminal, aligned text for a file or a pipe.</summary>
    public void Write(TextTable table)
    {
        if (!OutIsTerminal)
        {
            table.WritePlain(Out);
            return;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Out),
            Ansi = AnsiSupport.Yes,
            ColorSystem = Color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = Width;
        console.Write(table.Draw());
    }

    /// <summary>Tells the user something that is not data; not with <c>--quiet</c>.</summary>
    public void Note(string text)
    {
        if (!Quiet)
        {
            Error.WriteLine(text);
        }
    }

    /// <summary>Warns the user; also with <c>--quiet</c>.</summary>
    public void Warn(string text) => Error.WriteLine($"warning: {text}");

    /// <summary>Begins to show how far a long work has come.</summary>
    /// <param name="label">What the work is.</param>
    public ProgressLine StartProgress(string label) => new(this, label);
}
