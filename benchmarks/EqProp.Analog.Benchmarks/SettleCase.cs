using EqProp.Analog.Benchmarks.Cases;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Benchmarks;

/// <summary>
/// Settles from zero of a fully connected network x' = -x + W tanh x + b for 10 time constants: symmetric Gaussian weights
/// of standard deviation 1/4 over the root of the neurons, none to itself; a drive of standard deviation 1 for each settle.
/// </summary>
internal sealed class SettleCase : IDisposable
{
    /// <summary>Length of a settle in time constants.</summary>
    public const double SettleTime = 10;

    /// <summary>A time constant in nominal steps.</summary>
    private const double TimeConstant = 4;

    private readonly StateGroup<double> _group;
    private readonly BatchMatrix<double> _weights;
    private readonly Trajectory<double> _trajectory;
    private readonly int _settles;

    public SettleCase(int neurons, int settles, TrajectoryMethod method, StepTolerance tolerance, VectorWidth width)
    {
        var stream = new RandomStream(1, StreamPurpose.Study, (ulong)neurons);
        _settles = settles;
        _group = new(settles, neurons, outputIsState: false);
        _weights = new(neurons, neurons);
        _group.Incoming.Add(new(_group, _weights, IsTransposed: false));
        for (int i = 0; i < neurons; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double weight = 0.25 / Math.Sqrt(neurons) * stream.NextGaussian();
                _weights.Row(i)[j] = weight;
                _weights.Row(j)[i] = weight;
            }

            _group.Leak.Row(0)[i] = 1;
            _group.Rate.Row(0)[i] = 1 / TimeConstant;
        }

        for (int settle = 0; settle < settles; settle++)
        {
            foreach (ref double drive in _group.Drive.Row(settle))
            {
                drive = stream.NextGaussian();
            }
        }

        GroupStepper<double> stepper = KernelSet<double>.For(width).Accept(new StepperMaker(_group));
        _trajectory = new([stepper], method, TrajectoryControl.Adaptive(tolerance, firstStep: 1), settles);
    }

    /// <summary>All settles, on one thread.</summary>
    public TrajectoryResult Run(ITrajectoryObserver<double>? observer = null)
    {
        _group.State(0).Clear();
        return _trajectory.Run(_settles, SettleTime * TimeConstant, observer: observer);
    }

    /// <summary>States of all settles at equal intervals of time.</summary>
    public SampleRecorder<double> Record(int samples)
    {
        var recorder = new SampleRecorder<double>(
            _settles,
            Enumerable.Range(1, samples).Select(i => SettleTime * TimeConstant * i / samples),
            Enumerable.Range(0, _group.Size).Select(i => new StateProbe(0, i)));
        Run(recorder);
        return recorder;
    }

    public void Dispose()
    {
        _trajectory.Dispose();
        _group.Dispose();
        _weights.Dispose();
    }

    private sealed class StepperMaker(StateGroup<double> group) : ILaneVisitor<double, GroupStepper<double>>
    {
        public GroupStepper<double> Visit<V>()
            where V : unmanaged, ILane<V, double> => new GroupStepper<V, double, LeakTanh<V, double>>(group, default);
    }
}
