using EqProp.Analog.Simulation;

namespace EqProp.Analog.Studies.Chips;

/// <summary>When the recorded nodes of a chip have settled, noise or not.</summary>
internal static class ChipSettling
{
    private const double Tolerance = 0.01;
    private const double EndPart = 0.1;

    /// <summary>The time from which on all nodes stay within 1 % of the swing of where they end.</summary>
    /// <param name="transient">Voltages with a free phase.</param>
    /// <param name="swing">Volts between the states zero and one.</param>
    /// <returns>Seconds; null where it is not before the last tenth of the free phase.</returns>
    public static double? Seconds(Transient transient, double swing)
    {
        int end = transient.FreeEnd, tail = (int)Math.Floor(end * (1 - EndPart)), settled = 0;
        foreach (TransientTrace trace in transient.Traces)
        {
            double target = trace.Volts.Skip(tail).Take(end - tail + 1).Average();
            int last = end;
            while (last >= 0 && Math.Abs(trace.Volts[last] - target) <= Tolerance * swing)
            {
                last--;
            }

            settled = Math.Max(settled, last + 1);
        }

        return settled <= tail ? transient.TimesSeconds[settled] : null;
    }
}
