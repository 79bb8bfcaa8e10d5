using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.SteadyState;

namespace EqProp.Analog.Simulation.Engines;

/// <summary>The operating point itself, whatever the time constants: a phase ends there, however long it lasts.</summary>
internal sealed class SteadyStateEngine<T>(
    NetworkLayout layout, IReadOnlyList<GroupStepper<T>> steppers, SteadyStateBlock settings, int capacity, int threads) : PhaseEngine<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A state that far from its own rest, in swings, after all sweeps is not on the way to an operating point.</summary>
    private const double FarFromRest = 0.1;

    private readonly SteadyState<T> _search = Create(layout, steppers, settings, capacity);

    public override IPushSource<T>? PushSource
    {
        set => _search.PushSource = value;
    }

    public override void AdmitStates(int rows) => _search.AdmitStates(rows);

    public override SettlingOutcome Settle(int rows, PhaseLength phase)
    {
        SteadyStateResult result = _search.Run(rows, settings.MaximumSweeps, phase.Residual ?? settings.Tolerance, threads);
        if (result.Divergence is { } divergence)
        {
            throw Diverged(divergence);
        }

        int lost = Array.FindIndex(result.LargestMove, 0, rows, move => !(move <= FarFromRest));
        return lost < 0
            ? Outcomes.Of(rows, row => result.LargestMove[row], row => result.Steps[row], result.IsSettled)
            : throw NotFound(result, lost);
    }

    public override void Dispose() => _search.Dispose();

    private static SteadyState<T> Create(NetworkLayout layout, IReadOnlyList<GroupStepper<T>> steppers, SteadyStateBlock settings, int capacity)
    {
        if (layout.Cells.Count > 0)
        {
            throw new InputException([SimulationRules.CellsDoNotSweep]);
        }

        SteadyStateMethod method = settings.Method switch
        {
            OperatingPointMethod.RedBlack => SteadyStateMethod.RedBlackOverRelaxation,
            OperatingPointMethod.Anderson => SteadyStateMethod.Anderson,
            _ => SteadyStateMethod.Automatic,
        };
        if (method == SteadyStateMethod.RedBlackOverRelaxation && layout.ReadOutClasses > 0)
        {
            throw NotTwoColours("the external read-out lets the outputs see each other while it nudges");
        }

        try
        {
            return new(steppers, capacity, new() { Method = method });
        }
        catch (ArgumentException) when (method == SteadyStateMethod.RedBlackOverRelaxation)
        {
            throw NotTwoColours("these have an odd cycle or a layer coupled to itself");
        }
    }

    private static InputException NotTwoColours(string why) => new(
        "simulation.redBlack", "simulation.steadyState.method",
        $"Red-black sweeps need layers of two colours such that none is coupled to one of its own; {why}.",
        "Use the method automatic or anderson.");

    private static InputException NotFound(SteadyStateResult result, int row) => new(
        "simulation.noOperatingPoint", "simulation.steadyState",
        FormattableString.Invariant($"No operating point was found: after {result.Steps[row]} sweeps, a neuron of example {row} of the minibatch is still {result.LargestMove[row]:G3} swings from its own rest."),
        "The network may be singular, oscillate or have none: use a narrower circuit.coupling.weightRange, smaller learning.rates or a weaker nudge; or raise simulation.steadyState.maximumSweeps, or watch it with simulation.settling=transient.",
        FailureKind.Diverged);

    private InputException Diverged(Divergence divergence) => new(
        "dynamics.diverged", "simulation",
        $"The search for an operating point left every bound at sweep {divergence.Step} in group '{MovingGroup(layout, divergence.Group).Name}': the network may have none.",
        "Use a narrower circuit.coupling.weightRange, smaller learning.rates, a weaker nudge, or an activation with rails.",
        FailureKind.Diverged);
}
