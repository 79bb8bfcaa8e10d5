using System.CommandLine;
using System.Text;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Presets;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop new</c>: writes a commented circuit file to start from, which stands on its own.</summary>
internal sealed class NewCommand : ToolCommand
{
    private const string DefaultPreset = "digits-leaky";

    private readonly Argument<string> _file = new("file") { Description = "The file to write; it must not exist yet." };

    private readonly Option<string> _preset = new("--preset")
    {
        Description = "The preset to start from.",
        DefaultValueFactory = _ => DefaultPreset,
        HelpName = "name",
    };

    public NewCommand()
        : base("new", "Write a commented circuit file to start from.")
    {
        Add(_file);
        Add(_preset);
    }

    protected override int Run(CommandContext context)
    {
        string file = context.Get(_file);
        string preset = context.Get(_preset)!;
        string source = PresetShelf.Find(context.Host).PresetFile(preset);
        ResolvedCircuit circuit = CircuitLoader.Load(source, [$"name={Path.GetFileNameWithoutExtension(file)}"]);
        string header =
            $"""
            A circuit to start from, made from the preset {preset}. It stands on its own.
            Check it with 'eqprop validate', and compare it with its preset with 'eqprop diff'.
            Fields that are left out do nothing or have a default; 'eqprop schema' prints all there are, for editors too.
            """;
        Write(file, CircuitTemplate.Write(circuit, header));
        context.Terminal.Note($"wrote {file}");
        return ExitCode.Done;
    }

    private static void Write(string file, string text)
    {
        try
        {
            using FileStream stream = new(file, FileMode.CreateNew, FileAccess.Write);
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (IOException) when (File.Exists(file))
        {
            throw new InputException("file.exists", file, "The file exists already.", "Name another file.", FailureKind.InputOutput);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException(
                "file.write", file, $"Could not be written: {problem.Message}",
                "Check that the folder exists and that you may write to it.", FailureKind.InputOutput, problem);
        }
    }
}
