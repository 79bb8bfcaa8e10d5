using System.Globalization;
using EqProp.Analog.Benchmarks.Machine;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;

namespace EqProp.Analog.Benchmarks;

internal static class RingReport
{
    public static int Run(string[] arguments)
    {
        foreach (int cells in (int[])[16, 64, 256])
        {
            using var exact = new RingCase(cells, IntegrationMethod.Tsitouras, 1e-11, PrecisionKind.Double);
            var reference = exact.Record(1000);
            foreach (PrecisionKind precision in (PrecisionKind[])[PrecisionKind.Single, PrecisionKind.Double])
            {
                foreach (IntegrationMethod method in (IntegrationMethod[])[IntegrationMethod.Tsitouras, IntegrationMethod.BogackiShampine])
                {
                    foreach (double tol in (double[])[1e-3, 3e-4, 1e-4, 3e-5, 1e-5])
                    {
                        using var ring = new RingCase(cells, method, tol, precision);
                        var found = ring.Record(1000);
                        double error = reference.Zip(found, (a, b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max()).Max();
                        double best = BestOf.Interleaved(1, ring.Run)[0];
                        Console.WriteLine(FormattableString.Invariant($"{cells} {precision} {method} {tol:E0} error {error:E2} {best * 1e6:F1} us"));
                    }
                }

                foreach (double step in (double[])[0.5, 0.4, 0.25, 0.2, 0.1])
                {
                    using var ring = new RingCase(cells, IntegrationMethod.Rk4, 1e-6, precision, step);
                    double best = BestOf.Interleaved(1, ring.Run)[0];
                    Console.WriteLine(FormattableString.Invariant($"{cells} {precision} rk4 {step} {best * 1e6:F1} us"));
                }
            }
        }

        return 0;
    }
}
