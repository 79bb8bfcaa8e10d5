using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.NonIdealities;

/// <summary>What acts on one parameter of one group on one die: shared factors, the spreads of its devices and a gradient.</summary>
internal sealed class SpreadTable(FabricationBlock? fabrication, IReadOnlyList<ParameterSpread> spreads, DieStreams streams)
{
    /// <summary>The spreads of one parameter over the devices of a group.</summary>
    public ParameterSpread[] Mismatch(VariedParameter parameter, string group) =>
        [.. Of(parameter, group).Where(spread => spread.Scope == VariationScope.Mismatch)];

    /// <summary>The factor that all devices of a group share on this die.</summary>
    /// <param name="parameter">A parameter that is not an offset.</param>
    /// <param name="group">Name of the group.</param>
    /// <param name="nominal">Nominal value in the unit of the parameter; 1 for a factor.</param>
    /// <param name="backward">Of a direction: the other one.</param>
    public double SharedFactor(VariedParameter parameter, string group, double nominal, bool backward = false)
    {
        double factor = 1;
        foreach (ParameterSpread spread in Shared(parameter, group))
        {
            double whole = spread.IsRelative ? 1 : nominal;
            factor *= SpreadSampler.Draw(spread, whole, streams.Process(parameter, backward)) / whole;
        }

        return factor;
    }

    /// <summary>The offset that all devices of a group share on this die, in the unit of the parameter.</summary>
    public double SharedOffset(VariedParameter parameter, string group) =>
        Shared(parameter, group).Sum(spread => SpreadSampler.Draw(spread, 0, streams.Process(parameter)));

    /// <summary>The factor of one device.</summary>
    public double DeviceFactor(ParameterSpread[] spreads, double nominal, int place, int element, bool backward = false)
    {
        double factor = 1;
        foreach (ParameterSpread spread in spreads)
        {
            double whole = spread.IsRelative ? 1 : nominal;
            factor *= SpreadSampler.Draw(spread, whole, Device(spread, place, element, backward)) / whole;
        }

        return factor;
    }

    /// <summary>The offset of one device, in the unit of its parameter.</summary>
    public double DeviceOffset(ParameterSpread[] spreads, int place, int element)
    {
        double offset = 0;
        foreach (ParameterSpread spread in spreads)
        {
            offset += SpreadSampler.Draw(spread, 0, Device(spread, place, element, backward: false));
        }

        return offset;
    }

    /// <summary>The values of all devices of a place: those of <see cref="DeviceFactor"/> and <see cref="DeviceOffset"/>, with first numbers made together.</summary>
    public DeviceValues DevicesOf(ParameterSpread[] spreads, int place, int count, bool backward = false) => new(this, streams, spreads, (place, count, backward));

    /// <summary>The gradient of a parameter across the die; null without one.</summary>
    public DieGradient? Gradient(VariedParameter parameter) =>
        (fabrication?.Gradients ?? []).FirstOrDefault(block => block.Parameter == parameter) is { } found
            ? new DieGradient(found, streams)
            : null;

    /// <summary>The value of one device for one spread.</summary>
    public double Draw(ParameterSpread spread, double nominal, int place, int element, bool backward) =>
        SpreadSampler.Draw(spread, nominal, Device(spread, place, element, backward));

    private RandomStream Device(ParameterSpread spread, int place, int element, bool backward) =>
        streams.Device(spread.Parameter, spread.IsOfDevices, place, element, backward);

    private IEnumerable<ParameterSpread> Shared(VariedParameter parameter, string group) =>
        Of(parameter, group).Where(spread => spread.Scope == VariationScope.Process);

    private IEnumerable<ParameterSpread> Of(VariedParameter parameter, string group) =>
        spreads.Where(spread => spread.Parameter == parameter && (spread.Groups is null || spread.Groups.Contains(group)));
}
