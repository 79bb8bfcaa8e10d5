using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Integrators;

/// <content>What noise and means need.</content>
public sealed partial class StateGroup<T>
{
    private BatchMatrix<T>? _exponentialRate;
    private BatchMatrix<T>? _exponentialAmplitude;
    private bool _isExponential;

    /// <summary>Number of the first state among all states of a chip; it names the noise of each.</summary>
    public int FirstNode { get; private set; }

    /// <summary>Standard deviation of the noise that a step adds to each state; null without noise.</summary>
    public BatchMatrix<T>? NoiseAmplitude { get; private set; }

    /// <summary>Mean of each state over the last steps of a relaxation; null before <see cref="Relaxation{T}.AveragedSteps"/> asked for it.</summary>
    public BatchMatrix<T>? MeanState { get; private set; }

    /// <summary>Mean of each output over the last steps of a relaxation; null before <see cref="Relaxation{T}.AveragedSteps"/> asked for it.</summary>
    public BatchMatrix<T>? MeanOutput { get; private set; }

    /// <summary>Normal numbers of the present step; null without noise.</summary>
    internal BatchMatrix<T>? Noise { get; private set; }

    /// <summary>Normal numbers of the next step, or those of a step's stage; null where a method needs none.</summary>
    internal BatchMatrix<T>? NextNoise { get; private set; }

    /// <summary>What noise adds to each state in the present step, where it is not <see cref="Noise"/> times an amplitude alone.</summary>
    internal BatchMatrix<T>? Displacement { get; private set; }

    /// <summary>What noise adds to each state in the stage of the present step.</summary>
    internal BatchMatrix<T>? StageDisplacement { get; private set; }

    /// <summary>Whether <see cref="Noise"/> is drawn for each step; what an earlier relaxation drew is no noise of the next.</summary>
    internal bool NoiseActs { get; set; }

    /// <summary>Whether <see cref="Displacement"/> moves states, and not <see cref="Noise"/> times amplitudes.</summary>
    internal bool Displaces { get; private set; }

    /// <summary>What the rate of change is multiplied by in a step: <see cref="Rate"/>, or (1 - e^-z) / leak with z = leak rate.</summary>
    internal BatchMatrix<T> StepRate => _isExponential ? _exponentialRate! : Rate;

    /// <summary>Deviation of the noise of a step: <see cref="NoiseAmplitude"/>, or that times sqrt((1 - e^-2z) / 2z).</summary>
    internal BatchMatrix<T>? StepAmplitude => _isExponential ? _exponentialAmplitude : NoiseAmplitude;

    /// <summary>Makes room for noise, of amplitude zero at first.</summary>
    /// <param name="firstNode">Number of the first state among all states of a chip. Multiples of 64 are fastest.</param>
    public void AddNoise(int firstNode)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstNode);
        FirstNode = firstNode;
        NoiseAmplitude ??= new(1, Size);
        Noise ??= new(Drive.Rows, Size);
    }

    /// <summary>Makes room for what a method makes of noise.</summary>
    internal void PrepareNoise(bool hasNext, bool displaces, bool hasStage)
    {
        Displaces = displaces && Noise is not null;
        if (Noise is null)
        {
            return;
        }

        NextNoise ??= hasNext ? new(Drive.Rows, Size) : null;
        Displacement ??= displaces ? new(Drive.Rows, Size) : null;
        StageDisplacement ??= hasStage ? new(Drive.Rows, Size) : null;
    }

    /// <summary>Takes leaks, rates and amplitudes as they now are.</summary>
    internal void NotePace(bool isExponential)
    {
        _isExponential = isExponential;
        if (!isExponential)
        {
            return;
        }

        _exponentialRate ??= new(1, Size);
        _exponentialAmplitude ??= NoiseAmplitude is null ? null : new(1, Size);
        Span<T> rates = Rate.Row(0), leaks = Leak.Row(0), stepRates = _exponentialRate.Row(0);
        Span<T> amplitudes = NoiseAmplitude is null ? default : NoiseAmplitude.Row(0);
        Span<T> stepAmplitudes = _exponentialAmplitude is null ? default : _exponentialAmplitude.Row(0);
        for (int i = 0; i < Size; i++)
        {
            double rate = double.CreateTruncating(rates[i]), decay = -double.CreateTruncating(leaks[i]) * rate;
            stepRates[i] = T.CreateTruncating(rate * Phi1(decay));
            if (i < stepAmplitudes.Length)
            {
                stepAmplitudes[i] = T.CreateTruncating(double.CreateTruncating(amplitudes[i]) * Math.Sqrt(Phi1(2 * decay)));
            }
        }

        static double Phi1(double z) => ExponentialFunctions<ScalarLane<double>, double>.Phi1(new(z)).Value;
    }

    /// <summary>Makes room for means over steps.</summary>
    internal void MakeRoomForMeans()
    {
        MeanState ??= new(Drive.Rows, Size);
        MeanOutput ??= OutputIsState ? MeanState : new(Drive.Rows, Size);
    }

    private void DisposeNoise()
    {
        foreach (BatchMatrix<T>? matrix in (BatchMatrix<T>?[])
            [NoiseAmplitude, Noise, NextNoise, Displacement, StageDisplacement, MeanState, OutputIsState ? null : MeanOutput, _exponentialRate, _exponentialAmplitude])
        {
            matrix?.Dispose();
        }
    }
}
