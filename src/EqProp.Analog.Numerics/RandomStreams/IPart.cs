namespace EqProp.Analog.Numerics.RandomStreams;

/// <summary>Which half of the words of a register; a type, so that it is a constant of compiled code.</summary>
internal interface IPart
{
    /// <summary>0 or 1.</summary>
    static abstract int Index { get; }
}

/// <summary>The first words, or all of them in single precision.</summary>
internal readonly struct LowerPart : IPart
{
    public static int Index => 0;
}

/// <summary>The second half of the words.</summary>
internal readonly struct UpperPart : IPart
{
    public static int Index => 1;
}
