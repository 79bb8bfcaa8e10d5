using System.Numerics;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>Keeps samples of states at given times, for a batch of examples.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class SampleRecorder<T> : ITrajectoryObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[] _times;
    private readonly StateProbe[] _probes;
    private readonly T[] _samples;
    private readonly int[] _taken;

    /// <summary>Makes room for the samples.</summary>
    /// <param name="rows">Examples.</param>
    /// <param name="times">When, in nominal steps, increasing.</param>
    /// <param name="probes">What.</param>
    public SampleRecorder(int rows, IEnumerable<double> times, IEnumerable<StateProbe> probes)
    {
        _times = [.. times];
        _probes = [.. probes];
        _samples = new T[checked(rows * _times.Length * _probes.Length)];
        _taken = new int[rows];
    }

    /// <inheritdoc/>
    public IReadOnlyList<StateProbe> Probes => _probes;

    /// <inheritdoc/>
    public ReadOnlySpan<double> Times => _times;

    /// <inheritdoc/>
    public bool SeesSteps => false;

    /// <summary>Samples taken of an example in the last run: fewer than there are times if it ended before the last.</summary>
    /// <param name="row">Index of the example.</param>
    /// <returns>How many.</returns>
    public int Taken(int row) => _taken[row];

    /// <summary>One sample.</summary>
    /// <param name="row">Index of the example.</param>
    /// <param name="index">Index of the time.</param>
    /// <returns>One value a probe.</returns>
    public ReadOnlySpan<T> Values(int row, int index) => _samples.AsSpan(At(row, index), _probes.Length);

    /// <inheritdoc/>
    public void Sample(int row, int index, ReadOnlySpan<T> values)
    {
        values.CopyTo(_samples.AsSpan(At(row, index)));
        _taken[row] = index + 1;
    }

    /// <inheritdoc/>
    public void EndStep(int row, double time, ReadOnlySpan<T> values)
    {
    }

    private int At(int row, int index) => (row * _times.Length + index) * _probes.Length;
}
