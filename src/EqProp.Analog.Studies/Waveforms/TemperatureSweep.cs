using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;

namespace EqProp.Analog.Studies.Waveforms;

/// <summary>Where a chip settles at several temperatures, without noise.</summary>
/// <param name="Kelvins">Temperatures, rising.</param>
/// <param name="Traces">One entry a node.</param>
public sealed record TemperatureSweep(IReadOnlyList<double> Kelvins, IReadOnlyList<TemperatureTrace> Traces)
{
    private const int MostNodes = 4;

    /// <summary>Finds the operating points with the weights that a request names, whatever method and settling the circuit has.</summary>
    /// <param name="circuit">A resolved circuit.</param>
    /// <param name="request">Example, weights and nodes; the first nodes of each group if it names none. Phases are not used.</param>
    /// <param name="kelvins">Temperatures of the chip in kelvins.</param>
    /// <param name="stop">Stops between temperatures.</param>
    /// <returns>Voltages at each temperature.</returns>
    /// <exception cref="InputException">A temperature breaks the rules of the circuit, or at one there is no operating point.</exception>
    public static TemperatureSweep Run(ResolvedCircuit circuit, WaveformRequest request, IReadOnlyList<double> kelvins, CancellationToken stop = default)
    {
        double[] rising = [.. kelvins.Distinct().Order()];
        var points = new List<double[]>();
        IReadOnlyList<(int Group, int Node)> nodes = [];
        NetworkLayout? layout = null;
        foreach (double kelvin in rising)
        {
            stop.ThrowIfCancellationRequested();
            ShownExample shown = ShownExample.Of(CircuitResolver.Resolve(At(circuit.Description, kelvin), circuit.Origin), request with { Nudged = false });
            layout = shown.Chip.Layout;
            nodes = request.Nodes is { } names ? NodeSelection.Find(layout, names) : FirstNodes(layout);
            points.Add(Settle(shown, nodes));
        }

        return new TemperatureSweep(
            rising,
            [.. nodes.Select((node, k) => new TemperatureTrace(layout!.Groups[node.Group].NameOf(node.Node), [.. points.Select(volts => volts[k])]))]);
    }

    private static CircuitDescription At(CircuitDescription description, double kelvin)
    {
        CircuitDescription quiet = NoiseKinds.Silence(description);
        return quiet with
        {
            Circuit = quiet.Circuit with { Process = quiet.Circuit.Process with { Temperature = kelvin } },
            Simulation = quiet.Simulation with { Settling = SettlingKind.SteadyState },
        };
    }

    private static double[] Settle(ShownExample shown, IReadOnlyList<(int Group, int Node)> nodes)
    {
        using IPhysicalNetwork network = SimulatedNetwork.Create(shown.Chip, batchCapacity: 1, new SimulationOptions { Threads = 1 });
        network.Program(shown.Weights);
        network.Clamp(shown.Inputs, [0]);
        network.StartAtInitialState();
        network.Settle(new PhaseLength(1));
        double[][] states = [.. network.Layout.Groups.Select(group => new double[group.Size])];
        shown.Inputs.Select(input => (double)input).ToArray().CopyTo(states[0], 0);
        for (int group = 1; group < states.Length; group++)
        {
            network.Read(group, NodeQuantity.State, states[group]);
        }

        return [.. nodes.Select(node => network.Layout.Map.ToVolts(network.Layout.Groups[node.Group].MembraneOf(node.Node, states[node.Group][node.Node])))];
    }

    private static (int Group, int Node)[] FirstNodes(NetworkLayout layout) =>
        [.. layout.Groups.Skip(1).SelectMany((group, g) => Enumerable.Range(0, Math.Min(group.Size, MostNodes)).Select(i => (g + 1, i)))];
}
