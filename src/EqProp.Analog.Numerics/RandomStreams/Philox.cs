namespace EqProp.Analog.Numerics.RandomStreams;

/// <summary>
/// The counter-based generator Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
/// Its output depends on counter and key alone, so any draw can be replayed on its own.
/// </summary>
public static class Philox
{
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const int Rounds = 10;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>Four random words.</summary>
    /// <param name="counter">Which block of the stream.</param>
    /// <param name="key">Which stream.</param>
    /// <returns>128 random bits.</returns>
    public static (uint X0, uint X1, uint X2, uint X3) Block(
        (uint C0, uint C1, uint C2, uint C3) counter, (uint K0, uint K1) key)
    {
        var (c0, c1, c2, c3) = counter;
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0;
            ulong product1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(product1 >> 32) ^ c1 ^ key.K0, (uint)product1, (uint)(product0 >> 32) ^ c3 ^ key.K1, (uint)product0);
            key = NextKey(key);
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>The key of the round after this one.</summary>
    internal static (uint K0, uint K1) NextKey((uint K0, uint K1) key) => unchecked((key.K0 + Weyl0, key.K1 + Weyl1));
}
