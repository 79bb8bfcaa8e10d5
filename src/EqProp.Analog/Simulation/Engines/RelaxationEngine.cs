using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Simulation.Engines;

/// <summary>Steps of one length, all examples alike: projected Euler as published, Runge-Kutta, and what carries noise.</summary>
internal sealed class RelaxationEngine<T>(
    NetworkLayout layout, IReadOnlyList<GroupStepper<T>> steppers, SimulationBlock simulation, StepNoise<T>? noise,
    int capacity, int threads) : PhaseEngine<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _epsilon = simulation.Epsilon
        ?? throw new ArgumentException("The description is not resolved: epsilon is missing.", nameof(simulation));

    private readonly Relaxation<T> _relaxation = new(steppers, MethodOf(layout, simulation, noise is not null), capacity) { Noise = noise };

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
        _relaxation.AveragedSteps = phase.Residual is null && simulation.AveragingSteps is > 1 and int averaged ? averaged : 0;
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

    /// <summary>Stages of Runge-Kutta steps are not put back on rails; without noise there is nothing to average in a step.</summary>
    private static RelaxationMethod MethodOf(NetworkLayout layout, SimulationBlock simulation, bool hasNoise)
    {
        RelaxationMethod method = simulation.Method switch
        {
            IntegrationMethod.Rk4 => RelaxationMethod.RungeKutta4,
            IntegrationMethod.StochasticRungeKutta => RelaxationMethod.StochasticRungeKutta,
            IntegrationMethod.ExponentialEuler => RelaxationMethod.ExponentialEuler,
            IntegrationMethod.AveragedEuler when hasNoise => RelaxationMethod.AveragedEuler,
            _ => RelaxationMethod.Euler,
        };
        bool hasStages = method is RelaxationMethod.RungeKutta4 or RelaxationMethod.StochasticRungeKutta;
        return hasStages && layout.Groups.Skip(1).Any(g => MembraneModel.Of(g, layout.Force).HasRails)
            ? throw new ArgumentException("Runge-Kutta steps know no rails, ideal diodes included.", nameof(layout))
            : method;
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
