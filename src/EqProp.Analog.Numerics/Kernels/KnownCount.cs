namespace EqProp.Analog.Numerics.Kernels;

/// <summary>The numbers that loops over sources and slopes are written out for.</summary>
internal static class KnownCount
{
    public readonly struct One : IKnownCount
    {
        public static int Value => 1;
    }

    public readonly struct Two : IKnownCount
    {
        public static int Value => 2;
    }

    public readonly struct Three : IKnownCount
    {
        public static int Value => 3;
    }

    public readonly struct Four : IKnownCount
    {
        public static int Value => 4;
    }

    public readonly struct Five : IKnownCount
    {
        public static int Value => 5;
    }

    public readonly struct Six : IKnownCount
    {
        public static int Value => 6;
    }

    public readonly struct Any : IKnownCount
    {
        public static int Value => -1;
    }
}
