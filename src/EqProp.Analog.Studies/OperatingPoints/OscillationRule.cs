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
    /// <summary>Code of the violation.</summary>
    public const string Code = "network.oscillates";

    private const int Examples = 4;
    private const int MostNodes = 500;

    private static readonly StabilityOptions Search = new() { Starts = 16, Motions = 0, Kicks = false };

    private static readonly (MovedParameter Parameter, double[] Factors)[] Tried =
    [
        (MovedParameter.Tau, [0.7, 0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01]),
        (MovedParameter.Gamma, [1.25, 1.5, 2, 3]),
        (MovedParameter.Synapses, [0.7, 0.5, 0.3, 0.2, 0.1]),
    ];

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

        var batch = new ExampleBatch(layout, bench.Learning, bench.Data, Examples);
        double[][] inputs = [.. Enumerable.Range(0, batch.Count).Select(batch.InputOf)];
        var equations = new NetworkEquations(layout, parameters);
        for (int example = 0; example < inputs.Length; example++)
        {
            LimitCycle? cycle = StabilityAnalysis.FromInitialState(equations, inputs[example]).Cycle;
            if (cycle is not null && !Averages(bench.Circuit.Description.Simulation, cycle))
            {
                throw Refusal(bench.Circuit, equations, inputs, example, cycle);
            }
        }
    }

    private static bool Averages(SimulationBlock simulation, LimitCycle cycle) =>
        simulation.AveragingSteps * simulation.Epsilon > cycle.Period;

    private static InputException Refusal(ResolvedCircuit circuit, NetworkEquations equations, double[][] inputs, int example, LimitCycle cycle)
    {
        DimensionlessMap map = equations.Layout.Map;
        OperatingPoint? nearest = StabilityAnalysis.Run(equations, inputs[example], Search).Points.FirstOrDefault();
        string around = nearest is null
            ? ""
            : $"; the operating point nearest to stability has the leading eigenvalue {StabilityWords.Eigenvalue(nearest.Spectrum.Leading)} per time constant";
        double steps = Math.Ceiling(cycle.Period / circuit.Description.Simulation.Epsilon ?? double.NaN) + 1;
        return new InputException(
            Code,
            $"{circuit.Origin}: circuit",
            $"On training example {example} the network oscillates at {StabilityWords.Frequency(1 / cycle.Period, map)}{around}. Equilibrium propagation needs a network that settles.",
            $"{Moves(equations, inputs, example)} Or learn from time averages: simulation.averagingSteps={steps:F0} or more.");
    }

    private static string Moves(NetworkEquations equations, double[][] inputs, int example)
    {
        double[][] hardestFirst = [inputs[example], .. inputs.Where((_, i) => i != example)];
        string[] moves = [.. Tried.Select(one => Move(equations, hardestFirst, one.Parameter, one.Factors)).OfType<string>()];
        return moves.Length > 0 ? $"It settles with {string.Join(", or with ", moves)}." : "Weaken the couplings; eqprop stability shows limits.";
    }

    /// <summary>The mildest of some factors with which every example settles, in words.</summary>
    private static string? Move(NetworkEquations equations, double[][] inputs, MovedParameter parameter, double[] factors)
    {
        NetworkParameters parameters = equations.Parameters;
        if (ParameterMove.Of(equations.Layout, parameters).FirstOrDefault(move => move.Parameter == parameter) is not { } move)
        {
            return null;
        }

        foreach (double factor in factors)
        {
            NetworkEquations moved = move.Apply(equations.Layout, parameters, Math.Log(factor));
            if (inputs.All(one => StabilityAnalysis.FromInitialState(moved, one) is { Cycle: null, Point.IsStable: true }))
            {
                return parameter == MovedParameter.Synapses
                    ? $"all W times {Text(factor)}"
                    : $"{StabilityWords.Field(parameter)}={Text(factor * move.Present)} (now {Text(move.Present)})";
            }
        }

        return null;
    }

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
