using System.Numerics;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>Takes a chunk of examples over one step of their lengths: from slot 0 and the slopes there to the stage.</summary>
internal abstract class StepTrial<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Tries a step.</summary>
    /// <param name="chunk">The examples.</param>
    /// <returns>False if the step cannot be formed at this length.</returns>
    public abstract bool Try(ChunkTrajectory<T> chunk);

    /// <summary>Makes the trial of a method.</summary>
    public static StepTrial<T> Of(TrajectoryMethod method, GroupTrajectory<T>[] groups, Func<ILinearSolver> solver) => method.Family switch
    {
        MethodFamily.RungeKutta => new RungeKuttaTrial<T>(method.Tableau!),
        MethodFamily.Rosenbrock => new RosenbrockTrial<T>(groups, solver()),
        _ => new ExponentialTrial<T>(method.Family == MethodFamily.ExponentialRungeKutta),
    };
}
