using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.NonIdealities;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Training;
using EqProp.Analog.Studies.Waveforms;

namespace EqProp.Analog.Studies.Chips;

/// <summary>One example, set of weights and list of nodes for any die of a circuit. Dies may run at the same time.</summary>
internal sealed class WaveformBench
{
    private readonly CircuitDescription _description;
    private readonly ShownExample _shown;
    private readonly PhaseLength _free;
    private readonly TransientNudge? _nudge;

    /// <exception cref="InputException">The circuit has not what was asked for, or weights or data are not usable.</exception>
    public WaveformBench(ResolvedCircuit circuit, WaveformRequest request)
    {
        _description = circuit.Description;
        _shown = ShownExample.Of(circuit, request);

        // Phases of one length for all dies: one that ended early would have times of its own.
        _free = new PhaseLength(WaveformSimulation.FreePhase(circuit.Description, request, _shown).Steps);
        _nudge = _shown.Nudge is { } nudge ? nudge with { Length = new PhaseLength(nudge.Length.Steps) } : null;
        Nodes = request.Nodes ?? Liveliest();
        _ = NodeSelection.Find(_shown.Chip.Layout, Nodes);
    }

    /// <summary>Names of the nodes, or of groups, that are recorded.</summary>
    public IReadOnlyList<string> Nodes { get; }

    /// <summary>Volts between the states zero and one.</summary>
    public double VoltageSwing => _shown.Chip.Layout.Map.VoltageSwing;

    /// <summary>Times recorded at most.</summary>
    public int ExpectedTimes => IntegrationMethods.FollowsTolerances(_description.Simulation.Method)
        ? TransientRecorder.MostPoints
        : _free.Steps + (_nudge?.Length.Steps ?? 0) + 1;

    public string GroupOf(int group) => _shown.Chip.Layout.Groups[group].Name;

    /// <summary>Makes a die and runs it.</summary>
    public (Transient Transient, IReadOnlyList<DrawnParameter> Draws) Run(int die, CancellationToken stop)
    {
        ChipInstance chip = ChipFabricator.Fabricate(DieRange.OnDie(_description, die), readOutClasses: _shown.Chip.Layout.ReadOutClasses);
        return (Record(chip, Nodes, stop), DieDraws.Of(chip));
    }

    /// <summary>The nodes that move most on the chip as it is drawn: those of one die would not be the next one's.</summary>
    private string[] Liveliest()
    {
        CircuitDescription quiet = NoiseKinds.Silence(_description), ideal = quiet with { Circuit = quiet.Circuit with { Fabrication = null } };
        ChipInstance chip = ChipFabricator.Fabricate(ideal, readOutClasses: _shown.Chip.Layout.ReadOutClasses);
        return [.. Record(chip, null, CancellationToken.None).Traces.Select(trace => trace.Name)];
    }

    private Transient Record(ChipInstance chip, IReadOnlyList<string>? nodes, CancellationToken stop)
    {
        using IPhysicalNetwork network = SimulatedNetwork.Create(TimedChip.Of(chip), batchCapacity: 1, new SimulationOptions { Threads = 1 });
        network.Program(_shown.Weights);
        return new TransientRecorder(network, ShownExample.StepSeconds(_description), nodes).Record(_shown.Inputs, _free, _nudge, stop);
    }
}
