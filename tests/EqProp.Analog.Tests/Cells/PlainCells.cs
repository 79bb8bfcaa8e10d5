using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Tests.Cells;

/// <summary>
/// FitzHugh-Nagumo cells written out as in the literature: du/dt = f(u) - v + I + D (sum of differences to the neighbours),
/// tau dv/dt = u - gamma v + b. States are all u, then all v.
/// </summary>
internal sealed record PlainCells(int Count, CellOptions Options, double Coupling, bool IsRing, double[] Current)
{
    /// <summary>The cells as a layout with states to start from.</summary>
    public NetworkLayout Layout(double[] start)
    {
        NetworkLayout layout = CellLayouts.Row(Count, Coupling, IsRing, Options);
        return layout with
        {
            Groups = [layout.Groups[0], layout.Groups[1] with { InitialState = start[..Count] }, layout.Groups[2] with { InitialState = start[Count..] }],
        };
    }

    /// <summary>Currents I and sources b.</summary>
    public NetworkParameters Parameters(NetworkLayout layout)
    {
        var parameters = new NetworkParameters(layout);
        Current.CopyTo(parameters.Biases[1], 0);
        Array.Fill(parameters.Biases[2], Options.B);
        return parameters;
    }

    /// <summary>The rates.</summary>
    public void Rates(double[] states, double[] rates)
    {
        for (int i = 0; i < Count; i++)
        {
            double u = states[i], v = states[Count + i], diffusion = 0;
            foreach (int neighbour in Neighbours(i))
            {
                diffusion += states[neighbour] - u;
            }

            rates[i] = Function(Options.Nonlinearity, u) - v + Current[i] + Coupling * diffusion;
            rates[Count + i] = (u - Options.Gamma * v + Options.B) / Options.Tau;
        }
    }

    /// <summary>f(u) of a nonlinear conductance.</summary>
    public static double Function(NonlinearityBlock block, double u) => block.Kind switch
    {
        NonlinearityKind.Cubic => u - u * u * u / 3,
        NonlinearityKind.AlphaCubic => u * (1 - u) * (u - block.Alpha!.Value),
        NonlinearityKind.Tanh => (1 + block.OuterSlope!.Value) * Math.Tanh(u) - block.OuterSlope.Value * u,
        _ => Math.Abs(u) <= 1 ? u : Math.Sign(u) - block.OuterSlope!.Value * (u - Math.Sign(u)),
    };

    private IEnumerable<int> Neighbours(int i)
    {
        if (IsRing && Count > 2)
        {
            return [(i + 1) % Count, (i + Count - 1) % Count];
        }

        return new[] { i - 1, i + 1 }.Where(j => j >= 0 && j < Count);
    }
}
