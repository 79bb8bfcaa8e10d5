using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Simulation.Engines;

/// <summary>What takes a simulated chip through a phase: steps in physical time, or a search for the operating point.</summary>
internal abstract class PhaseEngine<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Sets a push whenever states have moved; null when pushes are constant.</summary>
    public abstract IPushSource<T>? PushSource { set; }

    /// <summary>Whether <see cref="Sample"/> can be asked for.</summary>
    public virtual bool SamplesAnyTime => false;

    /// <summary>Integrates sums over states along each phase; null: none. An engine of fixed steps or operating points has none.</summary>
    public virtual PathIntegrals<T>? Integrals
    {
        set => throw new InvalidOperationException("This engine follows no trajectory.");
    }

    /// <summary>How long the last phase of an example took, in nominal steps.</summary>
    /// <param name="row">The example.</param>
    /// <returns>The time.</returns>
    public virtual double TimeOf(int row) => throw new InvalidOperationException("This engine follows no trajectory.");

    /// <summary>Whether phases are trajectories that <see cref="Integrals"/> can follow.</summary>
    public virtual bool FollowsTrajectories => false;

    /// <summary>Whether the engine's steps have stages that need states and outputs in arrays of their own, even where they are the same numbers.</summary>
    public static bool HasStagesOfFixedSteps(SimulationBlock simulation) =>
        simulation.Settling != SettlingKind.SteadyState && simulation.Method == IntegrationMethod.Rk4;

    /// <summary>Chooses the engine that a circuit asks for.</summary>
    public static PhaseEngine<T> Create(
        NetworkLayout layout, IReadOnlyList<GroupStepper<T>> steppers, SimulationBlock simulation, StepNoise<T>? noise, int capacity, int threads)
    {
        if (simulation.Settling == SettlingKind.SteadyState)
        {
            return new SteadyStateEngine<T>(layout, steppers, simulation.SteadyState, capacity, threads);
        }

        bool relaxes = simulation.Method is IntegrationMethod.ProjectedEuler or IntegrationMethod.AveragedEuler
            or IntegrationMethod.StochasticRungeKutta or IntegrationMethod.Rk4;
        bool isExponential = simulation.Method == IntegrationMethod.ExponentialEuler && (noise is not null || simulation.AveragingSteps > 1);
        return relaxes || isExponential
            ? new RelaxationEngine<T>(layout, steppers, simulation, noise, capacity, threads)
            : new TrajectoryEngine<T>(layout, steppers, simulation, capacity, threads);
    }

    /// <summary>Takes states that were set from outside.</summary>
    public abstract void AdmitStates(int rows);

    /// <summary>Moves the first rows through a phase.</summary>
    public abstract SettlingOutcome Settle(int rows, PhaseLength phase);

    /// <summary>Moves one example through a phase and keeps all states at given times.</summary>
    /// <param name="phase">How long.</param>
    /// <param name="times">When, in nominal steps from the start of the phase, increasing.</param>
    /// <returns>States of all free nodes at each time reached.</returns>
    public virtual WaveformSamples Sample(PhaseLength phase, IReadOnlyList<double> times) =>
        throw new InvalidOperationException("This engine has no states between its steps.");

    public abstract void Dispose();

    /// <summary>Groups that move: those of neurons, and behind them the wires of those whose outputs have a delay.</summary>
    protected static NodeGroup MovingGroup(NetworkLayout layout, int index)
    {
        NodeGroup[] free = [.. layout.Groups.Skip(1)];
        return free.Concat(free.Where(group => group.LineTime > 0)).ElementAt(index);
    }
}
