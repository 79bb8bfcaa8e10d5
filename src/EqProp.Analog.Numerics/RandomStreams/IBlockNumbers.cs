using System.Numerics;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.RandomStreams;

/// <summary>Makes the four numbers of a block out of its words. See <see cref="NoiseKey"/> for the order.</summary>
internal unsafe interface IBlockNumbers<W, T>
    where W : unmanaged, IWordLane<W>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Writes the numbers of as many blocks as the register has words.</summary>
    /// <param name="high">Words 0 to 3 of the blocks.</param>
    /// <param name="low">Low halves in double precision; not read in float.</param>
    /// <param name="destination">Where number 0 of the first block goes; number q goes 16 q further.</param>
    static abstract void Write(in BlockWords<W> high, in BlockWords<W> low, T* destination);
}

/// <summary>The four words of blocks.</summary>
internal struct BlockWords<W>
    where W : unmanaged, IWordLane<W>
{
    public W X0;
    public W X1;
    public W X2;
    public W X3;
}
