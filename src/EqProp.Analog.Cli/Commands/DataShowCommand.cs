using System.CommandLine;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop data show</c>: draws training examples in the terminal, or as a picture file.</summary>
internal sealed class DataShowCommand : ToolCommand
{
    private const int DefaultCount = 8;
    private const int Gap = 2;

    private readonly DatasetArgument _name = new();
    private readonly WholeNumberOption _count = new("--count", 1) { Description = $"How many examples; {DefaultCount} if not given." };
    private readonly WholeNumberOption _seed = new("--seed", 0) { Description = "Seed of generated data; 1 if not given." };
    private readonly DataOption _data = new();
    private readonly Option<string?> _path = new("--path") { Description = "The CSV file, for the data set csv.", HelpName = "file" };
    private readonly Option<string?> _png = new("--png") { Description = "Write a PNG picture to this file instead.", HelpName = "file" };

    public DataShowCommand()
        : base("show", "Show the first training examples of a data set.")
    {
        Add(_name);
        Add(_count);
        Add(_seed);
        Add(_data);
        Add(_path);
        Add(_png);
    }

    protected override int Run(CommandContext context)
    {
        DatasetBlock block = new() { Name = context.Get(_name), Seed = context.Get(_seed) ?? 1, Path = context.Get(_path) };
        Dataset all = DatasetCatalog.Load(block, new DatasetLocation(_data.FolderIn(context)));
        int count = Math.Min(context.Get(_count) ?? DefaultCount, all.Train.Count);
        Dataset shown = DatasetCatalog.Load(block with { TrainExamples = count }, new DatasetLocation(_data.FolderIn(context)));
        PreviewLayout layout = LayOut(context, shown, count);
        if (context.Get(_png) is { } file)
        {
            byte[] picture = DatasetPreview.Png(shown, shown.Train, layout);
            AtomicFile.Write(file, stream => stream.Write(picture));
            context.Terminal.Note($"wrote {file}");
        }
        else
        {
            context.Terminal.Write(DatasetPreview.Text(shown, shown.Train, layout));
        }

        return ExitCode.Done;
    }

    private static PreviewLayout LayOut(CommandContext context, Dataset dataset, int count)
    {
        int width = dataset.Picture?.Width ?? context.Terminal.Width;
        int columns = Math.Clamp((context.Terminal.Width + Gap) / (width + Gap), 1, count);
        return new PreviewLayout
        {
            Columns = columns,
            Rows = (count + columns - 1) / columns,
            HalfBlocks = context.Terminal.OutIsTerminal,
        };
    }
}
