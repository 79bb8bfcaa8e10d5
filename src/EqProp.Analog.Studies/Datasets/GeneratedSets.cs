using System.Globalization;
using System.Numerics;

namespace EqProp.Analog.Studies.Datasets;

/// <summary>The generated data sets: truth tables, two moons, and pen-stroke digits.</summary>
internal static class GeneratedSets
{
    private const double MoonNoise = 0.1;

    /// <summary>Pictures, 16 x 16, of handwritten-looking digits.</summary>
    public static GeneratedSet Digits { get; } = new()
    {
        Name = "digits",
        Summary = "Digits 0 to 9 drawn by wobbling pen strokes, 16 x 16, with noise",
        StreamNumber = 1,
        Inputs = DigitPainter.Side * DigitPainter.Side,
        ClassNames = [.. Enumerable.Range(0, 10).Select(digit => digit.ToString(CultureInfo.InvariantCulture))],
        TrainExamples = 10_000,
        TestExamples = 2_000,
        Picture = (DigitPainter.Side, DigitPainter.Side),
        DefaultNoise = DigitPainter.DefaultNoise,
        Painter = noise =>
        {
            var painter = new DigitPainter();
            return (key, pixels) =>
            {
                int digit = key.DealClass(10);
                painter.Paint(digit, key.Open(), noise, pixels);
                return digit;
            };
        },
    };

    /// <summary>Two interleaved half circles in the plane.</summary>
    public static GeneratedSet TwoMoons { get; } = new()
    {
        Name = "two-moons",
        Summary = "Two interleaved half circles in the plane, with noise",
        StreamNumber = 2,
        Inputs = 2,
        ClassNames = ["upper", "lower"],
        TrainExamples = 1_000,
        TestExamples = 1_000,
        DefaultNoise = MoonNoise,
        Painter = noise => (key, point) => PaintMoon(key, noise, point),
    };

    /// <summary>A truth table; every case serves as training and as test example.</summary>
    /// <param name="name">Name in the catalog.</param>
    /// <param name="inputs">Number of inputs, each 0 or 1.</param>
    /// <param name="law">The output for a given number of ones among the inputs.</param>
    public static GeneratedSet TruthTable(string name, int inputs, Func<int, bool> law) => new()
    {
        Name = name,
        Summary = $"Truth table of {name}: {inputs} inputs, {1 << inputs} cases",
        StreamNumber = 0,
        Inputs = inputs,
        ClassNames = ["0", "1"],
        TrainExamples = 1 << inputs,
        TestExamples = 1 << inputs,
        Exhaustive = true,
        Painter = _ => (key, bits) =>
        {
            for (int i = 0; i < bits.Length; i++)
            {
                bits[i] = key.Index >> (bits.Length - 1 - i) & 1;
            }

            return law(BitOperations.PopCount((uint)key.Index)) ? 1 : 0;
        },
    };

    /// <summary>A set whose inputs come a second time inverted, pictures one below the other: for circuits of conductances that cannot be negative.</summary>
    /// <param name="table">The set, with inputs from 0 to 1.</param>
    public static GeneratedSet WithInverses(GeneratedSet table) => table with
    {
        Name = $"{table.Name}-inverted",
        Summary = $"{table.Summary}; then the inputs again, inverted",
        Inputs = 2 * table.Inputs,
        Picture = table.Picture is var (width, height) ? (width, 2 * height) : null,
        Painter = noise =>
        {
            ExamplePainter paint = table.Painter(noise);
            return (key, bits) =>
            {
                int label = paint(key, bits[..table.Inputs]);
                for (int i = 0; i < table.Inputs; i++)
                {
                    bits[table.Inputs + i] = 1 - bits[i];
                }

                return label;
            };
        },
    };

    // The moons are half circles of radius 1: the upper about (0, 0), the lower about (1, 0.5). The box from (-1.5, -1)
    // to (2.5, 1.5) becomes the unit square.
    private static int PaintMoon(ExampleKey key, double noise, Span<float> point)
    {
        int moon = key.DealClass(2);
        var random = key.Open();
        double x, y, squaredRadius;
        do
        {
            // A direction uniform in the half circle, without a sine.
            x = random.NextUniform(-1, 1);
            y = random.NextDouble();
            squaredRadius = x * x + y * y;
        }
        while (squaredRadius is > 1 or < 1e-4);

        double radius = Math.Sqrt(squaredRadius);
        x = (moon == 0 ? x / radius : 1 - x / radius) + noise * PortableNoise.Draw(random);
        y = (moon == 0 ? y / radius : 0.5 - y / radius) + noise * PortableNoise.Draw(random);
        point[0] = (float)Math.Clamp((x + 1.5) / 4, 0, 1);
        point[1] = (float)Math.Clamp((y + 1) / 2.5, 0, 1);
        return moon;
    }
}
