using EqProp.Analog.Networks;
using EqProp.Analog.Stability;

namespace EqProp.Analog.Studies.OperatingPoints;

/// <summary>What a chip does on one example: its operating points, whether they hold, and how far they are from losing their hold.</summary>
public sealed record StabilityReport
{
    /// <summary>The chip.</summary>
    public required NetworkLayout Layout { get; init; }

    /// <summary>Operating points, motions and kicks.</summary>
    public required StabilityFindings Findings { get; init; }

    /// <summary>Limits of each parameter for the point of <see cref="StabilityFindings.Chosen"/>; empty where there is no point or the network is large.</summary>
    public required IReadOnlyList<StabilityMargin> Margins { get; init; }

    /// <summary>The point that margins are about; null without one.</summary>
    public OperatingPoint? Point => Findings.Chosen is { } index ? Findings.Points[index] : null;

    /// <summary>Names of the free nodes.</summary>
    public IReadOnlyList<string> NodeNames => [.. Layout.Groups.Skip(1).SelectMany(group => Enumerable.Range(0, group.Size).Select(group.NameOf))];

    /// <summary>Voltages of the membranes at an operating point; of an inhibitor that of its capacitor, or the one that its current stands for.</summary>
    /// <param name="point">One of the points.</param>
    /// <returns>One a free node, in volts.</returns>
    public IReadOnlyList<double> Volts(OperatingPoint point)
    {
        (NodeGroup Group, int Node)[] nodes = [.. Layout.Groups.Skip(1).SelectMany(group => Enumerable.Range(0, group.Size).Select(i => (group, i)))];
        return [.. nodes.Select((node, i) => Layout.Map.ToVolts(node.Group.MembraneOf(node.Node, point.State[i])))];
    }
}
