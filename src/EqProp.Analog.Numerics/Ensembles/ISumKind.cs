namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>Which of the sums that most chips have are formed in one go; known when a loop is compiled.</summary>
internal interface ISumKind
{
    /// <summary>Whether voltages differ from states.</summary>
    static abstract bool IsShifted { get; }

    /// <summary>Whether magnitudes of outputs are summed.</summary>
    static abstract bool CountsOutputs { get; }
}

/// <summary>The kinds that there are.</summary>
internal static class SumKind
{
    public readonly struct Plain : ISumKind
    {
        public static bool IsShifted => false;

        public static bool CountsOutputs => false;
    }

    public readonly struct PlainWithOutputs : ISumKind
    {
        public static bool IsShifted => false;

        public static bool CountsOutputs => true;
    }

    public readonly struct Shifted : ISumKind
    {
        public static bool IsShifted => true;

        public static bool CountsOutputs => false;
    }

    public readonly struct ShiftedWithOutputs : ISumKind
    {
        public static bool IsShifted => true;

        public static bool CountsOutputs => true;
    }
}
