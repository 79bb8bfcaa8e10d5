using EqProp.Analog.Circuits;

namespace EqProp.Analog.Neurons;

/// <summary>Everything on the membranes of a group that makes their equation, dimensionless.</summary>
/// <param name="Activation">Activation circuit with its gain and threshold.</param>
/// <param name="Force">How currents act on the membrane.</param>
internal sealed record NeuronModel(ActivationFunction Activation, ForceForm Force)
{
    /// <summary>Nonlinear conductance in place of an activation circuit, for currents that sum; null: none.</summary>
    public NonlinearityBlock? Nonlinearity { get; init; }

    /// <summary>Shockley diodes, any number of either direction.</summary>
    public IReadOnlyList<DiodeFunction> Diodes { get; init; } = [];

    /// <summary>State that ideal diodes do not let the membrane fall below.</summary>
    public double LowerClip { get; init; } = double.NegativeInfinity;

    /// <summary>State that ideal diodes do not let the membrane rise above.</summary>
    public double UpperClip { get; init; } = double.PositiveInfinity;

    /// <summary>Whether ideal diodes hold the membrane.</summary>
    public bool IsClipped => double.IsFinite(LowerClip) || double.IsFinite(UpperClip);

    /// <summary>Whether what synapses see is the state itself, whatever it is.</summary>
    public bool OutputIsState => HasOwnRails || (Activation.Kind == ActivationKind.Linear && Force == ForceForm.CurrentSumming);

    /// <summary>Whether a state is put back after a step.</summary>
    public bool HasRails => HasOwnRails || IsClipped;

    /// <summary>Whether a membrane without input stays at zero.</summary>
    public bool RestsAtZero => Diodes.Count == 0 && LowerClip <= 0 && UpperClip >= 0;

    private bool HasOwnRails => NeuronCatalog.HasRails(Activation.Kind, Force);
}
