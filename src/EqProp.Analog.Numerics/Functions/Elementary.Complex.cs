using System.Runtime.CompilerServices;

namespace EqProp.Analog.Numerics.Functions;

public static partial class Elementary<V, T>
{
    /// <summary>Logistic function of a complex number, 1 / (1 + exp(-x - i y)), which has poles at x = 0, y = an odd multiple of pi.</summary>
    /// <param name="x">Real part.</param>
    /// <param name="y">Imaginary part.</param>
    /// <param name="imaginary">Imaginary part of the result.</param>
    /// <returns>Real part of the result; both parts within 6 ulp of the result's magnitude away from the poles.</returns>
    /// <remarks>With e = exp(-|x|): (1 + e cos y + i e sin y) / |1 + e exp(i y)|^2 for x >= 0, and e (e + cos y) as the real part below.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Logistic(V x, V y, out V imaginary)
    {
        V zero = V.Constant(0);
        V e = ExpOfNonPositive(zero - V.Abs(x));
        V sine = e * SinCos(y, out V cosine);
        V ahead = V.MultiplyAdd(e, cosine, V.Constant(1));
        V scale = V.Constant(1) / V.MultiplyAdd(ahead, ahead, sine * sine);
        imaginary = sine * scale;
        return V.SelectLess(x, zero, e * (e + cosine), ahead) * scale;
    }

    /// <summary>Hyperbolic tangent of a complex number, which has poles at x = 0, y = an odd multiple of pi / 2.</summary>
    /// <param name="x">Real part.</param>
    /// <param name="y">Imaginary part.</param>
    /// <param name="imaginary">Imaginary part of the result.</param>
    /// <returns>Real part of the result; both parts within 5 ulp of the result's magnitude away from the poles.</returns>
    /// <remarks>With t = tanh x, s = sin y, c = cos y: (t + i s c (1 - t^2)) / (c^2 + t^2 s^2).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh(V x, V y, out V imaginary)
    {
        V t = Tanh(x);
        V sine = SinCos(y, out V cosine);
        V across = t * sine;
        V scale = V.Constant(1) / V.MultiplyAdd(cosine, cosine, across * across);
        imaginary = sine * cosine * ((V.Constant(1) - t) * (V.Constant(1) + t)) * scale;
        return t * scale;
    }
}
