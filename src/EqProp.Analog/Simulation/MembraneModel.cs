using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;

namespace EqProp.Analog.Simulation;

/// <summary>What the nodes of a layout have on their membranes, as neuron models take it.</summary>
internal static class MembraneModel
{
    public static NeuronModel Of(NodeGroup group, ForceForm force) => new(new(group.Activation, group.Gain, group.Threshold), force)
    {
        Nonlinearity = group.Nonlinearity,
        Diodes =
        [
            .. group.Diodes.Where(d => d.Kind == DiodeKind.Shockley)
                .Select(d => new DiodeFunction(d.Direction, d.Level, d.Saturation, d.Thermal)),
        ],
        LowerClip = Ideal(group, DiodeDirection.IntoMembrane).Append(double.NegativeInfinity).Max(),
        UpperClip = Ideal(group, DiodeDirection.FromMembrane).Append(double.PositiveInfinity).Min(),
    };

    private static IEnumerable<double> Ideal(NodeGroup group, DiodeDirection direction) =>
        group.Diodes.Where(d => d.Kind == DiodeKind.Ideal && d.Direction == direction).Select(d => d.Level);
}
