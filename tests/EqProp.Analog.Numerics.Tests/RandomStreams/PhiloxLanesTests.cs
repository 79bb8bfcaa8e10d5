using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Tests.RandomStreams;

/// <summary>The generator in lanes, against published words and against the scalar one.</summary>
public unsafe class PhiloxLanesTests
{
    public static TheoryData<VectorWidth> Widths() => [.. Enum.GetValues<VectorWidth>()];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Known_answers(VectorWidth width)
    {
        Assert.Equal((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u), Draw(width, (0, 0), 0, (0, 0, 0))[0]);
        const uint Ones = uint.MaxValue;
        Assert.Equal((0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu), Draw(width, (Ones, Ones), Ones, (Ones, Ones, Ones))[0]);
        Assert.Equal(
            (0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u),
            Draw(width, (0xa4093822, 0x299f31d0), 0x243f6a88, (0x85a308d3, 0x13198a2e, 0x03707344))[0]);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_lane_equals_the_scalar_generator(VectorWidth width)
    {
        var stream = new RandomStream(11, StreamPurpose.Study);
        for (int trial = 0; trial < 500; trial++)
        {
            (uint, uint) key = (stream.NextUInt32(), stream.NextUInt32());
            uint block = trial == 0 ? uint.MaxValue - 3 : stream.NextUInt32();
            (uint C1, uint C2, uint C3) counter = (stream.NextUInt32(), stream.NextUInt32(), stream.NextUInt32());
            (uint, uint, uint, uint)[] words = Draw(width, key, block, counter);
            Assert.Equal(width == VectorWidth.Scalar ? 1 : (int)width / 32, words.Length);
            for (int lane = 0; lane < words.Length; lane++)
            {
                Assert.Equal(Philox.Block((unchecked(block + (uint)lane), counter.C1, counter.C2, counter.C3), key), words[lane]);
            }
        }
    }

    private static (uint X0, uint X1, uint X2, uint X3)[] Draw(VectorWidth width, (uint, uint) key, uint block, (uint, uint, uint) counter) => width switch
    {
        VectorWidth.Bits512 => Draw<Word512>(key, block, counter),
        VectorWidth.Bits256 => Draw<Word256>(key, block, counter),
        VectorWidth.Bits128 => Draw<Word128>(key, block, counter),
        _ => Draw<ScalarWord>(key, block, counter),
    };

    private static (uint X0, uint X1, uint X2, uint X3)[] Draw<W>((uint, uint) key, uint block, (uint, uint, uint) counter)
        where W : unmanaged, IWordLane<W>
    {
        W* expanded = stackalloc W[PhiloxLanes<W>.ExpandedKey];
        PhiloxLanes<W>.ExpandKey(key, expanded);
        PhiloxLanes<W>.Draw(expanded, block, counter, out BlockWords<W> words);
        uint* x = stackalloc uint[4 * W.Count];
        W.Store(x, words.X0);
        W.Store(x + W.Count, words.X1);
        W.Store(x + 2 * W.Count, words.X2);
        W.Store(x + 3 * W.Count, words.X3);
        var result = new (uint, uint, uint, uint)[W.Count];
        for (int lane = 0; lane < W.Count; lane++)
        {
            result[lane] = (x[lane], x[W.Count + lane], x[2 * W.Count + lane], x[3 * W.Count + lane]);
        }

        return result;
    }
}
