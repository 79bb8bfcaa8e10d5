using System.Numerics;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>What all chunks of a run share.</summary>
internal sealed class TrajectoryRun<T>(int rows, double duration)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public double Duration { get; } = duration;

    public required TrajectoryControl Control { get; init; }

    public required TrajectoryStop? Stop { get; init; }

    public required ITrajectoryObserver<T>? Observer { get; init; }

    public required StateProbe[] Probes { get; init; }

    public required IPushSource<T>? PushSource { get; init; }

    public required StepNoise<T>? Noise { get; init; }

    public required PathIntegrals<T>? Integrals { get; init; }

    public TrajectoryResult Result { get; } =
        new(new TrajectoryEnd[rows], new double[rows], new int[rows], new int[rows], new double[rows], new TrajectoryFailure?[rows]);
}
