namespace EqProp.Analog.Studies.Tolerances;

/// <summary>The one list of what <c>eqprop tolerance</c> looks at. Usual levels are assumed: they rank, they are no claim about any process.</summary>
public static class ToleranceAxes
{
    private const string Hold = "circuit.plasticity.sampleHold";
    private const string Correlator = "circuit.plasticity.correlator";
    private const string Converter = "circuit.plasticity.converter";
    private const double MostWritten = 0.5;

    /// <summary>All of them, in the order in which signals pass them.</summary>
    public static IReadOnlyList<ToleranceAxis> All { get; } =
    [
        Mismatch("synapse conductance mismatch", "synapseGain", 0.1),
        Mismatch("forward and backward synapse mismatch", "synapseDirection", 0.03),
        Mismatch("leak mismatch", "leakConductance", 0.1),
        Mismatch("capacitance mismatch", "membraneCapacitance", 0.05),
        Mismatch("activation slope mismatch", "activationGain", 0.05),
        Offset("input offset of neurons", "inputOffset", 0.005),
        Share("synapses stuck off", "stuckOff", 0.01),
        Share("dead neurons", "deadNeurons", 0.01),
        Volts("read-out noise", "circuit.noise.readOut.voltage", 1e-5, 3, 0.001),
        Steps("length of the free phase", "learning.freePhase.steps"),
        Steps("length of the nudged phase", "learning.nudgedPhase.steps"),
        Volts("sensor noise", $"{Hold}.noise", 1e-6, 3, 0.001),
        Volts("sensor offset", $"{Hold}.offsetSpread", 1e-5, 3, 0.005),
        Volts("sensor offset of each phase", $"{Hold}.phaseOffsetSpread", 1e-6, 3, 0.005),
        Falling("sensor compression", $"{Hold}.compression", "V", 30, 0.03, 1),
        Falling("hold capacitor", $"{Hold}.capacitance", "F", 1e-9, 1e-21, 1e-13),
        Volts("charge injection", $"{Hold}.chargeInjection", 1e-6, 3, 0.001),
        new()
        {
            Name = "droop of 1 pF", Unit = "A", Harmless = 1e-16, Worst = 1e-6, Usual = 1e-12, Path = $"{Hold}.leakageCurrent",
            Settings = [$"{Hold}.capacitance=1 pF", $"{Hold}.leakageCurrent={{level}}"],
        },
        Number("correlator gain spread", $"{Correlator}.gainSpread", 0.01, 10, 0.1),
        Number("correlator offset spread", $"{Correlator}.offsetSpread", 1e-7, 1, 0.001),
        Number("correlator offset", $"{Correlator}.offset", 1e-7, 1, 0.001),
        Number("correlator noise", $"{Correlator}.noise", 1e-5, 100, 0.01),
        Falling("correlator saturation", $"{Correlator}.saturation", "", 10, 1e-6, 0.1),
        Number("write dead zone", $"{Converter}.deadZone", 1e-8, 1, 1e-4),
        Bits("write bits, nearest", "nearest"),
        Bits("write bits, stochastic", "stochastic"),
        Bits("write bits, accumulated", "accumulate"),
        .. DeviceAxes.All,
    ];

    private static ToleranceAxis Number(string name, string path, double harmless, double worst, double usual) =>
        new() { Name = name, Harmless = harmless, Worst = worst, Usual = usual, Path = path, Settings = [$"{path}={{level}}"] };

    private static ToleranceAxis Volts(string name, string path, double harmless, double worst, double usual) =>
        Number(name, path, harmless, worst, usual) with { Unit = "V" };

    private static ToleranceAxis Falling(string name, string path, string unit, double harmless, double worst, double usual) =>
        Number(name, path, harmless, worst, usual) with { Unit = unit };

    private static ToleranceAxis Share(string name, string field, double usual) => Number(name, $"circuit.fabrication.faults.{field}", 1e-4, 0.9, usual);

    private static ToleranceAxis Mismatch(string name, string parameter, double usual) => new()
    {
        Name = name,
        Harmless = 0.003,
        Worst = 3,
        Usual = usual,
        Settings = [$"circuit.fabrication.variations=[{{\"parameter\":\"{parameter}\",\"distribution\":\"logNormal\",\"relativeSigma\":{{level}}}}]"],
    };

    private static ToleranceAxis Offset(string name, string parameter, double usual) => new()
    {
        Name = name,
        Unit = "V",
        Harmless = 1e-4,
        Worst = 3,
        Usual = usual,
        Settings = [$"circuit.fabrication.variations=[{{\"parameter\":\"{parameter}\",\"absoluteSigma\":\"{{level}}\"}}]"],
    };

    /// <summary>From four times the length that the circuit has down to one step; <see cref="ToleranceStudy"/> puts in what it has.</summary>
    private static ToleranceAxis Steps(string name, string path) => new()
    {
        Name = name,
        Harmless = double.NaN,
        Worst = 1,
        IsWhole = true,
        Usual = double.NaN,
        Path = path,
        Settings = [$"{path}={{level}}"],
    };

    private static ToleranceAxis Bits(string name, string rounding) => new()
    {
        Name = name,
        Harmless = 20,
        Worst = 1,
        IsWhole = true,
        Usual = 8,
        Path = $"{Converter}.bits",
        Settings = [$"{Converter}.rounding={rounding}", $"{Converter}.range={MostWritten:R}", $"{Converter}.bits={{level}}"],
    };
}
