namespace EqProp.Analog.Studies.Tolerances;

/// <summary>
/// What can be wrong with the memories of synapses. Spreads and shapes are tried on steps of a thousandth of the full weight, taken at random so that
/// the mean of a change is right: otherwise what is lost below a step would hide them.
/// </summary>
internal static class DeviceAxes
{
    private const string Device = "circuit.coupling.device";
    private const string Steps = "\"step\":0.001,\"pulses\":\"stochastic\",\"longestTrain\":1000";

    /// <summary>All of them.</summary>
    public static IEnumerable<ToleranceAxis> All { get; } =
    [
        Levels("levels of a device, nearest", "nearest"),
        Levels("levels of a device, stochastic", "stochastic"),
        new()
        {
            Name = "largest weight", Harmless = 10, Worst = 0.01, Usual = 1,
            Settings = ["circuit.coupling.conductanceRange=null", "circuit.coupling.weightRange=[-{level},{level}]"],
        },
        Of("on-off ratio", "rangeRatio", 1000, 1.01, 10, "\"kind\":\"ideal\""),
        Stepped("step spread from cycle to cycle", "cycleSpread", 0.01, 100, 0.3),
        Stepped("step spread from device to device", "stepSpread", 0.01, 100, 0.3),
        Stepped("the same, a device for each direction", "stepSpread", 0.01, 100, 0.3, ",\"perDirection\":true"),
        Of("spread of device bounds", "boundSpread", 0.01, 30, 0.3, "\"kind\":\"ideal\""),
        Stepped("steps up larger than down", "asymmetry", 0.001, 0.99, 0.05),
        Stepped("spread of steps up over down", "asymmetrySpread", 0.001, 10, 0.05),
        Of("slope of steps (1: soft bounds)", "slopeUp", 0.01, 30, 1, $"\"kind\":\"linearStep\",{Steps},\"slopeDown\":{{level}}"),
        Stepped("write noise in steps of a thousandth", "writeNoise", 0.1, 1000, 50),
        new()
        {
            Name = "error of a verified write", Harmless = 1e-5, Worst = 1, Usual = 0.02,
            Settings = [$"{Device}={{\"kind\":\"programmed\",\"writeErrors\":[{{level}}]}}"],
        },
        Of("minibatches to 1/e of a charge", "lifetime", 1e7, 1, 1e6, $"\"kind\":\"capacitor\",{Steps}"),
    ];

    private static ToleranceAxis Levels(string name, string pulses) =>
        Of(name, "levels", 1 << 16, 2, 64, $"\"kind\":\"quantised\",\"pulses\":\"{pulses}\",\"longestTrain\":10000") with { IsWhole = true };

    private static ToleranceAxis Stepped(string name, string field, double harmless, double worst, double usual, string more = "") =>
        Of(name, field, harmless, worst, usual, $"\"kind\":\"constantStep\",{Steps}{more}");

    private static ToleranceAxis Of(string name, string field, double harmless, double worst, double usual, string others) => new()
    {
        Name = name,
        Harmless = harmless,
        Worst = worst,
        Usual = usual,
        Path = $"{Device}.{field}",
        Settings = [$"{Device}={{{others},\"{field}\":{{level}}}}"],
    };
}
