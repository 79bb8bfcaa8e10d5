namespace EqProp.Analog.Circuits;

/// <summary>The range of a synapse device, in units of weights.</summary>
/// <param name="Full">Weight that it makes at its largest conductance.</param>
/// <param name="Low">Lower bound of a device without spread.</param>
/// <param name="High">Upper bound of a device without spread.</param>
/// <param name="Centre">Value from which the distance to a bound counts.</param>
internal readonly record struct DeviceRange(double Full, double Low, double High, double Centre)
{
    /// <summary>Range of the devices of a coupling.</summary>
    /// <param name="block">A device.</param>
    /// <param name="weights">Smallest and largest weight that can be written.</param>
    public static DeviceRange Of(SynapseDeviceBlock block, (double Minimum, double Maximum) weights)
    {
        double full = block.FullWeight ?? Math.Max(Math.Abs(weights.Minimum), Math.Abs(weights.Maximum));
        double least = block.RangeRatio is { } ratio ? 1 / ratio : 0;
        bool isSigned = weights.Minimum < 0 && block.Pair == DevicePair.None;
        double low = isSigned ? -full * (1 - least) : full * least, high = isSigned ? -low : full;
        return new(full, low, high, (low + high) / 2);
    }
}
