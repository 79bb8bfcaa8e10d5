using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Tests;

/// <summary>
/// The motion that a layout of FitzHugh-Nagumo cells describes, in plain code: states of all groups, one after the other, by the classical
/// Runge-Kutta method. Clamped inputs stay.
/// </summary>
internal sealed class CellFlow(NetworkLayout layout, NetworkParameters parameters)
{
    private readonly int[] _offsets = [.. layout.Groups.Select((_, g) => layout.Groups.Take(g).Sum(group => group.Size))];

    public double[] Start => [.. layout.Groups.SelectMany(group => group.InitialState)];

    /// <summary>The states of one group.</summary>
    public double[] Of(int group, double[] states) => states[_offsets[group]..(_offsets[group] + layout.Groups[group].Size)];

    /// <summary>d/dt of every state; time in T0.</summary>
    public double[] Rate(double[] states)
    {
        var rate = new double[states.Length];
        foreach (Link link in layout.Links)
        {
            for (int i = 0; i < link.Gains.Count; i++)
            {
                double own = states[_offsets[link.Target] + i];
                double seen = link.Gains[i] == 0 ? 0 : states[_offsets[link.Source] + link.Seen(i)];
                rate[_offsets[link.Target] + i] += link.Gains[i] * (seen - (link.Loads ? own : 0));
            }
        }

        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            Add(layout.Couplings[c], parameters.Weights[c], states, rate);
        }

        for (int g = 0; g < layout.Groups.Count; g++)
        {
            NodeGroup group = layout.Groups[g];
            for (int i = 0; i < group.Size; i++)
            {
                int at = _offsets[g] + i;
                double bend = group.Nonlinearity is { } form ? Current(form, states[at]) + Linear(form) * states[at] : 0;
                rate[at] = g == 0 ? 0 : (rate[at] + bend - group.Leak[i] * states[at] + parameters.Biases[g][i]) / group.Capacitance[i];
            }
        }

        return rate;
    }

    /// <summary>The states after a time.</summary>
    public double[] Run(double[] states, double time, double step)
    {
        for (int n = (int)Math.Round(time / step); n > 0; n--)
        {
            double[] a = Rate(states), b = Rate(Sum(states, a, step / 2)), c = Rate(Sum(states, b, step / 2)), d = Rate(Sum(states, c, step));
            states = [.. states.Select((s, i) => s + step / 6 * (a[i] + 2 * b[i] + 2 * c[i] + d[i]))];
        }

        return states;
    }

    /// <summary>f(u) as the description defines it.</summary>
    public static double Current(NonlinearityBlock form, double u)
    {
        double s = form.OuterSlope ?? 1;
        return form.Kind switch
        {
            NonlinearityKind.Cubic => u - u * u * u / 3,
            NonlinearityKind.AlphaCubic => u * (1 - u) * (u - form.Alpha!.Value),
            NonlinearityKind.Tanh => (1 + s) * Math.Tanh(u) - s * u,
            _ => Math.Abs(u) <= 1 ? u : Math.Sign(u) - s * (u - Math.Sign(u)),
        };
    }

    private static double Linear(NonlinearityBlock form) => form.Kind == NonlinearityKind.AlphaCubic ? form.Alpha!.Value : -1;

    private void Add(Coupling coupling, double[] weights, double[] states, double[] rate)
    {
        int columns = layout.Groups[coupling.Target].Size;
        for (int k = 0; k < weights.Length; k++)
        {
            int source = _offsets[coupling.Source] + k / columns, target = _offsets[coupling.Target] + k % columns;
            rate[target] += weights[k] * (states[source] - (coupling.IsResistive ? states[target] : 0));
            if (coupling.ActsOnSource)
            {
                rate[source] += weights[k] * (states[target] - (coupling.IsResistive ? states[source] : 0));
            }
        }
    }

    private static double[] Sum(double[] states, double[] rate, double factor) => [.. states.Zip(rate, (s, r) => s + factor * r)];
}
