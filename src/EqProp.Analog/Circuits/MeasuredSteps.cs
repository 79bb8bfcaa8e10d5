namespace EqProp.Analog.Circuits;

/// <summary>
/// Steps of a measured device by where it is in its range, from 0 to 1: the change of a conductance by one more pulse, between pulses by
/// interpolation, over the range that both trains cover.
/// </summary>
internal sealed class MeasuredSteps
{
    private readonly IReadOnlyList<double> _up;
    private readonly IReadOnlyList<double> _down;

    /// <summary>Takes trains that <see cref="PulseTable.Check"/> found right.</summary>
    public MeasuredSteps(IReadOnlyList<double> up, IReadOnlyList<double> down)
    {
        (_up, _down) = (up, [.. down.Reverse()]);
        Low = Math.Max(up[0], down[^1]);
        High = Math.Min(up[^1], down[0]);
    }

    /// <summary>Smallest conductance, in siemens.</summary>
    public double Low { get; }

    /// <summary>Largest conductance, in siemens.</summary>
    public double High { get; }

    /// <summary>Mean of the two steps in the middle, over the range.</summary>
    public double Middle => (Up(0.5) + Down(0.5)) / 2;

    /// <summary>Step upwards at a place, over the range.</summary>
    public double Up(double place) => Step(_up, place, 1);

    /// <summary>Step downwards at a place, over the range; not negative.</summary>
    public double Down(double place) => Step(_down, place, -1);

    /// <summary>Both trains rise here; one that went down is read from its end.</summary>
    private double Step(IReadOnlyList<double> rising, double place, int direction)
    {
        double conductance = Low + place * (High - Low);
        int after = 1;
        while (after < rising.Count - 1 && rising[after] < conductance)
        {
            after++;
        }

        double pulse = Math.Clamp(after - 1 + (conductance - rising[after - 1]) / (rising[after] - rising[after - 1]), 0, rising.Count - 1);
        double next = Math.Clamp(pulse + direction, 0, rising.Count - 1);
        return direction * (At(rising, next) - At(rising, pulse)) / (High - Low);
    }

    private static double At(IReadOnlyList<double> values, double place)
    {
        int before = Math.Min((int)place, values.Count - 2);
        return values[before] + (place - before) * (values[before + 1] - values[before]);
    }
}
