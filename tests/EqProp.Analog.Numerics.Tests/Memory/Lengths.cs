using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Tests.Memory;

/// <summary>Lengths that tests go through: all from 0 to 256, or the telling ones where vectors are imitated in software.</summary>
internal static class Lengths
{
    public const int Longest = 256;

    public static IEnumerable<int> All => Enumerable.Range(0, Longest + 1).Where(n => IsFast || n <= 34 || (n + 1) % 32 <= 2);

    /// <summary>For what does not depend on how long a thing is.</summary>
    public static IEnumerable<int> Short => Enumerable.Range(0, 35);

    private static bool IsFast => VectorWidthSelection.IsAccelerated(VectorWidth.Bits256);
}
