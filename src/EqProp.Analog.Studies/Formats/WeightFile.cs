using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Studies.Formats;

/// <summary>
/// Keeps what learning writes in a .npz, dimensionless, as doubles: <c>W0..</c> are matrices [source, target] of the
/// couplings, <c>b1..</c> the biases of the groups, <c>g3..</c> the leaks gamma of groups where they learn, <c>readout_W</c> and <c>readout_b</c> the external read-out.
/// </summary>
public static class WeightFile
{
    /// <summary>Writes weights and biases.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">The layout that the parameters belong to.</param>
    /// <param name="parameters">The parameters.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, NetworkLayout layout, NetworkParameters parameters) =>
        NpzFile.Write(path, parameters.Arrays().Zip(
            Shapes(layout), (array, shape) => (array.Name, new NpyArray(shape, array.Values))));

    /// <summary>Reads weights and biases for a layout.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">The layout that they must fit.</param>
    /// <returns>The parameters.</returns>
    /// <exception cref="InputException">
    /// An array is missing, unknown, of another shape, or holds a value that is not a finite number; all are named.
    /// </exception>
    public static NetworkParameters Read(string path, NetworkLayout layout)
    {
        IReadOnlyDictionary<string, NpyArray> found = NpzFile.Read(path);
        var parameters = new NetworkParameters(layout);
        var violations = new List<Violation>();
        var expected = new HashSet<string>(StringComparer.Ordinal);
        foreach (((string name, double[] values), int[] shape) in parameters.Arrays().Zip(Shapes(layout)))
        {
            expected.Add(name);
            if (Check(path, name, found.GetValueOrDefault(name), shape) is { } violation)
            {
                violations.Add(violation);
            }
            else
            {
                found[name].Values.CopyTo(values, 0);
            }
        }

        violations.AddRange(Asymmetric(path, layout, parameters));
        violations.AddRange(Absent(path, layout, parameters));
        violations.AddRange(found.Keys.Where(name => !expected.Contains(name)).Order(StringComparer.Ordinal).Select(name => new Violation(
            "weights.unknown", path, $"Array '{name}' {Text(found[name].Shape)} belongs to nothing in this circuit.",
            "Use the weights of this circuit, or the circuit of these weights.")));
        return violations.Count == 0 ? parameters : throw new InputException(violations);
    }

    /// <summary>A reciprocal synapse within a group stands twice in its matrix, with one conductance.</summary>
    private static IEnumerable<Violation> Asymmetric(string path, NetworkLayout layout, NetworkParameters parameters)
    {
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            Coupling coupling = layout.Couplings[c];
            int size = layout.Groups[coupling.Source].Size;
            double[] weights = parameters.Weights[c];
            bool within = coupling.Source == coupling.Target && coupling.Kind == EdgeKind.Reciprocal;
            if (within && Enumerable.Range(0, size * size).Any(at => weights[at] != weights[at % size * size + at / size]))
            {
                yield return new Violation(
                    "weights.symmetric", path, $"Array 'W{c}' is not symmetric, as reciprocal synapses within a group are.",
                    "Give both entries of a pair the same weight.");
            }
        }
    }

    private static IEnumerable<Violation> Absent(string path, NetworkLayout layout, NetworkParameters parameters)
    {
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            Coupling coupling = layout.Couplings[c];
            int targets = layout.Groups[coupling.Target].Size;
            int bad = Array.FindIndex(parameters.Weights[c], weight => weight != 0);
            while (bad >= 0 && coupling.Exists(bad / targets, bad % targets, targets))
            {
                bad = Array.FindIndex(parameters.Weights[c], bad + 1, weight => weight != 0);
            }

            if (bad >= 0)
            {
                yield return new Violation(
                    "weights.absent", path, $"Array 'W{c}' has a weight at ({bad / targets}, {bad % targets}), where the circuit has no synapse.",
                    "Use the weights of this circuit, or the circuit of these weights.");
            }
        }
    }

    private static Violation? Check(string path, string name, NpyArray? array, int[] shape)
    {
        if (array is null)
        {
            return new Violation(
                "weights.missing", path, $"Array '{name}' {Text(shape)} is missing.", "Use the weights of this circuit, or the circuit of these weights.");
        }

        if (!array.Shape.SequenceEqual(shape))
        {
            return new Violation(
                "weights.shape", path, $"Array '{name}' has shape {Text(array.Shape)}; this circuit needs {Text(shape)}.",
                "Use the weights of this circuit, or the circuit of these weights.");
        }

        int bad = Array.FindIndex(array.Values, value => !double.IsFinite(value));
        return bad < 0 ? null : new Violation(
            "weights.finite", path, $"Array '{name}' {Text(shape)} holds {array.Values[bad]} at flat index {bad}.",
            "Every weight and bias must be a finite number; take weights from before the run diverged.");
    }

    private static IEnumerable<int[]> Shapes(NetworkLayout layout)
    {
        foreach (Coupling coupling in layout.Couplings)
        {
            yield return [layout.Groups[coupling.Source].Size, layout.Groups[coupling.Target].Size];
        }

        foreach (NodeGroup group in layout.Groups.Skip(1))
        {
            yield return [group.Size];
        }

        foreach (NodeGroup group in layout.Groups.Skip(1).Where(group => group.PlasticLeak))
        {
            yield return [group.Size];
        }

        if (layout.ReadOutClasses > 0)
        {
            yield return [layout.OutputCount, layout.ReadOutClasses];
            yield return [layout.ReadOutClasses];
        }
    }

    private static string Text(IReadOnlyList<int> shape) => $"({string.Join(", ", shape)}{(shape.Count == 1 ? "," : "")})";
}
