using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation.Metering;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation;

namespace EqProp.Analog.Tests.Metering;

/// <summary>Networks of every kind by name, and what a meter says of them.</summary>
internal static class MeteredNetworks
{
    /// <summary>Ideal ones, fabricated ones, recurrent ones and cells.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. DrawnChips.All.SelectMany(name => new[] { $"drawn/{name}/layered", $"drawn/{name}/recurrent", $"drawn/{name}/elements" }),
        .. ExtendedCircuits.All.Select(name => $"extended/{name}"),
        "cells/layers", "cells/resistors", "cells/inhibitors", "cells/ring", "cells/row",
    ];

    public static TheoryData<string> Names => [.. All];

    public static RandomNetwork Draw(string name, int seed)
    {
        string[] parts = name.Split('/');
        return parts[0] switch
        {
            "drawn" => DrawnChips.Draw(parts[1], parts[2], seed),
            "extended" => ExtendedCircuits.Layered(parts[1], seed, 3, 5, 4, 2),
            _ => CellNetworks.Draw(Cells(parts[1]), seed),
        };
    }

    /// <summary>Free phase and nudged phase of some examples from random states, and what was metered of each.</summary>
    public static IReadOnlyList<PhaseEnergy> Run(RandomNetwork network, BenchOptions options, int count = 3, int steps = 60)
    {
        var meter = new PhaseMeter();
        Examples examples = Examples.Draw(network.Layout, count, 1);
        using IPhysicalNetwork chip = Bench.Start(network.Parameters, examples, options with { Meter = meter });
        chip.Settle(new(steps));
        chip.Nudge(examples.Cost, 0.3, examples.Targets);
        chip.Settle(new(steps / 2));
        return meter.Take();
    }

    private static NetworkLayout Cells(string name) => name switch
    {
        "layers" => CellLayouts.Layered([3, 5, 2], new()),
        "resistors" => CellLayouts.Layered([3, 5, 2], new() { Synapse = SynapseKind.Resistive, WeightMinimum = 0 }),
        "inhibitors" => CellLayouts.Layered([3, 5, 2], new() { CouplesInhibitors = true, ReadsInhibitors = true }),
        "ring" => CellLayouts.Row(9, 0.4, isRing: true, new()),
        _ => CellLayouts.Row(9, 0.4, isRing: false, new()),
    };
}
