using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Stability;
using EqProp.Analog.Studies.Gradients;
using EqProp.Analog.Studies.Training;

namespace EqProp.Analog.Studies.OperatingPoints;

/// <summary>Refuses to learn on a network of cells that never settles: equilibrium propagation contrasts operating points, and there is none.</summary>
/// <remarks>Judged with the weights at the start and the first training examples; learning may still move a network into oscillation later.</remarks>
internal static class OscillationRule
{
    private const int Examples = 4;
    private const int MostNodes = 500;

    /// <summary>Passes a network that settles, one whose states are averaged over more than a period, and one too large to be judged in time.</summary>
    /// <param name="bench">The chip with its data.</param>
    /// <param name="parameters">Weights and biases at the start.</param>
    /// <exception cref="InputException">The network oscillates.</exception>
    public static void Require(ChipBench bench, NetworkParameters parameters)
    {
        NetworkLayout layout = bench.Network.Layout;
        if (layout.Cells.Count == 0 || layout.FreeCount > MostNodes)
        {
            return;
        }

        var equations = new NetworkEquations(layout, parameters);
        var batch = new ExampleBatch(layout, bench.Learning, bench.Data, Examples);
        for (int example = 0; example < batch.Count; example++)
        {
            (OperatingPoint? point, LimitCycle? cycle) = StabilityAnalysis.FromInitialState(equations, batch.InputOf(example));
            if (cycle is not null && !Averages(bench.Circuit.Description.Simulation, cycle))
            {
                throw Refusal(bench.Circuit, equations, batch.InputOf(example), example, point, cycle);
            }
        }
    }

    private static bool Averages(SimulationBlock simulation, LimitCycle cycle) =>
        simulation.AveragingSteps * simulation.Epsilon > cycle.Period;

    private static InputException Refusal(
        ResolvedCircuit circuit, NetworkEquations equations, double[] inputs, int example, OperatingPoint? point, LimitCycle cycle)
    {
        DimensionlessMap map = equations.Layout.Map;
        string around = point is null ? "" : $" around an operating point with the eigenvalues {StabilityWords.Eigenvalue(point.Spectrum.Leading)} per time constant";
        double steps = Math.Ceiling(cycle.Period / circuit.Description.Simulation.Epsilon ?? double.NaN) + 1;
        return new InputException(
            "network.oscillates",
            $"{circuit.Origin}: circuit",
            $"On training example {example} the network oscillates at {StabilityWords.Frequency(1 / cycle.Period, map)}{around}; equilibrium propagation needs a network that settles.",
            $"{Moves(equations, inputs, point)} eqprop stability shows all limits. Or learn from time averages: simulation.averagingSteps={Text(steps)} or more.");
    }

    private static string Moves(NetworkEquations equations, double[] inputs, OperatingPoint? point)
    {
        if (point is null || point.IsStable || equations.Layout.FreeCount > StabilityStudy.MostNodesOfMargins)
        {
            return "Lower circuit.neurons.fitzHughNagumo.tau.";
        }

        string[] moves =
        [
            .. MarginSearch.Run(equations, inputs, point).SelectMany(margin => new[] { (margin.Move, Limit: margin.Down, Side: "below"), (margin.Move, Limit: margin.Up, Side: "above") })
                .Where(one => one.Limit.Kind == LimitKind.Hopf)
                .OrderBy(one => one.Move.Parameter != MovedParameter.Tau)
                .Select(one => $"{StabilityWords.Field(one.Move.Parameter)} {one.Side} {Text(one.Limit.Value)} (now {Text(one.Move.Present)})"),
        ];
        return moves.Length > 0 ? $"It settles with {string.Join(", or ", moves)}." : "Lower circuit.neurons.fitzHughNagumo.tau.";
    }

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
