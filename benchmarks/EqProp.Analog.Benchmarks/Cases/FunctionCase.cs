using System.Numerics;
using System.Numerics.Tensors;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>An elementary function.</summary>
public enum Function
{
    /// <summary>Exponential.</summary>
    Exp,

    /// <summary>Natural logarithm.</summary>
    Log,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Logistic,

    /// <summary>ln(1 + exp x).</summary>
    Softplus,

    /// <summary>Sine.</summary>
    Sin,

    /// <summary>Cosine.</summary>
    Cos,
}

/// <summary>A function of a buffer.</summary>
/// <param name="Function">Which.</param>
/// <param name="Count">Numbers.</param>
public sealed record FunctionSize(Function Function, int Count)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Function} {Count}";
}

/// <summary>An elementary function of every number of a buffer: between -4 and 4, and those of the logarithm between 0 and 4.</summary>
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
            double place = (i + 0.5) / count;
            _from.Span[i] = T.CreateTruncating(function == Function.Log ? 4 * place : 8 * place - 4);
        }
    }

    public override Action Ours(VectorWidth width)
    {
        VectorFunctions<T> functions = KernelSet<T>.For(width).Functions;
        return _function switch
        {
            Function.Exp => () => functions.Exp(_from.Span, _to.Span),
            Function.Log => () => functions.Log(_from.Span, _to.Span),
            Function.Tanh => () => functions.Tanh(_from.Span, _to.Span),
            Function.Logistic => () => functions.Logistic(_from.Span, _to.Span),
            Function.Softplus => () => functions.Softplus(_from.Span, _to.Span),
            Function.Sin => () => functions.Sin(_from.Span, _to.Span),
            _ => () => functions.Cos(_from.Span, _to.Span),
        };
    }

    public override Action Theirs(string library) => library switch
    {
        Contender.Tensors => Tensors,
        Contender.System => () => EachAlone(System),
        _ => base.Theirs(library),
    };

    private Action Tensors => _function switch
    {
        Function.Exp => () => TensorPrimitives.Exp<T>(_from.Span, _to.Span),
        Function.Log => () => TensorPrimitives.Log<T>(_from.Span, _to.Span),
        Function.Tanh => () => TensorPrimitives.Tanh<T>(_from.Span, _to.Span),
        Function.Logistic => () => TensorPrimitives.Sigmoid<T>(_from.Span, _to.Span),
        Function.Softplus => SoftplusInPasses,
        Function.Sin => () => TensorPrimitives.Sin<T>(_from.Span, _to.Span),
        _ => () => TensorPrimitives.Cos<T>(_from.Span, _to.Span),
    };

    private Func<T, T> System => _function switch
    {
        Function.Exp => T.Exp,
        Function.Log => T.Log,
        Function.Tanh => T.Tanh,
        Function.Logistic => x => T.One / (T.One + T.Exp(-x)),
        Function.Softplus => x => T.LogP1(T.Exp(x)),
        Function.Sin => T.Sin,
        _ => T.Cos,
    };

    private void SoftplusInPasses()
    {
        TensorPrimitives.Exp<T>(_from.Span, _to.Span);
        TensorPrimitives.LogP1<T>(_to.Span, _to.Span);
    }

    private void EachAlone(Func<T, T> function)
    {
        for (int i = 0; i < _from.Span.Length; i++)
        {
            _to.Span[i] = function(_from.Span[i]);
        }
    }
}
