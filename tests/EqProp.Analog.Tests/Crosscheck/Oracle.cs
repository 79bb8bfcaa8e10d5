using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Crosscheck;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Crosscheck;

/// <summary>Runs phases in ngspice, in the reference equations, and in the engine that ships.</summary>
internal static class Oracle
{
    private static readonly CircuitDescription Any =
        CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", "xor.json"), ["simulation.method=tsitouras"]).Description;

    public static NgspiceProgram Ngspice() => NgspiceProgram.Find(null, Environment.GetEnvironmentVariable);

    /// <summary>A free phase of a random network, in its own time constants; inputs in single precision, as a chip takes them.</summary>
    public static SpicePhase Phase(RandomNetwork network, double timeConstants, double[]? start = null) => new()
    {
        Title = "test",
        Layout = network.Layout,
        Parameters = network.Parameters,
        Inputs = Single(network.Inputs),
        InitialState = start,
        DurationSeconds = network.Layout.Map.ToSeconds(timeConstants),
    };

    /// <summary>Volts or targets in single precision, as a chip takes them.</summary>
    public static double[] Single(double[] values) => [.. values.Select(value => (double)(float)value)];

    /// <summary>Both waveforms, of the equations and of ngspice, of a phase at the times of ngspice.</summary>
    public static ComparedPhase Compare(SpicePhase phase, SpiceSettings? settings = null) =>
        new CrosscheckStudy(new EquationWaveforms(), Ngspice()).Compare(phase, settings ?? new SpiceSettings(), TimeSpan.FromMinutes(2), default).Compared;

    /// <summary>Largest difference to ngspice, of the equations or of the engine that ships, in swings.</summary>
    public static double Difference(SpicePhase phase, SpiceSettings? settings = null)
    {
        ComparedPhase compared = Compare(phase, settings);
        return Math.Max(Math.Abs(compared.Worst.Largest) / phase.Layout.Map.VoltageSwing, EngineDifference(phase, compared));
    }

    /// <summary>The same of the engine alone, against a run of ngspice that was compared at every free node; it starts no wires elsewhere.</summary>
    public static double EngineDifference(SpicePhase phase, ComparedPhase compared)
    {
        if (phase.InitialLines is not null)
        {
            return 0;
        }

        double[][] states = new EngineWaveforms(Any).Follow(phase, compared.TimesSeconds, default).States;
        DimensionlessMap map = phase.Layout.Map;
        return states.SelectMany((state, k) => state.Zip(compared.Nodes, (s, node) => Math.Abs(map.ToVolts(s) - node.Ngspice[k]))).Max() / map.VoltageSwing;
    }
}
