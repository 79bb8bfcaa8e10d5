using System.Numerics;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>Intermediate numbers of one block of chips, of all groups: small enough to stay in cache beside the weights.</summary>
internal sealed unsafe class BlockWorkspace<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int RegistersOfSteps = 4;

    private readonly AlignedBuffer<T> _buffer;
    private AlignedBuffer<T>? _noise;

    /// <param name="steppers">One for each group.</param>
    /// <param name="method">How to move.</param>
    /// <param name="integrals">What is integrated beside the states; null: nothing.</param>
    public BlockWorkspace(IReadOnlyList<EnsembleStepper<T>> steppers, EnsembleMethod method, EnsembleIntegrals<T>? integrals)
    {
        int lanes = steppers[0].Group.Blocks.Lanes;
        // Sums need what arrives at every state of a stage, which sparse steps do not keep.
        bool isSparse = integrals is null && method.Tableau is { } sparse && SparseTrial<T>.Takes(steppers, sparse);
        int slopes = method.Tableau is { } whole && !isSparse ? whole.Stages.Count + 1 : 0;
        int sizes = steppers.Sum(s => (slopes + 1) * s.Group.Size + TiledWeights<T>.Padded(s.Group.Size));
        _buffer = new((nint)(sizes + RegistersOfSteps) * lanes);
        T* next = _buffer.Pointer;
        Steps = new() { Length = next, Accepted = next + lanes, LargestMove = next + 2 * lanes, LargestError = next + 3 * lanes };
        next += RegistersOfSteps * lanes;
        Groups = new GroupWorkspace<T>[steppers.Count];
        for (int g = 0; g < Groups.Length; g++)
        {
            nint stride = (nint)steppers[g].Group.Size * lanes;
            Groups[g] = new() { Stage = next, Slopes = next + stride, SlopeStride = stride, Net = next + (slopes + 1) * stride };
            next = Groups[g].Net + TiledWeights<T>.Padded(steppers[g].Group.Size) * lanes;
        }

        Summer = integrals is null ? null : steppers[0].Summer(steppers, integrals, method.Tableau);
        bool sumsCouplings = integrals is not null && integrals.Weights.Any(weights => weights.Couplings.Count > 0);
        Shared = sumsCouplings ? new SharedSum<T>[Groups.Length] : SharedSum<T>.Of(steppers, Groups);
        if (method.Tableau is { } tableau)
        {
            Trial = isSparse ? new SparseTrial<T>(steppers, tableau, method.Tolerance) : new DenseTrial<T>(steppers, Groups, tableau, method.Tolerance, Summer);
            Control = method.Tolerance is null ? null : steppers[0].Control(tableau.Order);
        }
    }

    /// <summary>What takes a block over steps of a Runge-Kutta method; null for Euler.</summary>
    public BlockTrial<T>? Trial { get; }

    /// <summary>What integrates sums beside the states; null: nothing is integrated.</summary>
    public BlockSummer<T>? Summer { get; }

    /// <summary>What chooses steps; null where they are nominal.</summary>
    public StepControl<T>? Control { get; }

    public GroupWorkspace<T>[] Groups { get; }

    /// <summary>How groups share the sums of an Euler step.</summary>
    public SharedSum<T>[] Shared { get; }

    public ChipSteps<T> Steps { get; }

    /// <summary>Makes room for the noise of all groups that have some.</summary>
    public void MakeRoomForNoise(IReadOnlyList<EnsembleStepper<T>> steppers)
    {
        int lanes = steppers[0].Group.Blocks.Lanes;
        nint numbers = steppers.Sum(s => s.Group.NoiseAmplitude is null ? 0 : 2 * s.Group.Size) * lanes;
        if (_noise is null || _noise.Length < numbers)
        {
            _noise?.Dispose();
            _noise = new(Math.Max(1, numbers));
        }

        T* next = _noise.Pointer;
        for (int g = 0; g < Groups.Length; g++)
        {
            bool hasNoise = steppers[g].Group.NoiseAmplitude is not null;
            nint size = (nint)steppers[g].Group.Size * lanes;
            Groups[g].Noise = hasNoise ? next : null;
            Groups[g].NextNoise = hasNoise ? next + size : null;
            next += hasNoise ? 2 * size : 0;
        }
    }

    /// <summary>Takes noise away.</summary>
    public void ForgetNoise()
    {
        for (int g = 0; g < Groups.Length; g++)
        {
            Groups[g].Noise = Groups[g].NextNoise = null;
        }
    }

    public void Dispose()
    {
        _buffer.Dispose();
        _noise?.Dispose();
        Trial?.Dispose();
        Summer?.Dispose();
        Control?.Dispose();
    }
}
