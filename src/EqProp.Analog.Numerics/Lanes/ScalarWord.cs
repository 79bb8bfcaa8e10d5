using System.Runtime.CompilerServices;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>One word: the reference word lane.</summary>
/// <param name="Slot">The word, or a product of words.</param>
public readonly unsafe record struct ScalarWord(ulong Slot) : IWordLane<ScalarWord>
{
    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static ScalarWord Ascending => default;

    /// <summary>The word.</summary>
    public uint Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)Slot;
    }

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
    public static ScalarWord Xor(ScalarWord a, ScalarWord b, ScalarWord c) => new(a.Slot ^ b.Slot ^ c.Slot);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord MultiplySlots(ScalarWord a, ScalarWord b) => new((ulong)a.Value * b.Value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord HighOfSlots(ScalarWord a) => new(a.Slot >> 32);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWord JoinSlots(ScalarWord even, ScalarWord odd) => new(even.Value);
}
