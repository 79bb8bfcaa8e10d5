using System.Collections.Concurrent;
using System.Numerics;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Numerics.SteadyState;

/// <summary>
/// In which order a sweep takes the groups: the first colour from the second, then the second from the first. A plan whose
/// first colour is empty takes all groups at once.
/// </summary>
internal sealed class SweepPlan<T>(GroupStepper<T>[] first, GroupStepper<T>[] second) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ConcurrentBag<AndersonMixing<T>> _mixings = [];

    public GroupStepper<T>[] First => first;

    public GroupStepper<T>[] Second => second;

    /// <summary>A plan with no group that sees one of its own colour, the larger colour first and lone groups second; null where there is none.</summary>
    public static SweepPlan<T>? TwoColoured(GroupStepper<T>[] steppers)
    {
        int[] colours = new int[steppers.Length];
        Array.Fill(colours, -1);
        for (int start = 0; start < steppers.Length; start++)
        {
            if (colours[start] >= 0)
            {
                continue;
            }

            List<int> part = [start];
            colours[start] = 0;
            for (int i = 0; i < part.Count; i++)
            {
                foreach (int neighbour in Neighbours(steppers, part[i]))
                {
                    if (colours[neighbour] == colours[part[i]])
                    {
                        return null;
                    }

                    if (colours[neighbour] < 0)
                    {
                        colours[neighbour] = 1 - colours[part[i]];
                        part.Add(neighbour);
                    }
                }
            }

            if (part.Count == 1 || part.Sum(g => colours[g] == 0 ? steppers[g].Group.Size : -steppers[g].Group.Size) < 0)
            {
                part.ForEach(g => colours[g] = 1 - colours[g]);
            }
        }

        return new([.. steppers.Where((_, g) => colours[g] == 0)], [.. steppers.Where((_, g) => colours[g] == 1)]);
    }

    /// <summary>Room for a chunk, from an earlier one where there was one.</summary>
    public AndersonMixing<T> Rent(int rows, int history) =>
        _mixings.TryTake(out AndersonMixing<T>? mixing) ? mixing : new(second, rows, history);

    public void Return(AndersonMixing<T> mixing) => _mixings.Add(mixing);

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_mixings.TryTake(out AndersonMixing<T>? mixing))
        {
            mixing.Dispose();
        }
    }

    private static IEnumerable<int> Neighbours(GroupStepper<T>[] steppers, int group)
    {
        for (int other = 0; other < steppers.Length; other++)
        {
            if (Sees(steppers[group], steppers[other]) || Sees(steppers[other], steppers[group]))
            {
                yield return other;
            }
        }
    }

    private static bool Sees(GroupStepper<T> one, GroupStepper<T> other) => one.Group.Incoming.Any(c => c.Source == other.Group) || one.Group.Diagonals.Any(d => d.Source == other.Group);
}
