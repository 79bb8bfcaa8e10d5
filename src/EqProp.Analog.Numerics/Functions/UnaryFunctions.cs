using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Functions;

/// <summary>A function of one number, for a loop that is generic over it.</summary>
internal interface IUnaryFunction<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    static abstract V Evaluate(V x);
}

internal readonly struct ExpFunction<V, T> : IUnaryFunction<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Evaluate(V x) => Elementary<V, T>.Exp(x);
}

internal readonly struct LogFunction<V, T> : IUnaryFunction<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Evaluate(V x) => Elementary<V, T>.Log(x);
}

internal readonly struct TanhFunction<V, T> : IUnaryFunction<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Evaluate(V x) => Elementary<V, T>.Tanh(x);
}

internal readonly struct LogisticFunction<V, T> : IUnaryFunction<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Evaluate(V x) => Elementary<V, T>.Logistic(x);
}

internal readonly struct SoftplusFunction<V, T> : IUnaryFunction<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Evaluate(V x) => Elementary<V, T>.Softplus(x);
}

internal readonly struct SinFunction<V, T> : IUnaryFunction<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Evaluate(V x) => Elementary<V, T>.Sin(x);
}

internal readonly struct CosFunction<V, T> : IUnaryFunction<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Evaluate(V x) => Elementary<V, T>.Cos(x);
}
