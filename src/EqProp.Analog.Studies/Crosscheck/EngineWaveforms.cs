using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Spice;

namespace EqProp.Analog.Studies.Crosscheck;

/// <summary>
/// The simulator in physical time, in double precision, with steps of its own and tolerances that leave it exact to about 1e-9 of a
/// swing: by Rosenbrock's method where the circuit asks for that, else by that of Tsitouras.
/// </summary>
/// <param name="description">The circuit; its own precision and tolerances do not count.</param>
public sealed class EngineWaveforms(CircuitDescription description) : IPhaseFollower
{
    private const double RelativeTolerance = 1e-11;
    private const double AbsoluteTolerance = 1e-12;
    private const int Steps = 1000;

    /// <summary>By how much the simulated phase is longer, so that rounding puts no time beyond its end.</summary>
    private const double Margin = 1e-9;

    /// <summary>The first moment at which it can be looked at, over the phase.</summary>
    private const double Soonest = 1e-13;

    /// <inheritdoc/>
    public PhaseStates Follow(SpicePhase phase, IReadOnlyList<double> timesSeconds, CancellationToken stop)
    {
        if (phase.InitialLines is not null)
        {
            throw new ArgumentException("The simulator starts wires at their neurons' outputs.", nameof(phase));
        }

        stop.ThrowIfCancellationRequested();
        using IPhysicalNetwork network = SimulatedNetwork.Create(ChipOf(phase), batchCapacity: 1, new SimulationOptions { Threads = 1 });
        network.Program(phase.Parameters);
        network.Clamp([.. phase.Inputs.Select(input => (float)input)], [0]);
        network.StartAtInitialState();
        if (phase.Nudge is { } nudge)
        {
            network.Nudge(nudge.Cost, nudge.Beta, [.. nudge.Target.Select(target => (float)target)]);
        }

        double[] times = [.. timesSeconds.Select(time => Math.Max(time, phase.DurationSeconds * Soonest))];
        WaveformSamples samples = ((IWaveformSource)network).Sample(new PhaseLength(Steps), times);
        return samples.States.Count == times.Length
            ? new PhaseStates([.. samples.States])
            : throw new InvalidOperationException($"The simulator gave {samples.States.Count} of {times.Length} samples.");
    }

    private static double[] InitialOf(SpicePhase phase) =>
        [.. phase.InitialState ?? [.. phase.Layout.Groups.Skip(1).SelectMany(group => group.InitialState)]];

    private ChipInstance ChipOf(SpicePhase phase)
    {
        DimensionlessMap map = phase.Layout.Map;
        double step = phase.DurationSeconds * (1 + Margin) / Steps;
        bool stiff = description.Simulation.Method == IntegrationMethod.Rosenbrock;
        var simulation = new SimulationBlock
        {
            Precision = PrecisionKind.Double,
            Settling = SettlingKind.Transient,
            Method = stiff ? IntegrationMethod.Rosenbrock : IntegrationMethod.Tsitouras,
            RelativeTolerance = RelativeTolerance,
            AbsoluteTolerance = AbsoluteTolerance,
            TimeStep = step,
            Epsilon = step / map.TimeConstant,
        };
        double[] states = InitialOf(phase);
        int next = 0;
        NodeGroup[] groups =
        [
            .. phase.Layout.Groups.Select((group, g) => g == 0
                ? group
                : group with { InitialState = [.. states.Skip((next += group.Size) - group.Size).Take(group.Size)] }),
        ];
        return new ChipInstance(NoiseKinds.Silence(description) with { Simulation = simulation }, Seed: 0, phase.Layout with { Groups = groups });
    }
}
