using EqProp.Analog.Circuits;

namespace EqProp.Analog.NonIdealities;

/// <summary>
/// Values of many devices of one place. First normal numbers are made together; a device whose spread takes other numbers, or whose first one is forbidden, has them from its
/// own stream as any device by itself.
/// </summary>
internal sealed class DeviceValues
{
    private readonly SpreadTable _table;
    private readonly ParameterSpread[] _spreads;
    private readonly int _place;
    private readonly bool _backward;
    private readonly double[]?[] _normals;

    /// <param name="table">Spreads of the die.</param>
    /// <param name="streams">Its random numbers.</param>
    /// <param name="spreads">What spreads.</param>
    /// <param name="devices">Index of their group or coupling, how many there are, and of a direction which.</param>
    public DeviceValues(SpreadTable table, DieStreams streams, ParameterSpread[] spreads, (int Place, int Count, bool Backward) devices)
    {
        _table = table;
        _spreads = spreads;
        (_place, _, _backward) = devices;
        _normals =
        [
            .. spreads.Select(spread => SpreadSampler.IsOfNormals(spread)
                ? streams.FirstNormals(spread.Parameter, spread.IsOfDevices, devices.Place, devices.Count, devices.Backward)
                : null),
        ];
    }

    /// <summary>The factor of one device on a nominal value of one.</summary>
    public double Factor(int element)
    {
        double factor = 1;
        for (int s = 0; s < _spreads.Length; s++)
        {
            factor *= Value(s, 1, element);
        }

        return factor;
    }

    /// <summary>The offset of one device, in the unit of its parameter.</summary>
    public double Offset(int element)
    {
        double offset = 0;
        for (int s = 0; s < _spreads.Length; s++)
        {
            offset += Value(s, 0, element);
        }

        return offset;
    }

    private double Value(int s, double nominal, int element) =>
        _normals[s] is { } normals && SpreadSampler.Accepts(_spreads[s], nominal, normals[element], out double value)
            ? value
            : _table.Draw(_spreads[s], nominal, _place, element, _backward);
}
