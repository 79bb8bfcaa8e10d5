using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;

namespace EqProp.Analog.Studies.Datasets;

/// <summary>Writes the inputs of one example (all zero before) and returns its class.</summary>
internal delegate int ExamplePainter(ExampleKey key, Span<float> inputs);

/// <summary>A data set that is computed: its shape, how many examples it has by default, and what paints one.</summary>
internal sealed record GeneratedSet
{
    /// <summary>More examples than this are taken for a mistake.</summary>
    public const int MostExamples = 1_000_000;

    public required string Name { get; init; }

    public required string Summary { get; init; }

    /// <summary>Number that keeps the random streams of the data sets apart; never to be used again for another set.</summary>
    public required uint StreamNumber { get; init; }

    public required int Inputs { get; init; }

    public required IReadOnlyList<string> ClassNames { get; init; }

    public required int TrainExamples { get; init; }

    public required int TestExamples { get; init; }

    /// <summary>Whether the default counts are all there is, as in a truth table.</summary>
    public bool Exhaustive { get; init; }

    public (int Width, int Height)? Picture { get; init; }

    /// <summary>Spread if the user gives none; null where there is nothing to spread.</summary>
    public double? DefaultNoise { get; init; }

    /// <summary>Makes what paints the examples, from the noise.</summary>
    public required Func<double, ExamplePainter> Painter { get; init; }

    /// <summary>Paints the examples that a circuit asks for.</summary>
    /// <param name="block">What the circuit asks for.</param>
    /// <returns>The examples.</returns>
    /// <exception cref="InputException">Counts or noise are out of range.</exception>
    public Dataset Load(DatasetBlock block)
    {
        var counts = ExampleCounts.Resolve(
            block,
            Available(TrainExamples, (long)(block.TrainExamples ?? 0) + (block.ValidationExamples ?? 0)),
            Available(TestExamples, block.TestExamples ?? 0));
        var painter = Painter(ResolveNoise(block));
        return new Dataset
        {
            Name = Name,
            Classes = ClassNames.Count,
            ClassNames = ClassNames,
            Picture = Picture,
            Train = Paint(painter, block.Seed, split: 0, 0, counts.Train),
            Validation = Paint(painter, block.Seed, split: 0, counts.ValidationStart, counts.Validation),
            Test = Paint(painter, block.Seed, split: 1, 0, counts.Test),
        };
    }

    private int Available(int usual, long asked) => Exhaustive ? usual : (int)Math.Clamp(asked, usual, MostExamples);

    private double ResolveNoise(DatasetBlock block)
    {
        if (block.Noise is not { } noise)
        {
            return DefaultNoise ?? 0;
        }

        if (DefaultNoise is null && noise != 0)
        {
            throw new InputException(
                "dataset.noise", "learning.dataset.noise", $"'{Name}' is exact and has no noise.", "Leave noise out.");
        }

        return noise is >= 0 and <= 1
            ? noise
            : throw new InputException(
                "dataset.noise", "learning.dataset.noise", $"The noise of '{Name}' must be from 0 to 1.",
                $"Leave it out for {DefaultNoise}, or give a number in that range.");
    }

    private ExampleSet Paint(ExamplePainter painter, int seed, uint split, int first, int count)
    {
        var inputs = new float[(long)count * Inputs];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            var key = new ExampleKey(seed, 2 * StreamNumber + split, first + i);
            labels[i] = painter(key, inputs.AsSpan(i * Inputs, Inputs));
        }

        return new ExampleSet(Inputs, inputs, labels);
    }
}
