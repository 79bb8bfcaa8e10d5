namespace EqProp.Analog.Networks;

/// <summary>
/// Steps at which noise begins, so that no two presentations of an example see the same: noise is named by the example's row of the data and by
/// the step, which counts on through the phases of a minibatch. It follows from epoch and use alone, so that a run that is resumed sees what it
/// would have seen.
/// </summary>
/// <remarks>
/// An epoch of training begins at 2^24 times its number, in which each example comes once; a measurement at 2^47 + 2^28 epoch + 2^24 of its number
/// since training began that epoch. A presentation of more than 2^24 steps runs on into the noise of the next.
/// </remarks>
public static class NoiseClock
{
    private const int PhaseBits = 24;
    private const int UseBits = 4;
    private const int EpochBits = 19;
    private const long Measuring = 1L << 47;

    /// <summary>First step of every minibatch of an epoch of training.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <returns>A step of <see cref="IPhysicalNetwork.StartClock"/>.</returns>
    public static long OfTraining(int epoch) => (epoch & ((1L << EpochBits) - 1)) << PhaseBits;

    /// <summary>First step of every minibatch of a measurement.</summary>
    /// <param name="epoch">The epoch of training that it follows; 0 without training.</param>
    /// <param name="use">Which measurement there, from 0; the 16th has the noise of the first.</param>
    /// <returns>A step of <see cref="IPhysicalNetwork.StartClock"/>.</returns>
    public static long OfMeasurement(int epoch, int use) =>
        Measuring | (epoch & ((1L << EpochBits) - 1)) << (PhaseBits + UseBits) | (use & ((1L << UseBits) - 1)) << PhaseBits;
}
