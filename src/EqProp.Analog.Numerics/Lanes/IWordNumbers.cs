namespace EqProp.Analog.Numerics.Lanes;

/// <summary>
/// The way from words to numbers, all of it exact or rounded once. A word lane is as wide as the register; a lane of
/// doubles then takes only half of its words, so a part says which half.
/// </summary>
/// <typeparam name="W">Word lane.</typeparam>
/// <typeparam name="V">Lane of numbers of the same register.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public interface IWordNumbers<W, V, T>
    where W : unmanaged, IWordLane<W>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged
{
    /// <summary>Lanes of numbers that the words of one register make: 1, or 2 for doubles in a SIMD register.</summary>
    static abstract int Parts { get; }

    /// <summary>
    /// The signed integer in the words, rounded to nearest: in float the 32 bits of <paramref name="high"/>, in double the
    /// 64 bits 2^32 high + low.
    /// </summary>
    /// <param name="high">High words, with the sign.</param>
    /// <param name="low">Low words; not read in float.</param>
    /// <param name="part">Which part of the words, below <see cref="Parts"/>.</param>
    /// <returns>The integer as a number.</returns>
    static abstract V FromSigned(W high, W low, int part);

    /// <summary>Changes the sign where the top bit of the word is set.</summary>
    /// <param name="value">The numbers.</param>
    /// <param name="words">Whose top bit decides.</param>
    /// <param name="part">Which part of the words.</param>
    /// <returns>value or -value.</returns>
    static abstract V FlipSign(V value, W words, int part);

    /// <summary>Chooses by the top bit of the word.</summary>
    /// <param name="words">Whose top bit decides.</param>
    /// <param name="part">Which part of the words.</param>
    /// <param name="then">Where it is set.</param>
    /// <param name="otherwise">Elsewhere.</param>
    /// <returns>The choice, element by element.</returns>
    static abstract V Choose(W words, int part, V then, V otherwise);

    /// <summary>Square root, correctly rounded.</summary>
    /// <param name="value">Not negative.</param>
    /// <returns>The root.</returns>
    static abstract V Sqrt(V value);

    /// <summary>f in value = f 2^e with f in [1/2, 1).</summary>
    /// <param name="value">Positive and normal.</param>
    /// <returns>f, exactly. Anything finite for other numbers.</returns>
    static abstract V Fraction(V value);

    /// <summary>e in value = f 2^e with f in [1/2, 1).</summary>
    /// <param name="value">Positive and normal.</param>
    /// <returns>e, exactly. Anything finite for other numbers.</returns>
    static abstract V Exponent(V value);
}
