namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>Yes or no, known when a loop is compiled.</summary>
internal interface IFlag
{
    /// <summary>Which of both.</summary>
    static abstract bool IsSet { get; }
}

/// <summary>Both flags.</summary>
internal static class Flag
{
    public readonly struct Yes : IFlag
    {
        public static bool IsSet => true;
    }

    public readonly struct No : IFlag
    {
        public static bool IsSet => false;
    }
}
