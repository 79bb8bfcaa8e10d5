namespace EqProp.Analog.Circuits;

/// <summary>How fabricated chips differ from the drawing and from each other. Left out, every chip is ideal.</summary>
public sealed record FabricationBlock
{
    /// <summary>Which chip: the same number gives the same draws.</summary>
    public int Die { get; init; }

    /// <summary>Spread of parameters.</summary>
    public IReadOnlyList<VariationBlock>? Variations { get; init; }

    /// <summary>Spread of parameters from the devices that make them.</summary>
    public IReadOnlyList<DeviceBlock>? Devices { get; init; }

    /// <summary>Slow changes across the die.</summary>
    public IReadOnlyList<GradientBlock>? Gradients { get; init; }

    /// <summary>Elements that do not work.</summary>
    public FaultBlock? Faults { get; init; }

    /// <summary>Name of the corner in force, one of <see cref="Corners"/>; nominal if left out.</summary>
    public string? Corner { get; init; }

    /// <summary>Process corners by name, such as TT, FF, SS, FS, SF.</summary>
    public IReadOnlyList<CornerBlock>? Corners { get; init; }
}

/// <summary>A parameter that rises across the die, neurons standing in rows on a square, synapses at their targets.</summary>
public sealed record GradientBlock
{
    /// <summary>Which parameter.</summary>
    public required VariedParameter Parameter { get; init; }

    /// <summary>Rise from one edge of the die to the other over the nominal value (offsets: over the swing, the leak's current or its conductance).</summary>
    public required double Across { get; init; }

    /// <summary>Direction of the rise from the row's, in degrees; drawn for each die if left out.</summary>
    public double? Angle { get; init; }
}

/// <summary>Parts of all elements that fail, drawn for each die.</summary>
public sealed record FaultBlock
{
    /// <summary>Part of the synapses without any conductance, whatever is written.</summary>
    public double StuckOff { get; init; }

    /// <summary>Part of the synapses that have <see cref="StuckOnWeight"/>, whatever is written.</summary>
    public double StuckOn { get; init; }

    /// <summary>Weight of a synapse that is stuck on, in units of the leak conductance; the largest that can be written if left out.</summary>
    public double? StuckOnWeight { get; init; }

    /// <summary>Part of the neurons that drive no synapse.</summary>
    public double DeadNeurons { get; init; }
}

/// <summary>A named corner: factors on nominal values.</summary>
public sealed record CornerBlock
{
    /// <summary>Its name, such as FF.</summary>
    public required string Name { get; init; }

    /// <summary>Factor on leak conductances.</summary>
    public double LeakConductance { get; init; } = 1;

    /// <summary>Factor on membrane capacitances.</summary>
    public double MembraneCapacitance { get; init; } = 1;

    /// <summary>Factor on what synapses conduct.</summary>
    public double SynapseGain { get; init; } = 1;

    /// <summary>Factor on the slope of activation circuits.</summary>
    public double ActivationGain { get; init; } = 1;

    /// <summary>Where the numbers of this block come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well the numbers are known.</summary>
    public FitKind? Fit { get; init; }
}
