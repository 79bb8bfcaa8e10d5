using EqProp.Analog.Networks;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Crosscheck;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Crosscheck;

/// <summary>Runs phases in ngspice and in the reference equations.</summary>
internal static class Oracle
{
    public static NgspiceProgram Ngspice() => NgspiceProgram.Find(null, Environment.GetEnvironmentVariable);

    /// <summary>A free phase of a random network, in its own time constants.</summary>
    public static SpicePhase Phase(RandomNetwork network, double timeConstants, double[]? start = null) => new()
    {
        Title = "test",
        Layout = network.Layout,
        Parameters = network.Parameters,
        Inputs = network.Inputs,
        InitialState = start,
        DurationSeconds = network.Layout.Map.ToSeconds(timeConstants),
    };

    /// <summary>Both waveforms of a phase at the times of ngspice.</summary>
    public static ComparedPhase Compare(SpicePhase phase, SpiceSettings? settings = null) =>
        new CrosscheckStudy(new EquationWaveforms(), Ngspice()).Compare(phase, settings ?? new SpiceSettings(), TimeSpan.FromMinutes(2), default).Compared;

    /// <summary>Largest difference in swings.</summary>
    public static double Difference(SpicePhase phase, SpiceSettings? settings = null) =>
        Math.Abs(Compare(phase, settings).Worst.Largest) / phase.Layout.Map.VoltageSwing;
}
