using System.Diagnostics;
using System.Globalization;
using EqProp.Analog.Benchmarks.Cases;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.SteadyState;
using EqProp.Analog.Numerics.Tests.SteadyState;

namespace EqProp.Analog.Benchmarks;

/// <summary>
/// Counts the sweeps from states of zero until outputs are within 1e-3 and 1e-6 of their known rest, in double precision, and
/// times settles to an estimated error of 1e-3 in single precision on one core, of which the best counts. Arguments:
/// <c>--smoke</c> for one small network; <c>--seeds N</c> networks of each kind.
/// </summary>
internal static class SteadyStateReport
{
    private const double Tolerance = 1e-3;
    private const int MostSweeps = 400;

    private static readonly NetworkKind[] Kinds =
    [
        new("500-10 hard sigmoid .90", [500, 10], Rails: true, 0.9, PowerLaw: false, "15/23", "23/37", "23/33"),
        new("500-10 tanh .90", [500, 10], Rails: false, 0.9, PowerLaw: false, "14/24", "18/32", "17/29"),
        new("3x500-10 hard sigmoid .90", [500, 500, 500, 10], Rails: true, 0.9, PowerLaw: false, "15/24", "23/54", "23/41"),
        new("3x500-10 tanh .90", [500, 500, 500, 10], Rails: false, 0.9, PowerLaw: false, "15/24", "25/53", "21/38"),
        new("3x500-10 hard sigmoid .98", [500, 500, 500, 10], Rails: true, 0.98, PowerLaw: false, "29/87", "62/163", "50/90"),
        new("3x500-10 tanh .98", [500, 500, 500, 10], Rails: false, 0.98, PowerLaw: false, "30/51", "82/183", "50/103"),
        new("3x500-10 tanh .98 power law", [500, 500, 500, 10], Rails: false, 0.98, PowerLaw: true, "31/89", "37/86", "24/39"),
    ];

    public static int Run(string[] arguments)
    {
        int option = Array.IndexOf(arguments, "--seeds");
        int seeds = option >= 0 ? int.Parse(arguments[option + 1], CultureInfo.InvariantCulture) : 1;
        bool smoke = arguments.Contains(Smoke.Argument);
        NetworkKind[] kinds = smoke ? [Kinds[0] with { Name = "40-10 hard sigmoid .90", Sizes = [40, 10] }] : Kinds;
        Console.WriteLine("| network | seed | method | sweeps to 1e-3 | sweeps to 1e-6 | published | us a settle to 1e-3, batch 1 (sweeps) | us an example, batch 64 |");
        Console.WriteLine("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (NetworkKind kind in kinds)
        {
            for (int seed = 1; seed <= seeds; seed++)
            {
                var network = new KnownNetwork(kind.Sizes, kind.Rails, kind.Contraction, seed, kind.PowerLaw);
                Print(kind, seed, network, "red-black over-relaxation", new() { Method = SteadyStateMethod.RedBlackOverRelaxation }, kind.OverRelaxation);
                Print(kind, seed, network, "red-black Anderson 5", new() { Method = SteadyStateMethod.RedBlackAnderson }, kind.OverRelaxation);
                Print(kind, seed, network, "Anderson 5", new() { Method = SteadyStateMethod.Anderson }, kind.Anderson5);
                Print(kind, seed, network, "Anderson 10", new() { Method = SteadyStateMethod.Anderson, History = 10 }, kind.Anderson10);
            }
        }

        return 0;
    }

    private static void Print(NetworkKind kind, int seed, KnownNetwork network, string method, SteadyStateOptions options, string published)
    {
        using var counted = new KnownGroups<double>(network, 1, Stepper<double>, options);
        int coarse = counted.SweepsTo(1e-3, MostSweeps), fine = counted.SweepsTo(1e-6, MostSweeps);
        (double one, double sweeps) = Time(network, options, 1);
        (double many, _) = Time(network, options, 64);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {kind.Name} | {seed} | {method} | {coarse} | {fine} | {published} | {one:F1} ({sweeps:F0}) | {many:F1} |"));
    }

    private static (double MicrosecondsAnExample, double Sweeps) Time(KnownNetwork network, SteadyStateOptions options, int batch)
    {
        using var groups = new KnownGroups<float>(network, batch, Stepper<float>, options);
        double best = double.PositiveInfinity, sweeps = 0;
        var all = Stopwatch.StartNew();
        while (all.Elapsed.TotalSeconds < 0.3)
        {
            foreach (StateGroup<float> group in groups.Groups)
            {
                group.State(0).Clear();
            }

            groups.Search.AdmitStates(batch);
            long began = Stopwatch.GetTimestamp();
            SteadyStateResult result = groups.Search.Run(batch, MostSweeps, Tolerance, threads: 1);
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalMicroseconds);
            sweeps = result.Steps.Average();
        }

        return (best / batch, sweeps);
    }

    private static GroupStepper<T> Stepper<T>(StateGroup<T> group)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        KernelSet<T>.For(VectorWidthSelection.Widest).Accept(new Maker<T>(group));

    private sealed record NetworkKind(
        string Name, int[] Sizes, bool Rails, double Contraction, bool PowerLaw, string OverRelaxation, string Anderson5, string Anderson10);

    private sealed class Maker<T>(StateGroup<T> group) : ILaneVisitor<T, GroupStepper<T>>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        public GroupStepper<T> Visit<V>()
            where V : unmanaged, ILane<V, T> => group.OutputIsState
                ? new GroupStepper<V, T, LeakHardSigmoid<V, T>>(group, default)
                : new GroupStepper<V, T, LeakTanh<V, T>>(group, default);
    }
}
