using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Simulation.Engines;

/// <summary>Steps of one length, all examples alike: projected Euler as published, or Runge-Kutta.</summary>
internal sealed class RelaxationEngine<T>(
    NetworkLayout layout, IReadOnlyList<GroupStepper<T>> steppers, SimulationBlock simulation, int capacity, int threads) : PhaseEngine<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _epsilon = simulation.Epsilon
        ?? throw new ArgumentException("The description is not resolved: epsilon is missing.", nameof(simulation));

    private readonly Relaxation<T> _relaxation = new(steppers, MethodOf(layout, simulation), capacity);

    /// <summary>Steps since states were last set from outside.</summary>
    private int _stepsBefore;

    public override IPushSource<T>? PushSource
    {
        set => _relaxation.PushSource = value;
    }

    public override void AdmitStates(int rows)
    {
        _stepsBefore = 0;
        _relaxation.AdmitStates(rows);
    }

    public override SettlingOutcome Settle(int rows, PhaseLength phase)
    {
        RelaxationResult result = _relaxation.Run(rows, phase.Steps, phase.Residual * _epsilon, threads);
        if (result.Divergence is { } divergence)
        {
            throw Diverged(divergence);
        }

        _stepsBefore += phase.Steps;
        return Outcomes.Of(
            rows, row => result.LargestMove[row] / _epsilon, row => result.Steps[row], row => !(result.LargestMove[row] / _epsilon > phase.Residual));
    }

    public override void Dispose() => _relaxation.Dispose();

    /// <summary>Stages of Runge-Kutta steps are not put back on rails.</summary>
    private static RelaxationMethod MethodOf(NetworkLayout layout, SimulationBlock simulation)
    {
        if (simulation.Method != IntegrationMethod.Rk4)
        {
            return RelaxationMethod.Euler;
        }

        return layout.Groups.Skip(1).Any(g => MembraneModel.Of(g, layout.Force).HasRails)
            ? throw new ArgumentException("Runge-Kutta steps know no rails, ideal diodes included.", nameof(layout))
            : RelaxationMethod.RungeKutta4;
    }

    private InputException Diverged(Divergence divergence)
    {
        int step = _stepsBefore + divergence.Step;
        double time = layout.Map.ToSeconds(step * _epsilon);
        NodeGroup group = MovingGroup(layout, divergence.Group);
        string place = divergence.State is { } state ? $"at node '{group.NameOf(state)}'" : $"in group '{group.Name}'";
        bool isStiff = layout.Groups.Any(g => g.Diodes.Any(d => d.Kind == DiodeKind.Shockley));
        return new(
            "dynamics.diverged", "simulation",
            FormattableString.Invariant($"The dynamics diverged at step {step} ({time * 1e6:G4} us) {place}."),
            isStiff
                ? "Diodes are stiff: use simulation.method=rosenbrock or tsitouras, or a much smaller simulation.epsilon."
                : "Use a smaller simulation.epsilon or a method that chooses its steps (tsitouras); if that diverges too, a narrower circuit.coupling.weightRange, smaller learning.rates, or an activation with rails.",
            FailureKind.Diverged);
    }
}
