using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Simulation.Engines;

/// <summary>Physical time by a method of higher order or for stiff circuits; each example has its own steps where the method chooses them.</summary>
internal sealed class TrajectoryEngine<T> : PhaseEngine<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkLayout _layout;
    private readonly IReadOnlyList<StateGroup<T>> _groups;
    private readonly SimulationBlock _simulation;
    private readonly double _epsilon;
    private readonly int _threads;
    private readonly Trajectory<T> _trajectory;
    private IReadOnlyList<double> _times = [];

    public TrajectoryEngine(
        NetworkLayout layout, IReadOnlyList<GroupStepper<T>> steppers, SimulationBlock simulation, int capacity, int threads)
    {
        _layout = layout;
        _groups = [.. steppers.Select(stepper => stepper.Group)];
        _simulation = simulation;
        _epsilon = simulation.Epsilon ?? throw new ArgumentException("The description is not resolved: epsilon is missing.", nameof(simulation));
        _threads = threads;
        TrajectoryMethod method = IntegrationMethods.FactsOf(simulation.Method);
        TrajectoryControl control = IntegrationMethods.FollowsTolerances(simulation.Method)
            ? TrajectoryControl.Adaptive(new(simulation.AbsoluteTolerance, simulation.RelativeTolerance))
            : TrajectoryControl.Fixed();
        _trajectory = new(steppers, method, control, capacity);
    }

    public override IPushSource<T>? PushSource
    {
        set => _trajectory.PushSource = value;
    }

    public override bool SamplesAnyTime => true;

    public override bool FollowsTrajectories => true;

    public override PathIntegrals<T>? Integrals
    {
        set => _trajectory.Integrals = value;
    }

    public override double TimeOf(int row) => _times[row];

    public override void AdmitStates(int rows) => _trajectory.AdmitStates(rows);

    public override SettlingOutcome Settle(int rows, PhaseLength phase) => Run(rows, phase, observer: null);

    public override WaveformSamples Sample(PhaseLength phase, IReadOnlyList<double> times)
    {
        int[] sizes = [.. _layout.Groups.Skip(1).Select(group => group.Size)];
        var recorder = new SampleRecorder<T>(
            rows: 1, times, sizes.SelectMany((size, g) => Enumerable.Range(0, size).Select(i => new StateProbe(g, i))));
        SettlingOutcome outcome = Run(rows: 1, phase, recorder);
        return new([.. Enumerable.Range(0, recorder.Taken(0)).Select(i => Doubles(recorder.Values(0, i)))], outcome);
    }

    public override void Dispose() => _trajectory.Dispose();

    private static double[] Doubles(ReadOnlySpan<T> values)
    {
        var result = new double[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = double.CreateTruncating(values[i]);
        }

        return result;
    }

    private SettlingOutcome Run(int rows, PhaseLength phase, ITrajectoryObserver<T>? observer)
    {
        TrajectoryStop? stop = phase.Residual is { } residual ? new() { Residual = residual * _epsilon } : null;
        TrajectoryResult result = _trajectory.Run(rows, phase.Steps, stop, observer, _threads);
        _times = result.Times;
        return result.FirstFailure is { } failure
            ? throw Failed(failure, result.Ends[failure.Row])
            : Outcomes.Of(
                rows, row => result.LargestRates[row] / _epsilon, row => result.Times[row],
                row => stop is null || result.Ends[row] == TrajectoryEnd.Settled || result.LargestRates[row] <= stop.Residual);
    }

    private InputException Failed(TrajectoryFailure failure, TrajectoryEnd end)
    {
        double time = _layout.Map.ToSeconds(failure.Time * _epsilon), length = _layout.Map.ToSeconds(failure.Length * _epsilon);
        string node = MovingGroup(_layout, failure.Group).NameOf(failure.State);
        string place = FormattableString.Invariant($"step {failure.Step}, {time * 1e6:G4} us, {length * 1e6:G3} us long, at node '{node}'");
        return end == TrajectoryEnd.Stiff
            ? new(
                "dynamics.stiff", "simulation.method",
                $"No step of the method, however short, keeps the tolerances ({place}).",
                Remedy(), FailureKind.Diverged)
            : new(
                "dynamics.diverged", "simulation", $"The dynamics diverged ({place}).",
                IntegrationMethods.FollowsTolerances(_simulation.Method)
                    ? "The circuit itself runs away there: give it a narrower circuit.coupling.weightRange, smaller learning.rates, a weaker nudge, or an activation with rails."
                    : "Use a method that chooses its steps (tsitouras, or rosenbrock for stiff circuits) or a smaller simulation.epsilon; if that diverges too, a narrower circuit.coupling.weightRange or smaller learning.rates.",
                FailureKind.Diverged);
    }

    private string Remedy() => typeof(T) == typeof(float)
        ? "Single precision cannot resolve every tolerance: set simulation.precision=double, or larger tolerances."
        : _simulation.Method == IntegrationMethod.Rosenbrock
            ? "Use larger tolerances, or look for a diode or time constant out of all proportion at that node."
            : "Use simulation.method=rosenbrock, which is made for stiff circuits, or larger tolerances.";
}
