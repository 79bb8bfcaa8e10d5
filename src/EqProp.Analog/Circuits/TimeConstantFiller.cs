namespace EqProp.Analog.Circuits;

/// <summary>Turns tables and formulas of time constants into values, so that a resolved circuit stands on its own.</summary>
/// <param name="circuit">The circuit.</param>
/// <param name="folderOf">The folder in which a table named at a JSON path is looked for.</param>
/// <param name="findings">Where problems go.</param>
internal sealed class TimeConstantFiller(CircuitBlock circuit, Func<string, string> folderOf, Findings findings)
{
    private const long MostNodes = 10_000_000;
    private readonly IReadOnlyList<TopologyGroup> _free = TopologyGroups.FreeOf(circuit);

    /// <summary>The circuit with values alone.</summary>
    public CircuitBlock Fill()
    {
        if (circuit.TimeConstants is not { } blocks)
        {
            return circuit;
        }

        GroupNames.Check(blocks.Select(block => block.Groups), "timeConstants", circuit, findings);
        return circuit with { TimeConstants = [.. blocks.Select((block, i) => Fill(block, $"circuit.timeConstants[{i}]"))] };
    }

    private TimeConstantBlock Fill(TimeConstantBlock block, string path)
    {
        object?[] ways = [block.Values, block.Table, block.Formula];
        if (ways.Count(way => way is not null) != 1)
        {
            findings.Add(
                "timeConstants.one", path, "Exactly one of values, table and formula is needed.", "Give one of the three, and leave the others out.");
            return block;
        }

        IReadOnlyList<double>? values = block.Values ?? (block.Table is { } table ? FromTable(table, path) : FromFormula(block, path));
        if (values is null)
        {
            return block;
        }

        CheckCount(block, values.Count, path);
        return block with { Values = values, Table = null, Formula = null, Source = block.Source ?? block.Table ?? block.Formula };
    }

    private IReadOnlyList<double>? FromTable(string table, string path) =>
        TimeConstantTable.Read(Path.Combine(folderOf($"{path}.table"), table), $"{path}.table", findings);

    private List<double>? FromFormula(TimeConstantBlock block, string path)
    {
        string formula = block.Formula ?? "";
        (Func<FormulaPoint, double>? value, FormulaProblem? problem) = TimeFormula.Parse(formula);
        if (value is null)
        {
            findings.Add(
                "timeConstants.formula",
                $"{path}.formula",
                $"At position {problem!.Position} of '{formula}': {problem.Message}.",
                "Write an expression in seconds of tau, i, n and k, such as tau * (1 + i / n).");
            return null;
        }

        if (Nodes(block) > MostNodes)
        {
            findings.Add("timeConstants.count", path, $"The groups have more than {MostNodes} neurons.", "Leave the time constants out.");
            return null;
        }

        double tau = new DimensionlessMap(circuit.Neurons).TimeConstant;
        int neurons = _free.Count(group => !group.IsInhibitor);
        List<double> values = [];
        for (int g = 0; g < _free.Count; g++)
        {
            for (int i = 0; i < _free[g].Size && GroupNames.Names(block.Groups, _free[g]); i++)
            {
                values.Add(value(new FormulaPoint(tau, i, _free[g].Size, g % neurons + 1)));
                if (!(values[^1] > 0 && double.IsFinite(values[^1])))
                {
                    findings.Add(
                        "timeConstants.formula",
                        $"{path}.formula",
                        $"'{formula}' is {RuleChecks.Text(values[^1])} s for neuron {i} of '{_free[g].Name}'.",
                        "Change it so that every time constant is positive and finite.");
                    return null;
                }
            }
        }

        return values;
    }

    private void CheckCount(TimeConstantBlock block, int count, string path)
    {
        long nodes = Nodes(block);
        if (count != 1 && count != nodes)
        {
            findings.Add(
                "timeConstants.count",
                path,
                $"There are {count} time constants for {nodes} neurons.",
                "Give one a neuron of the groups, in their order, or one for all.");
        }
    }

    private long Nodes(TimeConstantBlock block) =>
        _free.Where(group => GroupNames.Names(block.Groups, group)).Sum(group => (long)Math.Max(group.Size, 0));
}
