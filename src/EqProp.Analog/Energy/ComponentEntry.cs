using EqProp.Analog.Circuits;

namespace EqProp.Analog.Energy;

/// <summary>What one action of a component costs.</summary>
public sealed record ComponentEntry
{
    /// <summary>Name of the component.</summary>
    public required string Component { get; init; }

    /// <summary>What it does.</summary>
    public required string Action { get; init; }

    /// <summary>How the energy of one action follows.</summary>
    public EnergyFormula Formula { get; init; } = EnergyFormula.Constant;

    /// <summary>Constant: energy of one action. Walden: energy of a step.</summary>
    public UncertainEnergy? Energy { get; init; }

    /// <summary>Schreier: figure of merit in dB.</summary>
    public UncertainNumber? FigureOfMerit { get; init; }

    /// <summary>Capacitive, capacitor array and pulse: factor on the energy; exactly 1 if left out.</summary>
    public UncertainNumber? Factor { get; init; }

    /// <summary>Capacitive: capacitance where the circuit states none. Capacitor array: that of one unit.</summary>
    [Unit("F")]
    public double? Capacitance { get; init; }

    /// <summary>Pulse: voltage of a write pulse.</summary>
    [Unit("V")]
    public double? PulseVoltage { get; init; }

    /// <summary>Pulse: its duration.</summary>
    [Unit("s")]
    public double? PulseTime { get; init; }

    /// <summary>Most actions in a second of one component; no limit if left out.</summary>
    [Unit("Hz")]
    public double? Rate { get; init; }

    /// <summary>Power that each component leaks as long as it is on, at 300 K.</summary>
    [Unit("W")]
    public double? LeakagePower { get; init; }

    /// <summary>Process of the numbers, in nanometres.</summary>
    public double? TechnologyNm { get; init; }

    /// <summary>Supply at which the numbers hold.</summary>
    [Unit("V")]
    public double? Voltage { get; init; }

    /// <summary>How the energy goes to another supply.</summary>
    public EnergyScaling Scaling { get; init; } = EnergyScaling.None;

    /// <summary>Area of one component in square micrometres.</summary>
    public double? AreaUm2 { get; init; }

    /// <summary>Where the numbers come from.</summary>
    public required string Source { get; init; }

    /// <summary>How well they are known.</summary>
    public required FitKind Fit { get; init; }
}
