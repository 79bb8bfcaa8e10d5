namespace EqProp.Analog.Circuits;

/// <summary>Which fields of a device block each law reads besides those that all read.</summary>
internal static class SynapseDeviceFields
{
    private static readonly string[] Pulsed = ["pulses", "longestTrain", "step", "writeNoise"];

    /// <summary>Names in files of the fields that one law reads and others do not.</summary>
    public static IReadOnlyList<string> Of(SynapseDeviceKind kind) => kind switch
    {
        SynapseDeviceKind.Ideal => [],
        SynapseDeviceKind.LinearStep => [.. Pulsed, "slopeUp", "slopeDown"],
        SynapseDeviceKind.ExponentialStep => [.. Pulsed, "exponentUp", "exponentDown", "amplitudeUp", "amplitudeDown"],
        SynapseDeviceKind.PowerStep => [.. Pulsed, "powerUp", "powerDown"],
        SynapseDeviceKind.Capacitor => [.. Pulsed, "slopeUp", "slopeDown", "lifetime", "lifetimeSpread"],
        SynapseDeviceKind.Programmed => ["writeErrors"],
        SynapseDeviceKind.Quantised => ["pulses", "longestTrain", "writeNoise", "levels"],
        SynapseDeviceKind.Measured => [.. Pulsed, "table", "upConductances", "downConductances"],
        _ => Pulsed,
    };

    /// <summary>Whether writes come in pulses.</summary>
    public static bool IsPulsed(SynapseDeviceKind kind) => kind is not (SynapseDeviceKind.Ideal or SynapseDeviceKind.Programmed);

    /// <summary>Names of fields that are given and that some law reads, but not this one.</summary>
    public static IEnumerable<string> Unread(SynapseDeviceBlock block)
    {
        IReadOnlyList<string> read = Of(block.Kind);
        return Given(block).Where(name => !read.Contains(name));
    }

    private static IEnumerable<string> Given(SynapseDeviceBlock block)
    {
        var none = new SynapseDeviceBlock();
        (string Name, bool Given)[] fields =
        [
            ("pulses", block.Pulses != none.Pulses), ("longestTrain", block.LongestTrain != none.LongestTrain), ("step", block.Step is not null),
            ("writeNoise", block.WriteNoise != 0), ("slopeUp", block.SlopeUp != 0), ("slopeDown", block.SlopeDown != 0),
            ("exponentUp", block.ExponentUp is not null), ("exponentDown", block.ExponentDown is not null),
            ("amplitudeUp", block.AmplitudeUp is not null), ("amplitudeDown", block.AmplitudeDown is not null),
            ("powerUp", block.PowerUp != none.PowerUp), ("powerDown", block.PowerDown != none.PowerDown),
            ("lifetime", block.Lifetime is not null), ("lifetimeSpread", block.LifetimeSpread != 0), ("writeErrors", block.WriteErrors is not null),
            ("levels", block.Levels is not null), ("table", block.Table is not null), ("upConductances", block.UpConductances is not null),
            ("downConductances", block.DownConductances is not null),
        ];
        return fields.Where(field => field.Given).Select(field => field.Name);
    }
}
