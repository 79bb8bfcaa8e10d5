namespace EqProp.Analog.Numerics.Lanes;

/// <summary>
/// A bundle of numbers that move together, one an element of a SIMD register (or a single number). Kernels and neuron
/// models are written once against this interface; the scalar lane is the reference for the wide ones, bit for bit.
/// Multiply-add is always fused, minimum and maximum return the second operand when the operands are not ordered
/// (as the processor's own instructions do).
/// </summary>
/// <typeparam name="TSelf">The lane itself.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public unsafe interface ILane<TSelf, T>
    where TSelf : unmanaged, ILane<TSelf, T>
    where T : unmanaged
{
    /// <summary>Numbers in the bundle.</summary>
    static abstract int Count { get; }

    /// <summary>The same number everywhere.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The bundle.</returns>
    static abstract TSelf Broadcast(T value);

    /// <summary>The same number everywhere, rounded to the lane's number format.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The bundle.</returns>
    static abstract TSelf Constant(double value);

    /// <summary>Reads consecutive numbers.</summary>
    /// <param name="address">First of them.</param>
    /// <returns>The bundle.</returns>
    static abstract TSelf Load(T* address);

    /// <summary>Writes consecutive numbers.</summary>
    /// <param name="address">Where the first goes.</param>
    /// <param name="value">The bundle.</param>
    static abstract void Store(T* address, TSelf value);

    /// <summary>Sum.</summary>
    /// <param name="a">First term.</param>
    /// <param name="b">Second term.</param>
    /// <returns>a + b.</returns>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Difference.</summary>
    /// <param name="a">First term.</param>
    /// <param name="b">Second term.</param>
    /// <returns>a - b.</returns>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>Product.</summary>
    /// <param name="a">First factor.</param>
    /// <param name="b">Second factor.</param>
    /// <returns>a b.</returns>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>Quotient.</summary>
    /// <param name="a">Dividend.</param>
    /// <param name="b">Divisor.</param>
    /// <returns>a / b.</returns>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>Fused multiply-add.</summary>
    /// <param name="a">First factor.</param>
    /// <param name="b">Second factor.</param>
    /// <param name="c">Addend.</param>
    /// <returns>a b + c, rounded once.</returns>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>Smaller of two.</summary>
    /// <param name="a">First.</param>
    /// <param name="b">Second; returned when the two are not ordered.</param>
    /// <returns>a if a &lt; b, else b.</returns>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>Larger of two.</summary>
    /// <param name="a">First.</param>
    /// <param name="b">Second; returned when the two are not ordered.</param>
    /// <returns>a if a &gt; b, else b.</returns>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>Magnitude.</summary>
    /// <param name="a">Any number.</param>
    /// <returns>|a|.</returns>
    static abstract TSelf Abs(TSelf a);

    /// <summary>Chooses by comparison.</summary>
    /// <param name="a">Left of the comparison.</param>
    /// <param name="b">Right of the comparison.</param>
    /// <param name="then">Where a is less than b.</param>
    /// <param name="otherwise">Elsewhere.</param>
    /// <returns>The choice, element by element.</returns>
    static abstract TSelf SelectLess(TSelf a, TSelf b, TSelf then, TSelf otherwise);

    /// <summary>
    /// Two to the power of an integer that sits in the low bits of the significand, as it does after
    /// <see cref="RoundingShift"/> was added to a number of moderate size.
    /// </summary>
    /// <param name="shifted">The number after the addition.</param>
    /// <returns>Two to the rounded number.</returns>
    static abstract TSelf PowerOfTwo(TSelf shifted);

    /// <summary>Sums of neighbours: the pairs of one bundle, then those of another.</summary>
    /// <param name="a">Gives the first half of the result.</param>
    /// <param name="b">Gives the second half.</param>
    /// <returns>a0 + a1, a2 + a3, ..., b0 + b1, ...; of single numbers, a + b.</returns>
    static abstract TSelf SumPairs(TSelf a, TSelf b);

    /// <summary>Moves all elements by some places.</summary>
    /// <param name="a">The bundle.</param>
    /// <param name="places">How far towards the first place; the other way where negative.</param>
    /// <returns>Element i + places at place i, zero where there is none.</returns>
    static abstract TSelf Slide(TSelf a, int places);

    /// <summary>1.5 times two to the number of significand bits: adding it rounds a number to an integer.</summary>
    static abstract TSelf RoundingShift { get; }

    /// <summary>Bits that both have.</summary>
    /// <param name="a">First pattern.</param>
    /// <param name="b">Second pattern.</param>
    /// <returns>The bitwise and.</returns>
    static abstract TSelf And(TSelf a, TSelf b);

    /// <summary>Bits that either has.</summary>
    /// <param name="a">First pattern.</param>
    /// <param name="b">Second pattern.</param>
    /// <returns>The bitwise or.</returns>
    static abstract TSelf Or(TSelf a, TSelf b);

    /// <summary>Bits in which the two differ.</summary>
    /// <param name="a">First pattern.</param>
    /// <param name="b">Second pattern.</param>
    /// <returns>The bitwise exclusive or.</returns>
    static abstract TSelf Xor(TSelf a, TSelf b);

    /// <summary>Sum of the patterns as integers of the number's size, modulo two to its bits.</summary>
    /// <param name="a">First term.</param>
    /// <param name="b">Second term.</param>
    /// <returns>The pattern a + b.</returns>
    static abstract TSelf AddBits(TSelf a, TSelf b);

    /// <summary>Difference of the patterns as integers of the number's size, modulo two to its bits.</summary>
    /// <param name="a">First term.</param>
    /// <param name="b">Second term.</param>
    /// <returns>The pattern a - b.</returns>
    static abstract TSelf SubtractBits(TSelf a, TSelf b);

    /// <summary>Moves the pattern towards the sign bit.</summary>
    /// <param name="a">Pattern.</param>
    /// <param name="count">By how many bits; fewer than the number has.</param>
    /// <returns>The pattern, zeros shifted in.</returns>
    static abstract TSelf ShiftLeft(TSelf a, int count);

    /// <summary>Moves the pattern away from the sign bit.</summary>
    /// <param name="a">Pattern.</param>
    /// <param name="count">By how many bits; fewer than the number has.</param>
    /// <returns>The pattern, zeros shifted in.</returns>
    static abstract TSelf ShiftRight(TSelf a, int count);

    /// <summary>Whether any element of one bundle is less than that of another.</summary>
    /// <param name="a">Left of the comparison.</param>
    /// <param name="b">Right of the comparison.</param>
    /// <returns>True if a &lt; b somewhere; elements that are not ordered do not count.</returns>
    static abstract bool AnyLess(TSelf a, TSelf b);

    /// <summary>How many elements of one bundle are less than those of another.</summary>
    /// <param name="a">Left of the comparison.</param>
    /// <param name="b">Right of the comparison.</param>
    /// <returns>In how many places a &lt; b.</returns>
    static abstract int CountLess(TSelf a, TSelf b);

    /// <summary>Moves chosen elements together, in order.</summary>
    /// <param name="value">The bundle.</param>
    /// <param name="a">Left of the comparison that chooses.</param>
    /// <param name="b">Right of the comparison.</param>
    /// <returns>First the elements of value where a &lt; b, then zeros.</returns>
    static abstract TSelf Pack(TSelf value, TSelf a, TSelf b);

    /// <summary>Moves elements that lie together back to where <see cref="Pack"/> took them from.</summary>
    /// <param name="packed">The elements.</param>
    /// <param name="a">Left of the comparison that chooses.</param>
    /// <param name="b">Right of the comparison.</param>
    /// <param name="otherwise">What lies elsewhere.</param>
    /// <returns>The next of the packed elements where a &lt; b, the other bundle elsewhere.</returns>
    static abstract TSelf Unpack(TSelf packed, TSelf a, TSelf b, TSelf otherwise);
}
