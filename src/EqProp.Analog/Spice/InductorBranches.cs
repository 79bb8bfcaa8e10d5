using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Spice;

/// <summary>
/// Finds the inhibitors that can be the currents of inductors: those that nothing but their own membrane touches. A current has no node that
/// another inhibitor or a nudge could reach, and its coupling has no gain that could spread.
/// </summary>
internal static class InductorBranches
{
    /// <summary>Groups of inhibitors, each with the group of its membranes.</summary>
    public static IReadOnlyDictionary<int, int> Find(NetworkLayout layout) =>
        layout.Cells.Where(cell => IsAlone(layout, cell)).ToDictionary(cell => cell.Inhibitor, cell => cell.Activator);

    private static bool IsAlone(NetworkLayout layout, Cell cell)
    {
        NodeGroup inhibitors = layout.Groups[cell.Inhibitor];
        bool plain = inhibitors is { LineTime: 0, Slope: null, Offset: null, Nonlinearity: null, Diodes.Count: 0 };
        Link[] links = [.. layout.Links.Where(link => link.Source == cell.Inhibitor || link.Target == cell.Inhibitor)];
        return cell.Branch == InhibitorBranch.Inductor && plain && layout.OutputGroup != cell.Inhibitor
            && !layout.Couplings.Any(coupling => coupling.Source == cell.Inhibitor || coupling.Target == cell.Inhibitor)
            && links.Length == 2 && links.Any(link => IsUnit(link, cell.Inhibitor, cell.Activator, -1)) && links.Any(link => IsUnit(link, cell.Activator, cell.Inhibitor, 1));
    }

    private static bool IsUnit(Link link, int source, int target, double gain) =>
        link.Source == source && link.Target == target && link is { Shift: 0, Loads: false } && link.Gains.All(one => one == gain);
}
