using System.Globalization;
using EqProp.Analog.Benchmarks.Machine;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Simulation;
using EqProp.Analog.Simulation.Ensembles;

namespace EqProp.Analog.Benchmarks;

/// <summary>
/// Times rings of FitzHugh-Nagumo cells over 100 T0 on one core: one alone, one of many dies at once, and ngspice where it is installed. Every
/// tolerance is the loosest tried whose largest waveform error keeps <see cref="WantedError"/>. Arguments: <c>--smoke</c> the smallest alone and few dies;
/// <c>--seconds S</c> for each figure (2); <c>--runs N</c> of ngspice (3).
/// </summary>
internal static class RingReport
{
    /// <summary>Largest error of any state at any time, in swings.</summary>
    private const double WantedError = 1e-3;

    private const int Samples = 1000;
    private const int EnsembleSamples = 20;
    private const int ComparedDies = 4;

    private static readonly double[] Tolerances = [1e-3, 5e-4, 2e-4, 1e-4, 5e-5, 2e-5, 1e-5];

    private static readonly (int Cells, double Bar)[] Sizes = [(16, 100), (64, 400), (256, 2000)];

    public static int Run(string[] arguments)
    {
        arguments = Smoke.Take(arguments);
        string? Option(string name) => Array.IndexOf(arguments, name) is var i and >= 0 ? arguments[i + 1] : null;
        double seconds = double.Parse(Option("--seconds") ?? "2", CultureInfo.InvariantCulture);
        int runs = int.Parse(Option("--runs") ?? "3", CultureInfo.InvariantCulture);
        int dies = Smoke.IsOn ? 20 : 1000;
        RingDeck? ngspice = RingDeck.Find();
        Console.WriteLine(string.Join("\n", MachineLines.All()));
        Console.WriteLine(Text($"- lanes: {VectorWidthSelection.Name(VectorWidthSelection.Widest)}, single precision, tsitouras, one thread; ngspice: {ngspice?.Version ?? "not installed"}"));
        Console.WriteLine(Text($"- rings of cubic cells, gamma 0.8, b 0.7, tau 12.5, D 0.5, I 0.5, random start, {RingCase.Time} T0; largest error of any state at any time at most {WantedError}"));
        Console.WriteLine();
        Console.WriteLine(Text($"| cells | tolerance | largest error | us alone | bar | tolerance of {dies} dies | largest error | us a die | alone over a die | bar | ngspice, ms | its error | over ours |"));
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach ((int cells, double bar) in Smoke.Some(Sizes))
        {
            (double tolerance, double error) = Choose(ErrorsAlone(cells));
            (double tolerance, double error) ofDies = Choose(ErrorsOfDies(cells));
            using var ring = new RingCase(cells, IntegrationMethod.Tsitouras, tolerance, PrecisionKind.Single);
            using ChipEnsemble ensemble = RingCase.Dies(cells, dies, IntegrationMethod.Tsitouras, ofDies.tolerance, PrecisionKind.Single);
            double[] best = BestOf.Interleaved(2 * seconds, ring.Run, () => RingCase.Run(ensemble, RingCase.Time));
            double alone = best[0] * 1e6, each = best[1] * 1e6 / dies;
            string spice = ngspice is null ? "- | - | -" : Ngspice(ngspice, cells, runs, alone);
            Console.WriteLine(Text(
                $"| {cells} | {tolerance:E0} | {error:E1} | {alone:F1} | {bar} | {ofDies.tolerance:E0} | {ofDies.error:E1} | {each:F2} | {alone / each:F1} | 5 | {spice} |"));
        }

        return 0;
    }

    private static (double Tolerance, double Error) Choose(Func<double, double> error)
    {
        double found = double.NaN;
        foreach (double tolerance in Tolerances)
        {
            found = error(tolerance);
            if (found <= WantedError)
            {
                return (tolerance, found);
            }
        }

        return (Tolerances[^1], found);
    }

    /// <summary>Largest error at a tolerance against double precision at a much finer one.</summary>
    private static Func<double, double> ErrorsAlone(int cells)
    {
        using var exact = new RingCase(cells, IntegrationMethod.Tsitouras, 1e-11, PrecisionKind.Double);
        IReadOnlyList<IReadOnlyList<double>> expected = exact.Record(Samples);
        return tolerance =>
        {
            using var ring = new RingCase(cells, IntegrationMethod.Tsitouras, tolerance, PrecisionKind.Single);
            return expected.Zip(ring.Record(Samples), Largest).Max();
        };
    }

    /// <summary>The same of some dies, each time from the start: steps of an ensemble are not looked into.</summary>
    private static Func<double, double> ErrorsOfDies(int cells)
    {
        IReadOnlyList<double>[] expected = [.. Record(1e-11, PrecisionKind.Double)];
        return tolerance => expected.Zip(Record(tolerance, PrecisionKind.Single), Largest).Max();

        IEnumerable<IReadOnlyList<double>> Record(double tolerance, PrecisionKind precision)
        {
            using ChipEnsemble ensemble = RingCase.Dies(cells, ComparedDies, IntegrationMethod.Tsitouras, tolerance, precision);
            for (int sample = 1; sample <= EnsembleSamples; sample++)
            {
                RingCase.Run(ensemble, RingCase.Time * sample / EnsembleSamples);
                var states = new double[ComparedDies * cells];
                for (int die = 0; die < ComparedDies; die++)
                {
                    ensemble.Read(die, 1, NodeQuantity.State, states.AsSpan(die * cells, cells));
                }

                yield return states;
            }
        }
    }

    private static string Ngspice(RingDeck ngspice, int cells, int runs, double alone)
    {
        (double seconds, double error) = ngspice.Run(cells, WantedError, runs);
        return Text($"{seconds * 1e3:F0} | {error:E1} | {seconds * 1e6 / alone:F0}");
    }

    private static double Largest(IReadOnlyList<double> a, IReadOnlyList<double> b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
