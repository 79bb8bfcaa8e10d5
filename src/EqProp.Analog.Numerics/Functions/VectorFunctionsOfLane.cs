using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Functions;

/// <summary>Elementary functions over memory, for one lane type. The last few numbers pass through a padded register.</summary>
internal sealed unsafe class VectorFunctions<V, T> : VectorFunctions<T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override void Exp(ReadOnlySpan<T> x, Span<T> result) => Apply<ExpFunction<V, T>>(x, result);

    public override void Log(ReadOnlySpan<T> x, Span<T> result) => Apply<LogFunction<V, T>>(x, result);

    public override void Tanh(ReadOnlySpan<T> x, Span<T> result) => Apply<TanhFunction<V, T>>(x, result);

    public override void Logistic(ReadOnlySpan<T> x, Span<T> result) => Apply<LogisticFunction<V, T>>(x, result);

    public override void Softplus(ReadOnlySpan<T> x, Span<T> result) => Apply<SoftplusFunction<V, T>>(x, result);

    public override void Sin(ReadOnlySpan<T> x, Span<T> result) => Apply<SinFunction<V, T>>(x, result);

    public override void Cos(ReadOnlySpan<T> x, Span<T> result) => Apply<CosFunction<V, T>>(x, result);

    public override void SinCos(ReadOnlySpan<T> x, Span<T> sin, Span<T> cos)
    {
        Check(x, sin);
        Check(x, cos);
        CheckApart(sin, cos);
        fixed (T* from = x, toSin = sin, toCos = cos)
        {
            int i = 0;
            for (; i <= x.Length - V.Count; i += V.Count)
            {
                V.Store(toSin + i, Elementary<V, T>.SinCos(V.Load(from + i), out V c));
                V.Store(toCos + i, c);
            }

            if (i < x.Length)
            {
                SinCosOfTail(from + i, toSin + i, toCos + i, x.Length - i);
            }
        }
    }

    private static void Apply<TFunction>(ReadOnlySpan<T> x, Span<T> result)
        where TFunction : IUnaryFunction<V, T>
    {
        Check(x, result);
        fixed (T* from = x, to = result)
        {
            int i = 0;
            for (; i <= x.Length - V.Count; i += V.Count)
            {
                V.Store(to + i, TFunction.Evaluate(V.Load(from + i)));
            }

            if (i < x.Length)
            {
                ApplyToTail<TFunction>(from + i, to + i, x.Length - i);
            }
        }
    }

    /// <summary>A method of its own: what the compiler inlines into one is limited, and the loop needs all of it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ApplyToTail<TFunction>(T* from, T* to, int count)
        where TFunction : IUnaryFunction<V, T>
    {
        T* padded = stackalloc T[V.Count];
        LoadTail(from, padded, count);
        V.Store(padded, TFunction.Evaluate(V.Load(padded)));
        StoreTail(padded, to, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SinCosOfTail(T* from, T* toSin, T* toCos, int count)
    {
        T* padded = stackalloc T[V.Count];
        LoadTail(from, padded, count);
        V.Store(padded, Elementary<V, T>.SinCos(V.Load(padded), out V c));
        StoreTail(padded, toSin, count);
        V.Store(padded, c);
        StoreTail(padded, toCos, count);
    }

    private static void LoadTail(T* from, T* padded, int count)
    {
        new Span<T>(padded, V.Count).Clear();
        new ReadOnlySpan<T>(from, count).CopyTo(new(padded, count));
    }

    private static void StoreTail(T* padded, T* to, int count) => new ReadOnlySpan<T>(padded, count).CopyTo(new(to, count));
}
