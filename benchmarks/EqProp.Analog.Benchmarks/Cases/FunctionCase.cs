using System.Numerics;
using System.Numerics.Tensors;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>An elementary function.</summary>
public enum Function
{
    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Logistic,

    /// <summary>Exponential.</summary>
    Exp,
}

/// <summary>A function of a buffer.</summary>
/// <param name="Function">Which.</param>
/// <param name="Count">Numbers.</param>
public sealed record FunctionSize(Function Function, int Count)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Function} {Count}";
}

/// <summary>An elementary function of every number of a buffer, between -4 and 0.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class FunctionCase<T> : KernelCase
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Function _function;
    private readonly AlignedBuffer<T> _from;
    private readonly AlignedBuffer<T> _to;

    public FunctionCase(Function function, int count)
    {
        _function = function;
        _from = Own(new AlignedBuffer<T>(count));
        _to = Own(new AlignedBuffer<T>(count));
        for (int i = 0; i < count; i++)
        {
            _from.Span[i] = T.CreateTruncating(-4.0 * i / count);
        }
    }

    public override Action Ours(VectorWidth width)
    {
        KernelSet<T> kernels = KernelSet<T>.For(width);
        return _function switch
        {
            Function.Tanh => () => kernels.Accept(new Loop<TanhOf>(_from, _to)),
            Function.Logistic => () => kernels.Accept(new Loop<LogisticOf>(_from, _to)),
            _ => () => kernels.Accept(new Loop<ExpOf>(_from, _to)),
        };
    }

    public override Action Theirs(string library) => (library, _function) switch
    {
        (Contender.Tensors, Function.Tanh) => () => TensorPrimitives.Tanh<T>(_from.Span, _to.Span),
        (Contender.Tensors, Function.Logistic) => () => TensorPrimitives.Sigmoid<T>(_from.Span, _to.Span),
        (Contender.Tensors, Function.Exp) => () => TensorPrimitives.Exp<T>(_from.Span, _to.Span),
        (Contender.System, Function.Tanh) => () => EachAlone(T.Tanh),
        (Contender.System, Function.Logistic) => () => EachAlone(x => T.One / (T.One + T.Exp(-x))),
        (Contender.System, Function.Exp) => () => EachAlone(T.Exp),
        _ => base.Theirs(library),
    };

    private void EachAlone(Func<T, T> function)
    {
        for (int i = 0; i < _from.Span.Length; i++)
        {
            _to.Span[i] = function(_from.Span[i]);
        }
    }

    private interface IOneFunction
    {
        static abstract V Of<V>(V x)
            where V : unmanaged, ILane<V, T>;
    }

    private readonly struct TanhOf : IOneFunction
    {
        public static V Of<V>(V x)
            where V : unmanaged, ILane<V, T> => Elementary<V, T>.Tanh(x);
    }

    private readonly struct LogisticOf : IOneFunction
    {
        public static V Of<V>(V x)
            where V : unmanaged, ILane<V, T> => Elementary<V, T>.Logistic(x);
    }

    private readonly struct ExpOf : IOneFunction
    {
        public static V Of<V>(V x)
            where V : unmanaged, ILane<V, T> => Elementary<V, T>.Exp(x);
    }

    private readonly struct Loop<TFunction>(AlignedBuffer<T> from, AlignedBuffer<T> to) : ILaneVisitor<T, nint>
        where TFunction : struct, IOneFunction
    {
        public unsafe nint Visit<V>()
            where V : unmanaged, ILane<V, T>
        {
            T* source = from.Pointer;
            T* target = to.Pointer;
            nint count = from.Length;
            for (nint i = 0; i < count; i += V.Count)
            {
                V.Store(target + i, TFunction.Of(V.Load(source + i)));
            }

            return count;
        }
    }
}
