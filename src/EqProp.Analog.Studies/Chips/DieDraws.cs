using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.NonIdealities;

namespace EqProp.Analog.Studies.Chips;

/// <summary>What a die drew, with the time constants that follow from it.</summary>
internal static class DieDraws
{
    public static IReadOnlyList<DrawnParameter> Of(ChipInstance chip)
    {
        IReadOnlyList<DrawnParameter> drawn = ChipDraws.Of(chip);
        NetworkLayout drawing = LayoutBuilder.Build(chip.Description, chip.Layout.ReadOutClasses);
        return
        [
            .. drawn,
            .. chip.Layout.Groups.Zip(drawing.Groups).Skip(1)
                .Where(pair => drawn.Any(one => one.Group == pair.First.Name && one.Parameter is VariedParameter.LeakConductance or VariedParameter.MembraneCapacitance))
                .Where(pair => pair.First.Leak.All(leak => leak > 0))
                .Select(pair => TimeConstants(chip.Layout.Map, pair.First, pair.Second)),
        ];
    }

    private static DrawnParameter TimeConstants(DimensionlessMap map, NodeGroup group, NodeGroup drawing)
    {
        double[] nominal = Of(drawing);
        return new DrawnParameter(
            VariedParameter.TimeConstant, "time constant", "s", group.Name, nominal.Distinct().Count() == 1 ? nominal[0] : null, Of(group));

        double[] Of(NodeGroup nodes) => [.. nodes.Capacitance.Zip(nodes.Leak, (c, g) => map.ToSeconds(c / g))];
    }
}
