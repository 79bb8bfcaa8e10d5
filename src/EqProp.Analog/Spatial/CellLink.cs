namespace EqProp.Analog.Spatial;

/// <summary>What joins a layer of FitzHugh-Nagumo neurons to the next.</summary>
/// <param name="Activators">Conductance Du of the resistor from activator i of a layer to activator j of the next, [i, j]; an invertible square.</param>
/// <param name="Inhibitors">Conductance Dv between the inhibitors, [i, j]; null: none, for all layers of a chain alike.</param>
public sealed record CellLink(double[,] Activators, double[,]? Inhibitors = null)
{
    /// <summary>Resistors of neuron to neuron, all alike.</summary>
    /// <param name="size">Neurons a layer.</param>
    /// <param name="du">Conductance Du between activators.</param>
    /// <param name="dv">Conductance Dv between inhibitors; null: none.</param>
    /// <returns>The link.</returns>
    public static CellLink Diffusive(int size, double du, double? dv = null) => new(Diagonal(size, du), dv is { } d ? Diagonal(size, d) : null);

    internal LayerLink Join(int size)
    {
        int width = Inhibitors is null ? size : 2 * size;
        List<(QuadraticTerm, double)> terms = [];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                if (Activators[i, j] != 0)
                {
                    terms.Add((QuadraticTerm.Resistor($"Du[{i},{j}]", i, width + j, 1), Activators[i, j]));
                }
            }
        }

        for (int k = 0; k < (Inhibitors?.Length ?? 0); k++)
        {
            (int i, int j) = Math.DivRem(k, size);
            if (Inhibitors![i, j] != 0)
            {
                terms.Add((QuadraticTerm.Resistor($"Dv[{i},{j}]", size + i, width + size + j, -1), Inhibitors[i, j]));
            }
        }

        return new LayerLink(new QuadraticForm(2 * width, terms, []));
    }

    private static double[,] Diagonal(int size, double value)
    {
        var matrix = new double[size, size];
        for (int i = 0; i < size; i++)
        {
            matrix[i, i] = value;
        }

        return matrix;
    }
}
