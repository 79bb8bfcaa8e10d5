using System.Numerics;
using EqProp.Analog.Numerics.Holomorphic;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Memory;

namespace EqProp.Analog.Numerics.Tests.Holomorphic;

/// <summary>Steps of complex states between guard pages, to the bit as with one number at a time, and without allocation.</summary>
public unsafe class ComplexGuardTests
{
    [Theory]
    [InlineData(Against.LowerPage)]
    [InlineData(Against.UpperPage)]
    public void Every_size_of_group_gives_the_scalar_bits(Against side)
    {
        using var memory = new GuardedBuffers(side);
        foreach (int size in side == Against.UpperPage ? Lengths.All.Skip(1) : Lengths.Short.Skip(1))
        {
            Check<float>(2, size, memory);
            Check<double>(2, size, memory);
        }
    }

    [Fact]
    public void Every_number_of_examples_gives_the_scalar_bits()
    {
        using var memory = new GuardedBuffers(Against.UpperPage);
        foreach (int examples in Lengths.Short.Skip(1))
        {
            Check<float>(examples, 19, memory);
        }
    }

    [Fact]
    public void Softmax_of_every_number_of_classes_gives_the_scalar_bits_between_guard_pages()
    {
        using var memory = new GuardedBuffers(Against.UpperPage);
        foreach (int classes in Lengths.Short.Skip(1))
        {
            ulong[] expected = Softmax<float>(VectorWidth.Scalar, classes, memory);
            Assert.All(Enum.GetValues<VectorWidth>(), width => Assert.Equal(expected, Softmax<float>(width, classes, memory)));
        }
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        using var real = new StateGroup<float>(15, 40, outputIsState: false);
        using var group = new StateGroup<float>(30, 40, outputIsState: false);
        using var weights = new BatchMatrix<float>(40, 40);
        group.Incoming.Add(new(group, weights, IsTransposed: false));
        group.Incoming.Add(new(group, weights, IsTransposed: true));
        KernelSet<float> kernels = KernelSet<float>.For(VectorWidthSelection.Widest);
        ComplexStepper<float> stepper = kernels.Accept(new ComplexTestStepper<float>(real, group));
        using var relaxation = new ComplexRelaxation<float>(kernels, [stepper], 15) { AveragedSteps = 2 };
        stepper.StartFrom(real.State(0), 15);
        relaxation.Run(15, 2, threads: 1);
        Assert.Equal(Allocations.Of(() => relaxation.Run(15, 2, threads: 1)), Allocations.Of(() => relaxation.Run(15, 200, threads: 1)));
    }

    [Fact]
    public void Means_are_over_the_last_steps_and_threads_change_nothing()
    {
        KernelSet<double> kernels = KernelSet<double>.For(VectorWidthSelection.Widest);
        using var memory = new GuardedBuffers(Against.UpperPage);
        const int Examples = 200, Steps = 40;
        (double[] Mean, double[] End)[] runs = [.. new[] { 1, 3 }.Select(threads =>
        {
            memory.Reset();
            (ComplexStepper<double> stepper, StateGroup<double> group) = Draw<double>(VectorWidthSelection.Widest, Examples, 150, memory);
            using var relaxation = new ComplexRelaxation<double>(kernels, [stepper], Examples) { AveragedSteps = 2 };
            RelaxationResult result = relaxation.Run(Examples, Steps, threads);
            Assert.Null(result.Divergence);
            return (group.MeanOutput!.Row(301).ToArray(), group.Output(0).Row(301).ToArray());
        })];
        Assert.Equal(runs[0].Mean, runs[1].Mean);
        Assert.Equal(runs[0].End, runs[1].End);

        memory.Reset();
        (ComplexStepper<double> plain, StateGroup<double> states) = Draw<double>(VectorWidthSelection.Widest, Examples, 150, memory);
        using var shorter = new ComplexRelaxation<double>(kernels, [plain], Examples);
        shorter.Run(Examples, Steps - 1, threads: 1);
        for (int i = 0; i < 150; i++)
        {
            Assert.Equal((states.Output(0).Row(301)[i] + runs[0].End[i]) / 2, runs[0].Mean[i], 1e-14);
        }
    }

    private static void Check<T>(int examples, int size, GuardedBuffers memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ulong[] expected = Run<T>(VectorWidth.Scalar, examples, size, memory);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>().Where(width => width != VectorWidth.Scalar))
        {
            Assert.True(expected.AsSpan().SequenceEqual(Run<T>(width, examples, size, memory)), $"{examples} x {size}, {typeof(T).Name}, {width}");
        }
    }

    private static ulong[] Run<T>(VectorWidth width, int examples, int size, GuardedBuffers memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        memory.Reset();
        (ComplexStepper<T> stepper, StateGroup<T> group) = Draw<T>(width, examples, size, memory);
        T* moves = memory.Take<T>(examples * BatchMatrix<T>.Granule);
        stepper.Euler(0, examples, 0, isNoisy: false, null);
        stepper.Euler(0, examples, 1, isNoisy: true, moves);
        return Numbers.Bits(group.State(0), group.Output(0), group.Output(1));
    }

    private static (ComplexStepper<T> Stepper, StateGroup<T> Group) Draw<T>(VectorWidth width, int examples, int size, GuardedBuffers memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(examples + size);
        var real = new StateGroup<T>(examples, size, outputIsState: false, memory);
        var group = new StateGroup<T>(2 * examples, size, outputIsState: false, memory) { Pushed = size % 2 == 0, PushStiffness = T.CreateTruncating(0.25) };
        real.AddNoise(0);
        foreach (BatchMatrix<T> matrix in new[] { real.State(0), real.Drive, group.Push, real.Noise!, real.NoiseAmplitude! })
        {
            for (int row = 0; row < matrix.Rows; row++)
            {
                Numbers.Draw(random, matrix.Row(row));
            }
        }

        real.Leak.Row(0).Fill(T.One);
        for (int i = 0; i < size; i++)
        {
            real.Rate.Row(0)[i] = T.CreateTruncating(0.1 * random.NextDouble());
        }

        BatchMatrix<T> weights = Numbers.Draw<T>(random, size, size, memory);
        for (int row = 0; row < size; row++)
        {
            foreach (ref T weight in weights.Row(row))
            {
                weight *= T.CreateTruncating(0.3 / size);
            }
        }

        group.Incoming.Add(new(group, weights, IsTransposed: false));
        group.Incoming.Add(new(group, weights, IsTransposed: true));
        ComplexStepper<T> stepper = KernelSet<T>.For(width).Accept(new ComplexTestStepper<T>(real, group));
        stepper.ImaginaryStiffness = T.CreateTruncating(0.1);
        stepper.TakeDrive(examples);
        stepper.StartFrom(real.State(0), examples);
        return (stepper, group);
    }

    private static ulong[] Softmax<T>(VectorWidth width, int classes, GuardedBuffers memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        memory.Reset();
        var random = new Random(classes);
        BatchMatrix<T> logits = Numbers.Draw<T>(random, 6, classes, memory), biases = Numbers.Draw<T>(random, 1, classes, memory);
        BatchMatrix<T> targets = Numbers.Draw<T>(random, 3, classes, memory);
        ComplexSoftmax<T>.Of(KernelSet<T>.For(width)).Error(0, 3, logits, biases, targets, (T.CreateTruncating(0.3), T.CreateTruncating(-0.7)));
        return [.. Enumerable.Range(0, 6).SelectMany(row => Numbers.Bits<T>(logits.Row(row)))];
    }
}
