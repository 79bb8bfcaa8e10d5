using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation;

/// <summary>Finds nodes by name: one node ("fast", "hidden 1[3]"), or a whole group ("output").</summary>
public static class NodeSelection
{
    private const int MostGuesses = 2000;

    /// <summary>The nodes that names mean.</summary>
    /// <param name="layout">The circuit.</param>
    /// <param name="names">Names of nodes or groups; a node's own name goes before a group's.</param>
    /// <returns>Each node once, in the order of the groups.</returns>
    /// <exception cref="InputException">A name is unknown; every such name is reported with the nearest known one.</exception>
    public static IReadOnlyList<(int Group, int Node)> Find(NetworkLayout layout, IReadOnlyList<string> names)
    {
        (int Group, int Node, string Name)[] nodes =
        [
            .. layout.Groups.SelectMany((group, g) => Enumerable.Range(0, group.Size).Select(i => (g, i, group.NameOf(i)))),
        ];
        ILookup<string, (int Group, int Node, string Name)> byNode = nodes.ToLookup(node => node.Name, StringComparer.Ordinal);
        ILookup<string, (int Group, int Node, string Name)> byGroup = nodes.ToLookup(node => layout.Groups[node.Group].Name, StringComparer.Ordinal);
        List<Violation> unknown = [];
        SortedSet<(int Group, int Node)> found = [];
        foreach (string name in names)
        {
            ILookup<string, (int Group, int Node, string Name)> place = byNode.Contains(name) ? byNode : byGroup;
            found.UnionWith(place[name].Select(node => (node.Group, node.Node)));
            if (!place.Contains(name))
            {
                IReadOnlyList<string> known = [.. layout.Groups.Select(group => group.Name), .. nodes.Take(MostGuesses).Select(node => node.Name)];
                unknown.Add(new("nodes.unknown", name, $"There is no node and no group '{name}'.", Remedy(name, known, layout)));
            }
        }

        return unknown.Count == 0 ? [.. found] : throw new InputException(unknown);
    }

    private static string Remedy(string name, IReadOnlyList<string> known, NetworkLayout layout) => NearestName.Find(name, known) is { } nearest
        ? $"Did you mean '{nearest}'?"
        : $"Known groups: {string.Join(", ", layout.Groups.Select(group => $"{group.Name} ({group.NameOf(0)} to {group.NameOf(group.Size - 1)})"))}.";
}
