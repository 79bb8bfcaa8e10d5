using EqProp.Analog.Circuits;

namespace EqProp.Analog.Spatial;

/// <summary>One layer of FitzHugh-Nagumo neurons by its numbers, all dimensionless; arrays have one entry a neuron.</summary>
public sealed record CellLayer
{
    /// <summary>Nonlinear conductance f of every neuron.</summary>
    public NonlinearityBlock Nonlinearity { get; init; } = new();

    /// <summary>Coefficient gamma of each inhibitor in its own rate; positive.</summary>
    public required IReadOnlyList<double> Gamma { get; init; }

    /// <summary>Input I of each activator.</summary>
    public required IReadOnlyList<double> Currents { get; init; }

    /// <summary>Input b of each inhibitor.</summary>
    public required IReadOnlyList<double> Inputs { get; init; }

    /// <summary>Symmetric couplings W between activators, the diagonal unused; null: none.</summary>
    public double[,]? Weights { get; init; }

    /// <summary>Activators, then inhibitors, where a solution is looked for (where the layer is clamped: what it is clamped to); null: 0.</summary>
    public IReadOnlyList<double>? Start { get; init; }

    /// <summary>Number of neurons.</summary>
    internal int Size => Gamma.Count;

    internal ILayerPotential Potential(bool joinsInhibitors)
    {
        var own = new ConductancePotential(Nonlinearity);
        List<(QuadraticTerm, double)> parameters = [], constants = [];
        for (int i = 0; i < Size; i++)
        {
            constants.Add((QuadraticTerm.Leak("", i, 1), own.NominalLeak));
            constants.Add((QuadraticTerm.Pair("", i, Size + i, 1), 1));
            parameters.Add((QuadraticTerm.Source($"I[{i}]", i, -1), Currents[i]));
        }

        for (int i = 0; i < Size; i++)
        {
            parameters.Add((QuadraticTerm.Source($"b[{i}]", Size + i, 1), Inputs[i]));
        }

        for (int i = 0; i < Size; i++)
        {
            parameters.Add((QuadraticTerm.Leak($"gamma[{i}]", Size + i, -1), Gamma[i]));
        }

        for (int i = 0; i < (Weights is null ? 0 : Size); i++)
        {
            for (int j = i + 1; j < Size; j++)
            {
                parameters.Add((QuadraticTerm.Pair($"W[{i},{j}]", i, j, -1), Weights![i, j]));
            }
        }

        var full = new LayerPotential([.. Enumerable.Repeat(own, Size)], new QuadraticForm(2 * Size, parameters, constants));
        return joinsInhibitors ? full : new ReducedPotential(full);
    }
}
