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
        Pair<T>(width, Examples, Size);
    }

    /// <summary>A large group and a small one, each of which sees the other through weights of its own.</summary>
    private static void Pair<T>(VectorWidth width, int examples, int size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Few = 10;
        using var large = new StateGroup<T>(examples, size, outputIsState: true);
        using var small = new StateGroup<T>(examples, Few, outputIsState: true);
        using var ahead = new BatchMatrix<T>(Few, size);
        using var back = new BatchMatrix<T>(Few, size);
        large.Incoming.Add(new(small, ahead, IsTransposed: false));
        small.Incoming.Add(new(large, back, IsTransposed: true));
        KernelSet<T> kernels = KernelSet<T>.For(width);
        using var relaxation = new Relaxation<T>([kernels.Accept(new RailStepper<T>(large)), kernels.Accept(new RailStepper<T>(small))], RelaxationMethod.Euler, examples);
        relaxation.Run(examples, 2, stopMove: null, threads: 1);
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
