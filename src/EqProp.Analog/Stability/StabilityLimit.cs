using System.Numerics;

namespace EqProp.Analog.Stability;

/// <summary>Where an operating point changes between stable and unstable as a parameter moves.</summary>
public enum LimitKind
{
    /// <summary>It does not, as far as the parameter was moved.</summary>
    None,

    /// <summary>A pair of eigenvalues crosses the imaginary axis: an oscillation sets in or dies out.</summary>
    Hopf,

    /// <summary>A real eigenvalue crosses zero.</summary>
    RealEigenvalue,

    /// <summary>The point meets another one, and both vanish.</summary>
    Fold,
}

/// <summary>The end of the range in which an operating point keeps its stability.</summary>
/// <param name="Kind">What happens there.</param>
/// <param name="Amount">Move of the parameter: a shift, or the logarithm of a factor.</param>
/// <param name="Value">Mean of the parameter there.</param>
/// <param name="Leading">Leading eigenvalue there, in inverse time constants.</param>
public sealed record StabilityLimit(LimitKind Kind, double Amount, double Value, Complex Leading);

/// <summary>How far an operating point is from losing (or, if unstable, gaining) stability.</summary>
/// <param name="Move">What is moved.</param>
/// <param name="Down">The limit below.</param>
/// <param name="Up">The limit above.</param>
public sealed record StabilityMargin(ParameterMove Move, StabilityLimit Down, StabilityLimit Up);
