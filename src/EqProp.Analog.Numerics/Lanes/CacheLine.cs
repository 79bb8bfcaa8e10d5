using System.Runtime.CompilerServices;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>
/// Places scratch memory of a kernel on whole cache lines: the stack is aligned to sixteen bytes only, and registers that
/// straddle two lines cost twice.
/// </summary>
internal static unsafe class CacheLine
{
    private const int Bytes = 64;

    /// <summary>Elements to allocate beyond those needed, so that an aligned start fits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Spare<TElement>()
        where TElement : unmanaged => (Bytes + sizeof(TElement) - 1) / sizeof(TElement);

    /// <summary>The first address at or after one that begins a cache line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TElement* Align<TElement>(TElement* address)
        where TElement : unmanaged => (TElement*)(((nint)address + Bytes - 1) & -Bytes);
}
