namespace EqProp.Analog.Numerics.RandomStreams;

/// <summary>
/// Names a family of random numbers, one for each (node, step, sample). A number depends on its name alone: leaving out a
/// step, a purpose or a channel, adding nodes, samples or chips, and changing batch size, threads or register width
/// change no other number.
/// </summary>
/// <remarks>
/// How names become counters of <see cref="Philox"/> (bit 0 is the lowest):
/// <list type="bullet">
/// <item>key word 0: the seed;</item>
/// <item>key word 1: 2^31 + chip. A <see cref="RandomStream"/> has the number of its purpose there, so the two never meet;</item>
/// <item>counter word 0: the block, 16 (node / 64) + node mod 16, plus 2^31 for the low halves of double precision;</item>
/// <item>counter word 1: low 32 bits of the step;</item>
/// <item>counter word 2: the sample;</item>
/// <item>counter word 3: purpose in bits 0 to 7, channel in bits 8 to 15, bits 32 to 47 of the step in bits 16 to 31.</item>
/// </list>
/// Of the four words of a block, word (node / 16) mod 4 belongs to the node. The four normal numbers of a block come from
/// two Box-Muller pairs, of words 0 and 1 and of words 2 and 3: cosine, sine, cosine, sine.
/// In double precision a number has 64 bits, the word above and the same word of the block with 2^31 added: single
/// precision sees the same noise, rounded. Uniform and normal numbers of one name come from the same bits, so a name should
/// serve for one of them only.
/// </remarks>
public readonly record struct NoiseKey
{
    /// <summary>One more than the largest step.</summary>
    public const long StepLimit = 1L << 48;

    /// <summary>Nodes whose numbers are made together.</summary>
    public const int NodesOfSuperblock = 64;

    /// <summary>Blocks of a superblock: the words of the widest register.</summary>
    internal const int Lanes = 16;

    /// <summary>Names a family.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="chip">Number of the chip, not negative.</param>
    /// <param name="purpose">What the numbers are for; below 256.</param>
    /// <param name="channel">Which of several numbers of one purpose at a node and step; 0 to 255.</param>
    /// <exception cref="ArgumentOutOfRangeException">Something does not fit its bits.</exception>
    public NoiseKey(int seed, int chip, StreamPurpose purpose, int channel = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(chip);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)purpose, (uint)byte.MaxValue, nameof(purpose));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)channel, (uint)byte.MaxValue, nameof(channel));
        Seed = seed;
        Chip = chip;
        Purpose = purpose;
        Channel = channel;
    }

    /// <summary>The user's seed.</summary>
    public int Seed { get; }

    /// <summary>Number of the chip.</summary>
    public int Chip { get; }

    /// <summary>What the numbers are for.</summary>
    public StreamPurpose Purpose { get; }

    /// <summary>Which of several numbers of one purpose at a node and step.</summary>
    public int Channel { get; }

    /// <summary>The same name but for the channel.</summary>
    /// <param name="channel">0 to 255.</param>
    /// <returns>The name.</returns>
    public NoiseKey WithChannel(int channel) => new(Seed, Chip, Purpose, channel);

    /// <summary>The key of <see cref="Philox"/>.</summary>
    internal (uint K0, uint K1) Words => (unchecked((uint)Seed), 1u << 31 | (uint)Chip);

    /// <summary>Counter words 1 to 3.</summary>
    /// <param name="step">0 to 2^48 - 1.</param>
    /// <param name="sample">Any number; its 32 bits are taken as they are.</param>
    /// <returns>The words.</returns>
    internal (uint C1, uint C2, uint C3) Counter(long step, int sample)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)step, (ulong)StepLimit, nameof(step));
        uint high = (uint)(step >> 32) << 16 | (uint)Channel << 8 | (uint)Purpose;
        return (unchecked((uint)step), unchecked((uint)sample), high);
    }
}
