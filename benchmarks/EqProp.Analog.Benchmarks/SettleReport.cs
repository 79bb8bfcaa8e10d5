using System.Globalization;
using EqProp.Analog.Benchmarks.Machine;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Benchmarks;

/// <summary>
/// Times settles in physical time on one core, one alone and 64 at once, and compares states along the way with those at a
/// tight tolerance. Arguments: <c>--smoke</c> one small case; <c>--seconds S</c> for each pair of figures (2);
/// <c>--width W</c> as in EQPROP_VECTOR_WIDTH; <c>--neurons N</c> and <c>--method M</c> for one row; <c>--rtol R</c> the relative
/// tolerance (1e-4, the absolute one a hundredth of it).
/// </summary>
internal static class SettleReport
{
    private const int Together = 64;
    private const int Samples = 200;

    private static readonly StepTolerance Tight = new(1e-13, 1e-11);

    /// <summary>Neurons, and the most microseconds for one settle and for each of 64.</summary>
    private static readonly (int Neurons, double OneBar, double EachBar)[] Bars = [(16, 12, 20), (64, 80, 60), (128, 270, 150), (256, 1080, 400)];

    public static int Run(string[] arguments)
    {
        arguments = Smoke.Take(arguments);
        string? Option(string name) => Array.IndexOf(arguments, name) is var i and >= 0 ? arguments[i + 1] : null;
        double seconds = double.Parse(Option("--seconds") ?? "2", CultureInfo.InvariantCulture);
        double rtol = double.Parse(Option("--rtol") ?? "1e-4", CultureInfo.InvariantCulture);
        var tolerance = new StepTolerance(rtol / 100, rtol);
        VectorWidthSelection width = VectorWidthSelection.Choose(Option("--width"));
        foreach (string line in MachineLines.All())
        {
            Console.WriteLine(line);
        }

        Console.WriteLine($"- lanes: {VectorWidthSelection.Name(width.Width)}, double precision, one thread; rtol {tolerance.Relative:G}, atol {tolerance.Absolute:G}, 10 time constants from zero");
        Console.WriteLine();
        Console.WriteLine("| neurons | method | steps | refused | us, one settle | bar | us each of 64 | bar | ns an evaluation | largest error | error at the end |");
        Console.WriteLine("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var bar in Smoke.Some(Bars).Where(bar => Option("--neurons") is not string only || Text($"{bar.Neurons}") == only))
        {
            foreach (TrajectoryMethod method in (TrajectoryMethod[])(Option("--method") is string name ? [TrajectoryMethod.Find(name)] : [TrajectoryMethod.BogackiShampine3, TrajectoryMethod.Tsitouras5]))
            {
                Print(bar, method, tolerance, width.Width, seconds);
            }
        }

        return 0;
    }

    private static void Print((int Neurons, double OneBar, double EachBar) bar, TrajectoryMethod method, StepTolerance tolerance, VectorWidth width, double seconds)
    {
        using var one = new SettleCase(bar.Neurons, 1, method, tolerance, width);
        using var many = new SettleCase(bar.Neurons, Together, method, tolerance, width);
        using var reference = new SettleCase(bar.Neurons, Together, TrajectoryMethod.Tsitouras5, Tight, width);
        TrajectoryResult result = one.Run();
        double[] best = BestOf.Interleaved(seconds, () => one.Run(), () => many.Run());
        (double along, double end) = Errors(many, reference, bar.Neurons);
        double evaluations = (result.Steps[0] + result.Refusals[0]) * method.ProductsPerStep + 1;
        Console.WriteLine(Text(
            $"| {bar.Neurons} | {method} | {result.Steps[0]} | {result.Refusals[0]} | {best[0] * 1e6:F2} | {bar.OneBar:F0} | {best[1] * 1e6 / Together:F2} | {bar.EachBar:F0} | {best[0] * 1e9 / evaluations:F0} | {along:E1} | {end:E1} |"));
    }

    private static (double Along, double AtEnd) Errors(SettleCase settle, SettleCase reference, int neurons)
    {
        SampleRecorder<double> found = settle.Record(Samples), expected = reference.Record(Samples);
        double along = 0, end = 0;
        for (int row = 0; row < Together; row++)
        {
            for (int index = 0; index < Samples; index++)
            {
                for (int i = 0; i < neurons; i++)
                {
                    double error = Math.Abs(found.Values(row, index)[i] - expected.Values(row, index)[i]);
                    along = Math.Max(along, error);
                    end = index == Samples - 1 ? Math.Max(end, error) : end;
                }
            }
        }

        return (along, end);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
