using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Simulation.Engines;

/// <summary>What takes a simulated chip through a phase: steps in physical time, or a search for the operating point.</summary>
internal abstract class PhaseEngine<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Sets a push whenever states have moved; null when pushes are constant.</summary>
    public abstract IPushSource<T>? PushSource { set; }

    /// <summary>Chooses the engine that a circuit asks for.</summary>
    public static PhaseEngine<T> Create(
        NetworkLayout layout, IReadOnlyList<GroupStepper<T>> steppers, SimulationBlock simulation, int capacity, int threads) =>
        new RelaxationEngine<T>(layout, steppers, simulation, capacity, threads);

    /// <summary>Takes states that were set from outside.</summary>
    public abstract void AdmitStates(int rows);

    /// <summary>Moves the first rows through a phase.</summary>
    public abstract SettlingOutcome Settle(int rows, PhaseLength phase);

    public abstract void Dispose();
}
