using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Stability;
using EqProp.Analog.Studies.Training;
using EqProp.Analog.Studies.Waveforms;

namespace EqProp.Analog.Studies.OperatingPoints;

/// <summary>Analyses the stability of a chip on one example, or at its own input voltages.</summary>
public static class StabilityStudy
{
    /// <summary>Most free nodes: eigenvalues take a dense matrix of that size.</summary>
    public const int MostNodes = 1000;

    /// <summary>Most free nodes for margins, which take hundreds of such matrices.</summary>
    public const int MostNodesOfMargins = 100;

    private const int MostNodesOfKicks = 200;
    private const int NodesTimesStarts = 4000;
    private const int NodesTimesMotions = 240;

    /// <summary>Runs the study.</summary>
    /// <param name="circuit">A resolved circuit, with or without a learning block.</param>
    /// <param name="request">Example and weights; the rest is not used.</param>
    /// <param name="stop">Stops between operating points.</param>
    /// <returns>What was found, without noise.</returns>
    /// <exception cref="InputException">The network is too large, or weights or data are not usable.</exception>
    public static StabilityReport Run(ResolvedCircuit circuit, WaveformRequest request, CancellationToken stop = default)
    {
        RequireSmall(LayoutBuilder.Build(circuit.Description));
        var shown = ShownExample.Of(circuit, request with { Nudged = false });
        using IPhysicalNetwork network = SimulatedNetwork.Create(TimedChip.QuietOf(shown.Chip), batchCapacity: 1, new SimulationOptions { Threads = 1 });
        network.Program(shown.Weights);
        var equations = new NetworkEquations(shown.Chip.Layout, network.ReadBack());
        double[] inputs = [.. shown.Inputs.Select(input => (double)input)];
        StabilityFindings findings = StabilityAnalysis.Run(equations, inputs, OptionsFor(shown.Chip.Layout), stop);
        return new StabilityReport
        {
            Layout = shown.Chip.Layout,
            Findings = findings,
            Margins = findings.Chosen is { } index && shown.Chip.Layout.FreeCount <= MostNodesOfMargins
                ? MarginSearch.Run(equations, inputs, findings.Points[index], stop)
                : [],
        };
    }

    /// <summary>How thoroughly a network of some size is searched.</summary>
    internal static StabilityOptions OptionsFor(NetworkLayout layout) => new()
    {
        Starts = Math.Clamp(NodesTimesStarts / Math.Max(layout.FreeCount, 1), 4, 64),
        Motions = Math.Clamp(NodesTimesMotions / Math.Max(layout.FreeCount, 1), 1, 8),
        Kicks = layout.FreeCount <= MostNodesOfKicks,
    };

    private static void RequireSmall(NetworkLayout layout)
    {
        if (layout.FreeCount > MostNodes)
        {
            throw new InputException(
                "stability.size", "circuit.topology",
                $"The circuit has {layout.FreeCount} free nodes; eigenvalues take a dense matrix, and at most {MostNodes} are possible.",
                "Study a smaller circuit, as with --set \"circuit.topology.layers=[784,100,10]\".");
        }
    }
}
