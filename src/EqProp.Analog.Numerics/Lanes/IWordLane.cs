namespace EqProp.Analog.Numerics.Lanes;

/// <summary>
/// Unsigned 32-bit words that move together, one an element of a SIMD register (or a single word): what random streams
/// compute in. All of it is exact, so every width gives the same words. For products a register is a row of 64-bit slots of two words
/// each; the scalar lane is one slot of one word.
/// </summary>
/// <typeparam name="TSelf">The lane itself.</typeparam>
public unsafe interface IWordLane<TSelf>
    where TSelf : unmanaged, IWordLane<TSelf>
{
    /// <summary>Words in the bundle.</summary>
    static abstract int Count { get; }

    /// <summary>0, 1, 2, ... in order.</summary>
    static abstract TSelf Ascending { get; }

    /// <summary>The same word everywhere.</summary>
    /// <param name="value">The word.</param>
    /// <returns>The bundle.</returns>
    static abstract TSelf Broadcast(uint value);

    /// <summary>Reads consecutive words.</summary>
    /// <param name="address">First of them.</param>
    /// <returns>The bundle.</returns>
    static abstract TSelf Load(uint* address);

    /// <summary>Writes consecutive words.</summary>
    /// <param name="address">Where the first goes.</param>
    /// <param name="value">The bundle.</param>
    static abstract void Store(uint* address, TSelf value);

    /// <summary>Sum modulo 2^32.</summary>
    /// <param name="a">First term.</param>
    /// <param name="b">Second term.</param>
    /// <returns>a + b.</returns>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Exclusive or.</summary>
    /// <param name="a">First operand.</param>
    /// <param name="b">Second operand.</param>
    /// <returns>Bits that differ.</returns>
    static abstract TSelf operator ^(TSelf a, TSelf b);

    /// <summary>Or.</summary>
    /// <param name="a">First operand.</param>
    /// <param name="b">Second operand.</param>
    /// <returns>Bits of either.</returns>
    static abstract TSelf operator |(TSelf a, TSelf b);

    /// <summary>Shift to the left.</summary>
    /// <param name="a">The words.</param>
    /// <param name="bits">0 to 31.</param>
    /// <returns>a 2^bits modulo 2^32.</returns>
    static abstract TSelf operator <<(TSelf a, int bits);

    /// <summary>Shift to the right, filling with zeros.</summary>
    /// <param name="a">The words.</param>
    /// <param name="bits">0 to 31.</param>
    /// <returns>a / 2^bits, rounded down.</returns>
    static abstract TSelf operator >>(TSelf a, int bits);

    /// <summary>Exclusive or of three.</summary>
    /// <param name="a">First operand.</param>
    /// <param name="b">Second operand.</param>
    /// <param name="c">Third operand.</param>
    /// <returns>a ^ b ^ c.</returns>
    static abstract TSelf Xor(TSelf a, TSelf b, TSelf c);

    /// <summary>Full 64-bit products of the low words of slots.</summary>
    /// <param name="a">First factors.</param>
    /// <param name="b">Second factors.</param>
    /// <returns>A product in each slot.</returns>
    static abstract TSelf MultiplySlots(TSelf a, TSelf b);

    /// <summary>Moves the high word of each slot to the low one.</summary>
    /// <param name="a">Slots.</param>
    /// <returns>High words, zeros above them.</returns>
    static abstract TSelf HighOfSlots(TSelf a);

    /// <summary>Joins the low words of two rows of slots.</summary>
    /// <param name="even">Slots whose low words become words 0, 2, 4, ...</param>
    /// <param name="odd">Slots whose low words become words 1, 3, 5, ...; the scalar lane has none.</param>
    /// <returns>The words.</returns>
    static abstract TSelf JoinSlots(TSelf even, TSelf odd);
}
