namespace EqProp.Analog.Energy.Baselines;

/// <summary>Number formats of a digital circuit.</summary>
public enum DigitalNumber
{
    /// <summary>Integers of 8 bits, added up in 32 bits.</summary>
    Int8,

    /// <summary>Floating point of 16 bits.</summary>
    Fp16,

    /// <summary>Floating point of 32 bits.</summary>
    Fp32,
}
