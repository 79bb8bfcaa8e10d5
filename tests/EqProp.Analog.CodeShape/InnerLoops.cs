using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.CodeShape;

/// <summary>Loops that a training fragment does not pass through at every width.</summary>
internal static class InnerLoops
{
    /// <summary>One step of a group whose weights lie either way round, at a size that fills whole tiles and leaves a single panel.</summary>
    public static unsafe void Run<T>(VectorWidth width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Examples = 12, Size = 48;
        using var group = new StateGroup<T>(Examples, Size, outputIsState: true);
        using var weights = new BatchMatrix<T>(Size, Size);
        group.Incoming.Add(new(group, weights, IsTransposed: false));
        group.Incoming.Add(new(group, weights, IsTransposed: true));
        GroupStepper<T> stepper = KernelSet<T>.For(width).Accept(new RailStepper<T>(group));
        stepper.Euler(0, Examples, 0, null);
        stepper.Euler(0, 1, 0, null);
        stepper.NotePace();
        stepper.Euler(0, Examples, 0, null);
        Disturb(width, group, stepper);
    }

    /// <summary>Steps with white noise, with sources of every kind, and means over them.</summary>
    private static void Disturb<T>(VectorWidth width, StateGroup<T> group, GroupStepper<T> stepper)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Steps = 3;
        group.AddNoise(0);
        using var process = new OrnsteinUhlenbeckSource<T>(new(1, 0, StreamPurpose.FlickerNoise), 0.1, [group]);
        using var line = new SharedLine<T>(new(1, 0, StreamPurpose.SupplyNoise), 0, 0.1, [group]);
        var noise = new StepNoise<T>(NoiseKernels<T>.For(width), new(1, 0, StreamPurpose.ThermalNoise)) { Sources = { process, line } };
        noise.Name([0, 1, 2, 3]);
        using var relaxation = new Relaxation<T>([stepper], RelaxationMethod.AveragedEuler, group.Drive.Rows) { Noise = noise, AveragedSteps = Steps };
        relaxation.Run(4, Steps, null, threads: 1);
    }
}
