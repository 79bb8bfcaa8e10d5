namespace EqProp.Analog.Circuits;

/// <summary>Rules of rings, chains, grids and residual stacks: cells of two states that fixed resistors join.</summary>
internal static class LatticeRules
{
    private const string Block = "circuit.topology";

    /// <summary>More nodes than any simulation here can hold.</summary>
    private const int MostCells = 10_000_000;

    public static void Check(CircuitBlock circuit, Findings findings)
    {
        TopologyBlock topology = circuit.Topology;
        bool isLattice = TopologyCounts.IsLattice(topology);
        if (!isLattice && topology.Kind != TopologyKind.Residual)
        {
            return;
        }

        if (circuit.Neurons.FitzHughNagumo is null)
        {
            findings.Add(
                "topology.cells",
                $"{Block}.kind",
                $"The topology {RecordShapes.FileName(topology.Kind.ToString())} joins FitzHugh-Nagumo cells, and these neurons are leaky integrators.",
                "Give circuit.neurons.fitzHughNagumo, or use another topology.");
        }

        CheckSizes(topology, findings);
        findings.NotNegative(topology.LinkWeight, $"{Block}.linkWeight", "The weight of the resistors");
        findings.NotNegative(topology.InhibitorLinkWeight, $"{Block}.inhibitorLinkWeight", "The weight of the resistors between inhibitors");
        if (isLattice)
        {
            CheckDrivers(topology, findings);
            CheckStart(topology, findings);
        }
    }

    private static void CheckSizes(TopologyBlock topology, Findings findings)
    {
        (int? Value, string Name, int Least)[] sizes = topology.Kind switch
        {
            TopologyKind.Ring => [(topology.Cells, "cells", 3)],
            TopologyKind.Chain => [(topology.Cells, "cells", 2)],
            TopologyKind.Grid => [(topology.Rows, "rows", 1), (topology.Columns, "columns", 1)],
            _ => [(topology.Width, "width", 1), (topology.Depth, "depth", 1)],
        };
        foreach ((int? value, string name, int least) in sizes)
        {
            if (value is null)
            {
                string kind = RecordShapes.FileName(topology.Kind.ToString());
                findings.Add("topology.size", $"{Block}.{name}", $"The topology {kind} needs '{name}'.", $"Give a whole number, at least {least}.");
            }

            findings.AtLeast(value, least, $"{Block}.{name}", "The number");
        }

        long cells = topology.Kind == TopologyKind.Residual ? (long)(topology.Width ?? 0) * (topology.Depth ?? 0) : TopologyCounts.LatticeCells(topology);
        bool isWide = topology.Kind == TopologyKind.Residual && (long)(topology.Width ?? 0) * (topology.Width ?? 0) > Array.MaxLength;
        if (cells > MostCells || isWide || topology.Depth > TopologyGroups.MostLayers)
        {
            findings.Add(
                "topology.tooLarge",
                Block,
                $"{cells} cells with their synapses are too many.",
                $"Give at most {MostCells} cells and {TopologyGroups.MostLayers} layers, and layers that are not as wide.");
        }
    }

    private static void CheckDrivers(TopologyBlock topology, Findings findings)
    {
        int drivers = topology.Inputs ?? 0, cells = TopologyCounts.LatticeCells(topology);
        findings.AtLeast(topology.Inputs, 0, $"{Block}.inputs", "The number of drivers");
        findings.Finite(topology.InputWeight, $"{Block}.inputWeight", "The weight");
        if (drivers > cells)
        {
            findings.Add(
                "topology.drivers", $"{Block}.inputs", $"There are {drivers} drivers for {cells} cells.", "Give at most one driver a cell.");
        }

        CheckList(topology.InputVoltages, drivers, "inputVoltages", "drivers", findings);
    }

    private static void CheckStart(TopologyBlock topology, Findings findings)
    {
        int cells = TopologyCounts.LatticeCells(topology);
        CheckList(topology.InitialVoltages, cells, "initialVoltages", "cells", findings);
        CheckList(topology.InitialInhibitors, cells, "initialInhibitors", "cells", findings);
        findings.NotNegative(topology.InitialSpread, $"{Block}.initialSpread", "The standard deviation in volts");
        findings.AtLeast(topology.InitialSeed, 0, $"{Block}.initialSeed", "The seed");
    }

    private static void CheckList(IReadOnlyList<double>? values, int count, string name, string what, Findings findings)
    {
        if (values is not null && values.Count != count)
        {
            findings.Add(
                "list.length", $"{Block}.{name}", $"{values.Count} numbers are given for {count} {what}.", $"Give one for each of the {what}, or leave the list out.");
        }

        for (int i = 0; i < (values?.Count ?? 0); i++)
        {
            findings.Finite(values![i], $"{Block}.{name}[{i}]", "The value");
        }
    }
}
