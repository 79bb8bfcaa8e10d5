namespace EqProp.Analog.Tests.Cells;

/// <summary>
/// x' = f(x) to nearly the last digit, by the modified midpoint rule of 2, 4, 6, .. substeps extrapolated to none (Gragg 1965; Bulirsch and
/// Stoer 1966). Its error is even in the substep, so that each row takes away two orders.
/// </summary>
internal static class ExtrapolatedMidpoint
{
    private const int Rows = 8;

    /// <summary>States after some steps of one length.</summary>
    public static double[] Run(Action<double[], double[]> rates, double[] start, double time, double step)
    {
        int steps = (int)Math.Ceiling(time / step);
        double[] state = [.. start];
        for (int i = 0; i < steps; i++)
        {
            state = Step(rates, state, time / steps);
        }

        return state;
    }

    private static double[] Step(Action<double[], double[]> rates, double[] start, double length)
    {
        var table = new double[Rows][];
        for (int row = 0; row < Rows; row++)
        {
            double[] finer = Midpoint(rates, start, length, 2 * (row + 1));
            for (int column = 1; column <= row; column++)
            {
                double ratio = (double)(row + 1) / (row + 1 - column), gain = 1 / (ratio * ratio - 1);
                double[] coarser = table[column - 1];
                table[column - 1] = finer;
                finer = [.. finer.Select((x, i) => x + gain * (x - coarser[i]))];
            }

            table[row] = finer;
        }

        return table[Rows - 1];
    }

    private static double[] Midpoint(Action<double[], double[]> rates, double[] start, double length, int substeps)
    {
        double h = length / substeps;
        var rate = new double[start.Length];
        double[] before = [.. start], now = new double[start.Length];
        rates(start, rate);
        for (int i = 0; i < start.Length; i++)
        {
            now[i] = start[i] + h * rate[i];
        }

        for (int substep = 1; substep < substeps; substep++)
        {
            rates(now, rate);
            for (int i = 0; i < start.Length; i++)
            {
                (before[i], now[i]) = (now[i], before[i] + 2 * h * rate[i]);
            }
        }

        rates(now, rate);
        return [.. start.Select((_, i) => (now[i] + before[i] + h * rate[i]) / 2)];
    }
}
