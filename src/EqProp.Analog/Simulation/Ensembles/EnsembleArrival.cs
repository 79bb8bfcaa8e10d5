using EqProp.Analog.Networks;
using EqProp.Analog.Simulation.Metering;

namespace EqProp.Analog.Simulation.Ensembles;

/// <summary>One of the couplings that arrive at a group of an ensemble: some links, or one way of a coupling.</summary>
/// <param name="Source">Index of the group that is seen.</param>
/// <param name="Loads">Whether it is of resistors.</param>
/// <param name="Share">How much of what these dissipate counts here.</param>
internal readonly record struct EnsembleArrival(int Source, bool Loads, double Share)
{
    /// <summary>Index of the coupling in the layout; negative of links.</summary>
    public int Coupling { get; private init; }

    /// <summary>Whether it arrives at the source of the coupling.</summary>
    public bool IsBack { get; private init; }

    /// <summary>Which of the layout's links it is.</summary>
    public Range Links { get; private init; }

    /// <summary>Whether it is of links.</summary>
    public bool IsOfLinks => Coupling < 0;

    /// <summary>All from free groups that arrive at a group, in the order in which ensembles sum them.</summary>
    public static EnsembleArrival[] Into(NetworkLayout layout, int group) =>
    [
        .. EnsembleLinks.Joined(layout.Links).Select(range => (Range: range, First: layout.Links[range.Start.Value])).Where(links => links.First.Target == group)
            .Select(links => new EnsembleArrival(links.First.Source, links.First.Loads, PassiveSynapses.ShareOf(links.First)) { Coupling = -1, Links = links.Range }),
        .. CouplingArrival.Into(layout, group).Where(arrival => arrival.Source > 0)
            .Select(arrival => new EnsembleArrival(arrival.Source, layout.Couplings[arrival.Index].IsResistive, arrival.Share) { Coupling = arrival.Index, IsBack = arrival.IsBack }),
    ];
}
