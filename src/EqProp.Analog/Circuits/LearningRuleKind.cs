namespace EqProp.Analog.Circuits;

/// <summary>The learning rules that exist; <c>eqprop rules list</c> tells what each assumes and costs.</summary>
public enum LearningRuleKind
{
    /// <summary>Contrast of held activities, y_i y_j nudged less y_i y_j free (Scellier and Bengio 2017).</summary>
    EquilibriumPropagation,

    /// <summary>Integral of y_i dy_j/dt + y_j dy_i/dt over the nudged phase: what spike-timing-dependent synapses do to slowly changing rates.</summary>
    TimingDependent,

    /// <summary>As <see cref="TimingDependent"/> with the presynaptic half alone: y_i dy_j/dt, from the source to the target.</summary>
    TimingDependentForward,

    /// <summary>Weights move at every step of the nudged phase; no free state is stored (Ernoult et al. 2020).</summary>
    Continual,

    /// <summary>Each direction has weights of its own: free activity of the source times change of the target (Scellier et al. 2018).</summary>
    VectorField,

    /// <summary><see cref="VectorField"/> with weights that move at every step of the nudged phase (Ernoult et al. 2020).</summary>
    ContinualVectorField,

    /// <summary>Outputs clamped to their targets instead of nudged (Movellan 1991).</summary>
    ContrastiveHebbian,

    /// <summary>Outputs clamped a step of beta from their free states towards the targets (Stern et al. 2021).</summary>
    CoupledLearning,

    /// <summary>A free and a nudged copy of the network settle at once (Dillavou et al. 2022).</summary>
    Twin,

    /// <summary>Several phases at complex beta on a circle; simulation only (Laborieux and Zenke 2022).</summary>
    Holomorphic,

    /// <summary>A real nudge that swings sinusoidally, and a lock-in of the contrast: what a circuit can do of <see cref="Holomorphic"/>.</summary>
    OscillatingNudge,

    /// <summary>
    /// The nudged dynamics of <see cref="EquilibriumPropagation"/> less twice the antisymmetric part of the Jacobian, which makes the estimate exact on
    /// circuits that are not reciprocal; needs the Jacobian, so simulation only (Scurria et al. 2026).
    /// </summary>
    AsymmetricRepair,

    /// <summary>A second network, driven by the transposed Jacobian, carries the errors; simulation only (Scurria et al. 2026).</summary>
    Dyadic,
}
