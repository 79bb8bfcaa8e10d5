using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// The order in which the states of a sparse circuit go through the stages of a step. Stage by stage, all states pass through the innermost cache
/// once a stage. Here a stage follows the one before it at the distance that couplings ask for, so that they pass once a step; what sees states
/// far away, as the ends of a ring do, is done last. The order changes no result.
/// </summary>
internal static class SparseSchedule
{
    /// <summary>All states at all stages, in an order that couplings allow.</summary>
    /// <param name="groups">Groups with their couplings.</param>
    /// <param name="last">Number of the last stage.</param>
    /// <param name="window">States of each group that go through a stage at once.</param>
    public static SparseRange[] Of<T>(IReadOnlyList<SparseGroup<T>> groups, int last, int window)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[][] neighbours = Neighbours(groups);
        bool[][] done = [.. Enumerable.Range(0, last + 1).Select(_ => new bool[neighbours.Length])];
        var ranges = new List<SparseRange>();
        int most = groups.Max(g => g.Group.Size), lag = (last + 1) * window;
        for (int front = 0; front < most; front += window)
        {
            for (int stage = 0; stage <= last; stage++)
            {
                Extend(stage, Math.Max(0, front - lag), front + window);
            }
        }

        for (int stage = 0; stage <= last; stage++)
        {
            Extend(stage, 0, most);
        }

        return [.. ranges];

        void Extend(int stage, int from, int to)
        {
            for (int g = 0; g < groups.Count; g++)
            {
                int first = groups[g].First, size = groups[g].Group.Size;
                for (int i = from; i < Math.Min(to, size); i++)
                {
                    if (done[stage][first + i] || (stage > 0 && !Array.TrueForAll(neighbours[first + i], n => done[stage - 1][n])))
                    {
                        continue;
                    }

                    done[stage][first + i] = true;
                    if (ranges.Count > 0 && ranges[^1] is var before && before.Stage == stage && before.Group == g && before.To == i)
                    {
                        ranges[^1] = before with { To = i + 1 };
                    }
                    else
                    {
                        ranges.Add(new(stage, g, i, i + 1));
                    }
                }
            }
        }
    }

    /// <summary>Of each state, all that see it or that it sees, and itself: they share two arrays of stages, which take turns.</summary>
    private static int[][] Neighbours<T>(IReadOnlyList<SparseGroup<T>> groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int lanes = groups[0].Group.Blocks.Lanes;
        HashSet<int>[] neighbours = [.. Enumerable.Range(0, groups.Sum(g => g.Group.Size)).Select(i => new HashSet<int> { i })];
        foreach (SparseGroup<T> group in groups)
        {
            for (int i = 0; i < group.Group.Size; i++)
            {
                foreach (int source in group.Sources.AsSpan(group.Starts[i]..group.Starts[i + 1]))
                {
                    neighbours[group.First + i].Add(source / lanes);
                    neighbours[source / lanes].Add(group.First + i);
                }
            }
        }

        return [.. neighbours.Select(n => n.ToArray())];
    }
}
