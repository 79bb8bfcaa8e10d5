namespace EqProp.Analog.Numerics.Quantities;

/// <summary>Why a text is not the quantity that was asked for.</summary>
public enum QuantityFault
{
    /// <summary>It does not start with a number.</summary>
    NotANumber,

    /// <summary>It is NaN, infinite, or too large for a double.</summary>
    NotFinite,

    /// <summary>It has no unit.</summary>
    NoUnit,

    /// <summary>Its unit is not in <see cref="UnitTable"/>.</summary>
    UnknownUnit,

    /// <summary>Its unit measures something else.</summary>
    WrongDimension,
}

/// <summary>A text that is not the quantity that was asked for.</summary>
/// <param name="Fault">Why.</param>
/// <param name="Message">What was found and what was expected, as a sentence.</param>
public sealed record QuantityFailure(QuantityFault Fault, string Message);
