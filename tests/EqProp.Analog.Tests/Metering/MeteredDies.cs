using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Simulation;
using EqProp.Analog.Simulation.Ensembles;
using EqProp.Analog.Simulation.Metering;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.NonIdealities;
using EqProp.Analog.Tests.Simulation;

namespace EqProp.Analog.Tests.Metering;

/// <summary>Drawn dies of circuits of every kind that ensembles take, and what meters say of them, at once and one by one.</summary>
internal sealed record MeteredDies(ChipInstance[] Chips, NetworkParameters Parameters)
{
    private const double Beta = 0.3;

    /// <summary>Circuits that Runge-Kutta methods move.</summary>
    public static IReadOnlyList<string> Smooth { get; } =
    [
        .. new[] { "summing tanh", "summing hard sigmoid", "energy-based linear", "energy-based tanh", "buffered tanh resistors", "linear resistors" }
            .SelectMany(name => new[] { $"drawn/{name}/layered", $"drawn/{name}/recurrent", $"drawn/{name}/elements" }),
        "drawn/amplified tanh/layered", "drawn/amplified tanh resistors/layered", "drawn/amplified resistors/layered",
        "cells/ring", "cells/row", "cells/layers", "cells/resistors", "cells/inhibitors",
    ];

    /// <summary>Circuits with rails, which Euler steps alone move.</summary>
    public static IReadOnlyList<string> WithRails { get; } = [.. new[] { "rails", "buffered rails" }.SelectMany(name => new[] { $"drawn/{name}/layered", $"drawn/{name}/elements" })];

    public NetworkLayout Layout => Chips[0].Layout;

    public static MeteredDies Draw(string name, int seed, int dies, BenchOptions options)
    {
        string[] parts = name.Split('/');
        return parts[0] == "drawn" ? Drawn(parts[1], parts[2], seed, dies, options) : Cells(parts[1], seed, dies, options);
    }

    /// <summary>Free phase and nudged phase of all dies at once, each from states of its own: what was metered of each die.</summary>
    public IReadOnlyList<PhaseEnergy>[] Together(VectorWidth? width = null, int threads = 1, int steps = 60, bool nudges = true)
    {
        var meter = new EnsembleMeter();
        using ChipEnsemble ensemble = Settled(new() { Width = width ?? VectorWidthSelection.Widest, Threads = threads }, meter, steps, nudges);
        return [.. Chips.Select((_, chip) => meter.Take(chip))];
    }

    /// <summary>The same by a chip that simulates one die.</summary>
    public IReadOnlyList<PhaseEnergy> Alone(int die, int steps = 60)
    {
        var meter = new PhaseMeter();
        using IPhysicalNetwork chip = SimulatedNetwork.Create(Chips[die], 1, new SimulationOptions { Threads = 1, Meter = meter });
        Examples examples = Examples.Draw(Layout, 1, 2);
        chip.Program(Parameters);
        chip.Clamp(examples.Inputs, [0]);
        chip.StartAtInitialState();
        chip.Settle(new PhaseLength(steps));
        chip.Nudge(CostKind.SquaredError, Beta, examples.Targets);
        chip.Settle(new PhaseLength(steps / 2));
        return meter.Take();
    }

    /// <summary>Dies after both phases.</summary>
    public ChipEnsemble Settled(SimulationOptions options, EnsembleMeter? meter, int steps = 60, bool nudges = true)
    {
        ChipEnsemble ensemble = ChipEnsemble.Of(Chips, options, 1, meter);
        Examples examples = Examples.Draw(Layout, 1, 2);
        ensemble.Program(Parameters);
        ensemble.Clamp(examples.Inputs);
        ensemble.StartAtInitialState();
        ensemble.Settle(new PhaseLength(steps));
        if (nudges)
        {
            ensemble.Nudge(CostKind.SquaredError, Beta, examples.Targets);
            ensemble.Settle(new PhaseLength(steps / 2));
        }

        return ensemble;
    }

    /// <summary>States of all dies.</summary>
    public double[] States(ChipEnsemble ensemble) =>
    [
        .. Enumerable.Range(0, Chips.Length).SelectMany(chip => Enumerable.Range(1, Layout.Groups.Count - 1).SelectMany(group =>
        {
            var states = new double[Layout.Groups[group].Size];
            ensemble.Read(chip, group, NodeQuantity.State, states);
            return states;
        })),
    ];

    private static MeteredDies Drawn(string name, string shape, int seed, int dies, BenchOptions options)
    {
        RandomNetwork ideal = DrawnChips.Draw(name, shape, seed);
        ChipInstance Chip(int die) => Instance(DrawnChips.Draw(ideal.Layout, 100 * seed + die, DrawnChips.Options(name).IsPassive), die, options);
        return new([.. Enumerable.Range(0, dies).Select(Chip)], ideal.Parameters);
    }

    private static MeteredDies Cells(string name, int seed, int dies, BenchOptions options)
    {
        RandomNetwork ideal = MeteredNetworks.Draw($"cells/{name}", seed);
        ChipInstance Chip(int die)
        {
            var random = new Random(100 * seed + die);
            double[] Vary(IReadOnlyList<double> values) => [.. values.Select(x => x * (1 + 0.05 * (random.NextDouble() - 0.5)))];
            NodeGroup[] groups = [.. ideal.Layout.Groups.Select((group, g) => g == 0 ? group : group with
            {
                Leak = Vary(group.Leak), Capacitance = Vary(group.Capacitance), InitialState = [.. group.InitialState.Select((_, i) => 0.3 * Math.Sin(i + die))],
            })];
            return Instance(ideal.Layout with { Groups = groups, Links = [.. ideal.Layout.Links.Select(link => link with { Gains = Vary(link.Gains) })] }, die, options);
        }

        return new([.. Enumerable.Range(0, dies).Select(Chip)], ideal.Parameters);
    }

    private static ChipInstance Instance(NetworkLayout layout, int die, BenchOptions options) => new(Fabrications.Describe(null) with { Simulation = options.Simulation }, die, layout);
}
