namespace EqProp.Analog.Energy;

/// <summary>Names of components and actions that rows of a component table are looked for by; those of converters and control logic are the circuit's own.</summary>
public static class ActionNames
{
    /// <summary>A conversion of a converter.</summary>
    public const string Convert = "convert";

    /// <summary>A neuron's output wire, charged by its buffer.</summary>
    public const string Driver = "driver";

    /// <summary>The wire on which synaptic currents of a neuron are summed.</summary>
    public const string SummingWire = "summingWire";

    /// <summary>Charging of a wire.</summary>
    public const string Charge = "charge";

    /// <summary>The switch that puts a membrane to its initial voltage.</summary>
    public const string Reset = "reset";

    /// <summary>The switch that joins an output to its target.</summary>
    public const string Nudge = "nudge";

    /// <summary>Closing and opening of a switch.</summary>
    public const string Switch = "switch";

    /// <summary>The capacitor that holds an activity.</summary>
    public const string SampleHold = "sampleHold";

    /// <summary>Taking of a sample.</summary>
    public const string Sample = "sample";

    /// <summary>Putting a membrane back to what is held.</summary>
    public const string Restore = "restore";

    /// <summary>The converter behind a sensor, where numbers wait instead of voltages.</summary>
    public const string HoldConverter = "holdConverter";

    /// <summary>The multiplier of a synapse.</summary>
    public const string Correlator = "correlator";

    /// <summary>A product.</summary>
    public const string Multiply = "multiply";

    /// <summary>The comparator in front of a write circuit.</summary>
    public const string Comparator = "comparator";

    /// <summary>A comparison.</summary>
    public const string Compare = "compare";

    /// <summary>The converter in front of a write circuit.</summary>
    public const string UpdateConverter = "updateConverter";

    /// <summary>A synapse and its memory.</summary>
    public const string Synapse = "synapse";

    /// <summary>A write, or a pulse of one.</summary>
    public const string Write = "write";

    /// <summary>A neuron circuit.</summary>
    public const string Neuron = "neuron";

    /// <summary>A phase that control logic starts and ends.</summary>
    public const string Phase = "phase";

    /// <summary>Current drawn while powered.</summary>
    public const string Bias = "bias";

    /// <summary>Current drawn although off.</summary>
    public const string Leak = "leak";
}
