namespace EqProp.Analog.Circuits;

/// <summary>Lists of group names in blocks that hold for some groups: none named means every free group of neurons; inhibitors are named.</summary>
internal static class GroupNames
{
    /// <summary>Whether a list names a group that is not clamped.</summary>
    public static bool Names(IReadOnlyList<string>? names, TopologyGroup group) =>
        group.Role != NodeRole.Input && (names is null ? !group.IsInhibitor : names.Contains(group.Name));

    /// <summary>Reports names that are unknown and groups that two blocks speak of.</summary>
    /// <param name="lists">The list of each block of the field.</param>
    /// <param name="field">Name of the field of the circuit block.</param>
    /// <param name="circuit">The circuit.</param>
    /// <param name="findings">Where problems go.</param>
    public static void Check(IEnumerable<IReadOnlyList<string>?> lists, string field, CircuitBlock circuit, Findings findings)
    {
        IReadOnlyList<TopologyGroup> groups = TopologyGroups.FreeOf(circuit);
        string[] known = [.. groups.Select(group => group.Name)];
        HashSet<string> seen = [];
        foreach ((int i, IReadOnlyList<string>? names) in lists.Index())
        {
            foreach (string name in names ?? [.. groups.Where(group => Names(null, group)).Select(group => group.Name)])
            {
                string path = names is null ? $"circuit.{field}[{i}]" : $"circuit.{field}[{i}].groups";
                if (!known.Contains(name))
                {
                    findings.Add(
                        $"{field}.group", path, $"There is no free group '{name}'.", NearestName.Remedy(name, known));
                }
                else if (!seen.Add(name))
                {
                    findings.Add(
                        $"{field}.twice", path, $"The group '{name}' is spoken of twice.", "Name each group in one block alone.");
                }
            }
        }
    }
}
