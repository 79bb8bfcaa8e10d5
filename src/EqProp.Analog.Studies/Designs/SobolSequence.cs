namespace EqProp.Analog.Studies.Designs;

/// <summary>The Sobol sequence: points that fill a cube more evenly than random ones.</summary>
/// <remarks>
/// Direction numbers of S. Joe and F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional projections", SIAM J. Sci. Comput. 30 (2008), file
/// new-joe-kuo-6.21201. Points are in the order of their index rather than in Gray code, so that any can be had alone; each power of two of points is the same set.
/// </remarks>
internal static class SobolSequence
{
    private const int Bits = 32;

    // Degree of the primitive polynomial, its inner coefficients as bits, initial numbers; from the second dimension on.
    private static readonly (int Degree, uint Inner, uint[] Initial)[] Table =
    [
        (1, 0, [1]), (2, 1, [1, 3]), (3, 1, [1, 3, 1]), (3, 2, [1, 1, 1]), (4, 1, [1, 1, 3, 3]), (4, 4, [1, 3, 5, 13]),
        (5, 2, [1, 1, 5, 5, 17]), (5, 4, [1, 1, 5, 5, 5]), (5, 7, [1, 1, 7, 11, 19]), (5, 11, [1, 1, 5, 1, 1]), (5, 13, [1, 1, 1, 3, 11]), (5, 14, [1, 3, 5, 5, 31]),
        (6, 1, [1, 3, 3, 9, 7, 49]), (6, 13, [1, 1, 1, 15, 21, 21]), (6, 16, [1, 3, 1, 13, 27, 49]), (6, 19, [1, 1, 1, 15, 7, 5]),
        (6, 22, [1, 3, 1, 15, 13, 25]), (6, 25, [1, 1, 5, 5, 19, 61]),
        (7, 1, [1, 3, 7, 11, 23, 15, 103]), (7, 4, [1, 3, 7, 13, 13, 15, 69]), (7, 7, [1, 1, 3, 13, 7, 35, 63]), (7, 8, [1, 3, 5, 9, 1, 25, 53]),
        (7, 14, [1, 3, 1, 13, 9, 35, 107]), (7, 19, [1, 3, 1, 5, 27, 61, 31]), (7, 21, [1, 1, 5, 11, 19, 41, 61]), (7, 28, [1, 3, 5, 3, 3, 13, 69]),
        (7, 31, [1, 1, 7, 13, 1, 19, 1]), (7, 32, [1, 3, 7, 5, 13, 19, 59]), (7, 37, [1, 1, 3, 9, 25, 29, 41]), (7, 41, [1, 3, 5, 13, 23, 1, 55]),
        (7, 42, [1, 3, 7, 3, 13, 59, 17]), (7, 50, [1, 3, 1, 3, 5, 53, 69]), (7, 55, [1, 1, 5, 5, 23, 33, 13]), (7, 56, [1, 1, 7, 7, 1, 61, 123]),
        (7, 59, [1, 1, 7, 9, 13, 61, 49]), (7, 62, [1, 3, 3, 5, 3, 55, 33]),
        (8, 14, [1, 3, 1, 15, 31, 13, 49, 245]), (8, 21, [1, 3, 5, 15, 31, 59, 63, 97]), (8, 22, [1, 3, 1, 11, 11, 11, 77, 249]),
    ];

    /// <summary>Most dimensions.</summary>
    public static int MostDimensions => Table.Length + 1;

    /// <summary>The direction numbers of a dimension: what each binary digit of an index adds.</summary>
    /// <param name="dimension">Number of the dimension, from 0.</param>
    /// <returns>32 words.</returns>
    public static uint[] Directions(int dimension)
    {
        uint[] words = new uint[Bits];
        if (dimension == 0)
        {
            for (int i = 0; i < Bits; i++)
            {
                words[i] = 1u << (Bits - 1 - i);
            }

            return words;
        }

        (int degree, uint inner, uint[] initial) = Table[dimension - 1];
        for (int i = 0; i < Bits; i++)
        {
            words[i] = i < degree ? initial[i] << (Bits - 1 - i) : words[i - degree] ^ (words[i - degree] >> degree);
            for (int k = 1; i >= degree && k < degree; k++)
            {
                words[i] ^= ((inner >> (degree - 1 - k)) & 1) * words[i - k];
            }
        }

        return words;
    }

    /// <summary>A coordinate of a point, as a fraction of 2^32.</summary>
    /// <param name="index">Number of the point, from 0.</param>
    /// <param name="directions">The direction numbers of the dimension.</param>
    /// <returns>32 binary digits.</returns>
    public static uint Word(int index, ReadOnlySpan<uint> directions)
    {
        uint word = 0;
        for (int digit = 0; index >> digit != 0; digit++)
        {
            word ^= ((uint)(index >> digit) & 1) * directions[digit];
        }

        return word;
    }
}
