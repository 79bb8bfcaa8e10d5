using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Formats;

namespace EqProp.Analog.Studies.Crosscheck;

/// <summary>Runs a circuit in our engine and in ngspice, phase by phase, and compares the voltages at the times that ngspice chose.</summary>
/// <param name="ours">Our engine.</param>
/// <param name="ngspice">The other simulator.</param>
public sealed class CrosscheckStudy(IPhaseFollower ours, NgspiceProgram ngspice)
{
    /// <summary>Free nodes above which ngspice takes minutes.</summary>
    public const int ManyNodes = 64;

    /// <summary>Part of the time allowed after which the first attempt of ngspice counts as stuck; of a short time, half.</summary>
    private const double FirstShare = 0.05;
    private const double ShortSeconds = 10;

    /// <summary>How much looser its step control is in the second attempt.</summary>
    private const double Loosening = 10;

    /// <summary>Compares a circuit.</summary>
    /// <param name="request">The circuit and what to show it.</param>
    /// <param name="stop">Ends the work, ngspice too.</param>
    /// <returns>Both waveforms and their differences.</returns>
    /// <exception cref="InputException">The circuit cannot be run in one of the two.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public CrosscheckResult Run(CrosscheckRequest request, CancellationToken stop)
    {
        // A chip takes its inputs in single precision; ngspice is given the very same.
        var plan = new PhasePlan(request.Circuit, request.Shown);
        SpiceSettings settings = request.Settings with { Nodes = plan.Nodes ?? request.Settings.Nodes };
        SpicePhase free = plan.Free();
        free = free with { Inputs = [.. free.Inputs.Select(input => (double)(float)input)] };
        (ComparedPhase compared, PhaseStates end) = Compare(free, settings, request.Timeout, stop);
        List<ComparedPhase> phases = [compared];
        if (request.Shown.Nudged)
        {
            ComparedPhase nudged = Compare(plan.Nudged(end) with { Inputs = free.Inputs }, settings, request.Timeout, stop).Compared;
            phases.Add(nudged with { StartSeconds = free.DurationSeconds });
        }

        return new CrosscheckResult(request.Circuit.Name, request.Circuit.Hash, plan.Layout.Map.VoltageSwing, phases) { StartNote = plan.StartNote };
    }

    /// <summary>Compares one phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="settings">How exactly ngspice is to work, and which nodes are compared.</param>
    /// <param name="timeout">Longest time that ngspice may take.</param>
    /// <param name="stop">Ends the work, ngspice too.</param>
    /// <returns>Both waveforms, and our states.</returns>
    /// <exception cref="InputException">The circuit cannot be run in one of the two.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public (ComparedPhase Compared, PhaseStates Ours) Compare(SpicePhase phase, SpiceSettings settings, TimeSpan timeout, CancellationToken stop)
    {
        (SpiceDeck deck, RawPlot plot) = RunNgspice(phase, settings, timeout, stop);
        double[] times = plot.Find("time")!;
        times[^1] = Math.Min(times[^1], phase.DurationSeconds);
        PhaseStates states = ours.Follow(phase, times, stop);
        NetworkLayout layout = phase.Layout;
        var compared = new ComparedPhase
        {
            Name = phase.Nudge is null ? "free" : "nudged",
            StartSeconds = 0,
            Beta = phase.Nudge?.Beta,
            TimesSeconds = times,
            Nodes = [.. (settings.Nodes ?? Everything(layout)).Select(node => Node(layout, deck, plot, states, node))],
            Deck = deck,
        };
        return (compared, states);
    }

    /// <summary>
    /// A node that ends close to a rail can hold ngspice's step control at steps of the rail's own time constant, a thousand million
    /// times too short. With a looser control it passes; the voltages are nearly at rest there.
    /// </summary>
    private (SpiceDeck Deck, RawPlot Plot) RunNgspice(SpicePhase phase, SpiceSettings settings, TimeSpan timeout, CancellationToken stop)
    {
        double first = Math.Max(FirstShare * timeout.TotalSeconds, Math.Min(timeout.TotalSeconds / 2, ShortSeconds));
        SpiceDeck deck = SpiceNetlist.Write(phase, settings);
        try
        {
            return (deck, ngspice.Run(deck, settings, phase.DurationSeconds, TimeSpan.FromSeconds(first), stop));
        }
        catch (InputException stuck) when (stuck.Violations[0].Code == NgspiceProgram.TimeoutCode)
        {
            settings = settings with { TruncationFactor = settings.TruncationFactor * Loosening };
            deck = SpiceNetlist.Write(phase, settings);
            return (deck, ngspice.Run(deck, settings, phase.DurationSeconds, timeout - TimeSpan.FromSeconds(first), stop));
        }
    }

    private static ComparedNode Node(NetworkLayout layout, SpiceDeck deck, RawPlot plot, PhaseStates states, (int Group, int Node) node)
    {
        int free = layout.Groups.Skip(1).Take(node.Group - 1).Sum(group => group.Size) + node.Node;
        string vector = deck.VectorOf(node.Group, node.Node);
        double[] theirs = plot.Find(vector) ?? throw new InputException(
            "ngspice.failed", vector, "ngspice wrote no waveform of this node.", "Please report this with the circuit.");
        return new ComparedNode(
            layout.Groups[node.Group].NameOf(node.Node), [.. states.States.Select(state => layout.Map.ToVolts(state[free]))], theirs);
    }

    private static (int Group, int Node)[] Everything(NetworkLayout layout) =>
        [.. layout.Groups.SelectMany((group, g) => Enumerable.Range(0, g == 0 ? 0 : group.Size).Select(i => (g, i)))];
}
