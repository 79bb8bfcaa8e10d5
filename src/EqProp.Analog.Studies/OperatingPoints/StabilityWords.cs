using System.Globalization;
using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Stability;

namespace EqProp.Analog.Studies.OperatingPoints;

/// <summary>Stability in words.</summary>
public static class StabilityWords
{
    /// <summary>The regime and what it was judged by.</summary>
    /// <param name="report">What was found.</param>
    /// <returns>A sentence without its full stop.</returns>
    public static string Regime(StabilityReport report)
    {
        StabilityFindings found = report.Findings;
        string points = found.StablePoints == 1 ? "1 stable point" : $"{found.StablePoints} stable points";
        string search = $"{points} and {found.Points.Count - found.StablePoints} unstable from {found.Starts} starts, {found.Motions.Settled} of {found.Motions.Tried} motions came to rest";
        return found.Regime switch
        {
            Stability.Regime.Excitable => $"excitable: {search}; {Fires(report, found.Excitation!)}",
            Stability.Regime.Oscillating => $"oscillating: {search}; {Turns(report, found.Cycle!)}",
            Stability.Regime.RestBesideOscillation => $"rest beside an oscillation: {search}; {Turns(report, found.Cycle!)}",
            var other => $"{other.ToString().ToLowerInvariant()}: {search}",
        };
    }

    /// <summary>What the mini-maximizer test says.</summary>
    /// <param name="test">The test.</param>
    /// <returns>A few words.</returns>
    public static string Verdict(MiniMaximizer test) => test.Verdict switch
    {
        MiniMaximizerVerdict.StableForEveryTimeConstant => "stable for every tau",
        MiniMaximizerVerdict.StableForFastInhibitors => "stable for small tau only",
        MiniMaximizerVerdict.UnstableForEveryTimeConstant => "unstable for every tau",
        _ => "undecided without tau",
    };

    /// <summary>Field of the circuit that moves a parameter on the whole chip.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>Its path; for strengths of couplings what they are.</returns>
    public static string Field(MovedParameter parameter) => parameter switch
    {
        MovedParameter.Input => "circuit.neurons.bias",
        MovedParameter.InhibitorInput => "circuit.neurons.fitzHughNagumo.b",
        MovedParameter.Gamma => "circuit.neurons.fitzHughNagumo.gamma",
        MovedParameter.Tau => "circuit.neurons.fitzHughNagumo.tau",
        MovedParameter.Synapses => "all W",
        MovedParameter.Resistors => "all D",
        _ => "all Dv",
    };

    /// <summary>Short name of a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>Its symbol.</returns>
    public static string Symbol(MovedParameter parameter) => parameter switch
    {
        MovedParameter.Input => "I",
        MovedParameter.InhibitorInput => "b",
        MovedParameter.Gamma => "gamma",
        MovedParameter.Tau => "tau",
        MovedParameter.Synapses => "W",
        MovedParameter.Resistors => "D",
        _ => "Dv",
    };

    /// <summary>What happens at a limit.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="map">The map to SI.</param>
    /// <returns>A few words.</returns>
    public static string Limit(StabilityLimit limit, DimensionlessMap map) => limit.Kind switch
    {
        LimitKind.None => "no limit",
        LimitKind.Hopf => $"oscillation at {Frequency(Math.Abs(limit.Leading.Imaginary) / (2 * Math.PI), map)}",
        LimitKind.Fold => "the point vanishes",
        _ => "the point splits",
    };

    /// <summary>An eigenvalue; one of a pair stands for both.</summary>
    /// <param name="value">In any unit.</param>
    /// <returns>Text with four digits.</returns>
    public static string Eigenvalue(Complex value) => value.Imaginary == 0
        ? Number(value.Real)
        : $"{Number(value.Real)} +- {Number(Math.Abs(value.Imaginary))}i";

    /// <summary>A frequency given in turns a shared time constant.</summary>
    /// <param name="turns">Turns a time constant.</param>
    /// <param name="map">The map to SI.</param>
    /// <returns>Hertz with a prefix.</returns>
    public static string Frequency(double turns, DimensionlessMap map) => Hertz(turns / map.TimeConstant);

    /// <summary>A frequency.</summary>
    /// <param name="hertz">In hertz.</param>
    /// <returns>Hertz with a prefix.</returns>
    internal static string Hertz(double hertz)
    {
        (double factor, string unit) = hertz switch { >= 1e9 => (1e9, "GHz"), >= 1e6 => (1e6, "MHz"), >= 1e3 => (1e3, "kHz"), _ => (1, "Hz") };
        return $"{Number(hertz / factor)} {unit}";
    }

    private static string Fires(StabilityReport report, Excitation excitation)
    {
        DimensionlessMap map = report.Layout.Map;
        return $"a kick of {Number(map.VoltageSwing * excitation.Threshold)} V fires {report.NodeNames[excitation.Node]}, which runs {Number(map.VoltageSwing * excitation.Excursion)} V further "
            + $"and is back after {Microseconds(excitation.Duration, map)} us";
    }

    private static string Turns(StabilityReport report, LimitCycle cycle)
    {
        DimensionlessMap map = report.Layout.Map;
        string kind = cycle.IsPeriodic ? "a limit cycle" : "a motion without an even period";
        return $"{kind} was seen, {report.NodeNames[cycle.Node]} from {Number(map.ToVolts(cycle.Low))} to {Number(map.ToVolts(cycle.High))} V "
            + $"every {Microseconds(cycle.Period, map)} us ({Frequency(1 / cycle.Period, map)})";
    }

    private static string Microseconds(double time, DimensionlessMap map) => Number(map.ToSeconds(time) / 1e-6);

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
