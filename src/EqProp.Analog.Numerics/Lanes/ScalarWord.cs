using System.Runtime.CompilerServices;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>One word: the reference word lane.</summary>
/// <param name="Value">The word.</param>
public readonly unsafe record struct ScalarWord(uint Value) : IWordLane<ScalarWord>
{
    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static ScalarWord Ascending => default;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord Broadcast(uint value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord Load(uint* address) => new(*address);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(uint* address, ScalarWord value) => *address = value.Value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord operator +(ScalarWord a, ScalarWord b) => new(unchecked(a.Value + b.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord operator ^(ScalarWord a, ScalarWord b) => new(a.Value ^ b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord operator |(ScalarWord a, ScalarWord b) => new(a.Value | b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord operator <<(ScalarWord a, int bits) => new(a.Value << bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord operator >>(ScalarWord a, int bits) => new(a.Value >> bits);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord Multiply(ScalarWord a, ScalarWord b, out ScalarWord high)
    {
        ulong product = (ulong)a.Value * b.Value;
        high = new((uint)(product >> 32));
        return new((uint)product);
    }
}
