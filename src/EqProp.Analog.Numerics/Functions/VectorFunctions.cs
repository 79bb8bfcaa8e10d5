using System.Numerics;

namespace EqProp.Analog.Numerics.Functions;

/// <summary>
/// Elementary functions over memory of any length, at one lane width; reached through
/// <see cref="Kernels.KernelSet{T}.Functions"/>. Nothing outside the spans is read or written, nothing is allocated, and a
/// result has the same bits wherever its argument stands. Result and argument may be the same memory; overlapping in any
/// other way is an error. What each function gives for which argument is said at <see cref="Elementary{V, T}"/>.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class VectorFunctions<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Exponential; zero where it would be subnormal.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="result">As many numbers as x has.</param>
    /// <exception cref="ArgumentException">Lengths differ, or the memory overlaps without being the same.</exception>
    public abstract void Exp(ReadOnlySpan<T> x, Span<T> result);

    /// <summary>Natural logarithm.</summary>
    /// <inheritdoc cref="Exp"/>
    public abstract void Log(ReadOnlySpan<T> x, Span<T> result);

    /// <summary>Hyperbolic tangent.</summary>
    /// <inheritdoc cref="Exp"/>
    public abstract void Tanh(ReadOnlySpan<T> x, Span<T> result);

    /// <summary>Logistic function 1 / (1 + exp(-x)); zero where it would be subnormal.</summary>
    /// <inheritdoc cref="Exp"/>
    public abstract void Logistic(ReadOnlySpan<T> x, Span<T> result);

    /// <summary>Softplus ln(1 + exp x); zero where it would be subnormal.</summary>
    /// <inheritdoc cref="Exp"/>
    public abstract void Softplus(ReadOnlySpan<T> x, Span<T> result);

    /// <summary>Sine of radians.</summary>
    /// <inheritdoc cref="Exp"/>
    public abstract void Sin(ReadOnlySpan<T> x, Span<T> result);

    /// <summary>Cosine of radians.</summary>
    /// <inheritdoc cref="Exp"/>
    public abstract void Cos(ReadOnlySpan<T> x, Span<T> result);

    /// <summary>Sine and cosine of radians, the same bits as <see cref="Sin"/> and <see cref="Cos"/>.</summary>
    /// <param name="x">Any numbers.</param>
    /// <param name="sin">As many numbers as x has.</param>
    /// <param name="cos">As many numbers as x has; must not share memory with sin.</param>
    /// <exception cref="ArgumentException">Lengths differ, or the memory overlaps in a way not allowed.</exception>
    public abstract void SinCos(ReadOnlySpan<T> x, Span<T> sin, Span<T> cos);

    /// <summary>Refuses spans of different lengths, and those that overlap without being the same.</summary>
    /// <param name="x">Arguments.</param>
    /// <param name="result">Results.</param>
    private protected static void Check(ReadOnlySpan<T> x, ReadOnlySpan<T> result)
    {
        if (x.Length != result.Length)
        {
            throw new ArgumentException($"{x.Length} arguments and room for {result.Length} results: the lengths must be the same.", nameof(result));
        }

        if (x.Overlaps(result, out int offset) && offset != 0)
        {
            throw new ArgumentException("Results overlap the arguments without being the same memory.", nameof(result));
        }
    }

    /// <summary>Refuses results that share memory with each other.</summary>
    /// <param name="sin">First results.</param>
    /// <param name="cos">Second results.</param>
    private protected static void CheckApart(ReadOnlySpan<T> sin, ReadOnlySpan<T> cos)
    {
        if (sin.Overlaps(cos))
        {
            throw new ArgumentException("Sines and cosines share memory.", nameof(cos));
        }
    }
}
