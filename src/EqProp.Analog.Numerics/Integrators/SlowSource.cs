using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>
/// Noise currents with a memory, into the states of some groups: what a step adds to a state is its rate times the current, as with any other
/// current. A source begins from its stationary law whenever <see cref="StepNoise{T}.Name"/> was called, and goes on through phases that follow.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract unsafe class SlowSource<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BatchMatrix<T>[] _weights;

    /// <summary>Makes room for a source.</summary>
    /// <param name="groups">Groups that it acts on.</param>
    private protected SlowSource(IReadOnlyList<StateGroup<T>> groups)
    {
        Groups = [.. groups];
        Currents = [.. groups.Select(group => new BatchMatrix<T>(1, group.Size))];
        _weights = [.. groups.Select(group => new BatchMatrix<T>(1, group.Size))];
    }

    /// <summary>Groups that it acts on.</summary>
    public IReadOnlyList<StateGroup<T>> Groups { get; }

    /// <summary>Of each group, the size of the current into each state [1 x states]; zero at first.</summary>
    public IReadOnlyList<BatchMatrix<T>> Currents { get; }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        foreach (BatchMatrix<T> matrix in Currents.Concat(_weights))
        {
            matrix.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>What the source remembers, [examples x numbers]; what a relaxation that is repeated must start from again.</summary>
    internal abstract IReadOnlyList<BatchMatrix<T>> Memory { get; }

    /// <summary>Displacements of a step for each unit of the source's value: rate times current.</summary>
    internal T* Weights(int group) => _weights[group].Pointer;

    /// <summary>Takes rates and currents as they now are.</summary>
    internal void NoteRates()
    {
        for (int g = 0; g < Groups.Count; g++)
        {
            Span<T> rates = Groups[g].StepRate.Row(0), currents = Currents[g].Row(0), weights = _weights[g].Row(0);
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] = rates[i] * currents[i];
            }
        }
    }

    /// <summary>Draws stationary values for all examples.</summary>
    internal abstract void Start(NoiseKernels<T> generator, long step, ReadOnlySpan<int> samples);

    /// <summary>Adds a step's displacements for some examples, and moves the source on.</summary>
    internal abstract void Step(NoiseKernels<T> generator, DisturbanceKernels<T> kernels, long step, ReadOnlySpan<int> samples, int firstRow);
}
