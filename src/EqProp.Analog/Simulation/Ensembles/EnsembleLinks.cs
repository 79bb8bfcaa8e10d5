using System.Numerics;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Ensembles;

namespace EqProp.Analog.Simulation.Ensembles;

/// <summary>
/// The fixed couplings of node to node on all chips of an ensemble, each chip with its own gains: as <see cref="NodeLinks{T}"/> has them, in the
/// same order of summation.
/// </summary>
internal static class EnsembleLinks
{
    /// <summary>Joins the groups. Links of one kind between the same groups that follow one another are one coupling, which every state sums at once.</summary>
    public static void Connect<T>(IReadOnlyList<ChipInstance> chips, IReadOnlyList<EnsembleGroup<T>> groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (Range links in Joined(chips[0].Layout.Links))
        {
            Join(chips, groups, links.Start.Value, links.End.Value);
        }
    }

    /// <summary>Links between free groups that are one coupling, in their order.</summary>
    public static IEnumerable<Range> Joined(IReadOnlyList<Link> links)
    {
        for (int first = 0, end; first < links.Count; first = end)
        {
            Link link = links[first];
            for (end = first + 1; end < links.Count && (links[end].Source, links[end].Target, links[end].Loads) == (link.Source, link.Target, link.Loads); end++)
            {
            }

            if (link.Source > 0)
            {
                yield return first..end;
            }
        }
    }

    /// <summary>Adds what the clamped inputs of an example contribute to the drives.</summary>
    public static void AddInputs<T>(IReadOnlyList<ChipInstance> chips, IReadOnlyList<EnsembleGroup<T>> groups, ReadOnlySpan<double> inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int chip = 0; chip < chips.Count; chip++)
        {
            foreach (Link link in chips[chip].Layout.Links.Where(link => link.Source == 0))
            {
                ChipMatrix<T> drive = groups[link.Target - 1].Drive;
                for (int i = 0; i < drive.Rows; i++)
                {
                    if (link.Gains[i] != 0)
                    {
                        drive[i, chip] += T.CreateTruncating(link.Gains[i]) * T.CreateTruncating(inputs[link.Seen(i)]);
                    }
                }
            }
        }
    }

    private static void Join<T>(IReadOnlyList<ChipInstance> chips, IReadOnlyList<EnsembleGroup<T>> groups, int first, int end)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IReadOnlyList<Link> links = chips[0].Layout.Links;
        EnsembleGroup<T> target = groups[links[first].Target - 1];
        int[][] seen = [.. Enumerable.Range(0, target.Size).Select(i =>
            Enumerable.Range(first, end - first).Where(l => chips.Any(chip => chip.Layout.Links[l].Gains[i] != 0)).ToArray())];
        SparseEnsembleCoupling<T> coupling = target.SeeSome(groups[links[first].Source - 1], [.. seen.Select((list, i) => list.Select(l => links[l].Seen(i)).ToArray())]);
        for (int chip = 0; chip < chips.Count; chip++)
        {
            for (int i = 0; i < seen.Length; i++)
            {
                for (int entry = 0; entry < seen[i].Length; entry++)
                {
                    coupling[i, entry, chip] = T.CreateTruncating(chips[chip].Layout.Links[seen[i][entry]].Gains[i]);
                }
            }
        }
    }
}
