using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>What the neurons of a benchmark do.</summary>
public enum NeuronKind
{
    /// <summary>Leak between the rails 0 and 1.</summary>
    HardSigmoid,

    /// <summary>Leak, with the output tanh.</summary>
    Tanh,
}

/// <summary>One group of neurons for a batch of examples.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal static class Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes a group with a drive, unit leak and a step of a tenth.</summary>
    /// <param name="rows">Examples.</param>
    /// <param name="neurons">Neurons.</param>
    /// <param name="kind">What they do.</param>
    public static StateGroup<T> Group(int rows, int neurons, NeuronKind kind)
    {
        var group = new StateGroup<T>(rows, neurons, outputIsState: kind == NeuronKind.HardSigmoid);
        group.Leak.Row(0).Fill(T.One);
        group.Rate.Row(0).Fill(T.CreateTruncating(0.1));
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < neurons; i++)
            {
                group.Drive.Row(row)[i] = T.CreateTruncating((row + 7 * i) % 13 / 13.0);
                group.State(0).Row(row)[i] = T.CreateTruncating((row + 5 * i) % 11 / 11.0);
            }
        }

        return group;
    }

    /// <summary>Makes a stepper.</summary>
    /// <param name="group">Whom it moves.</param>
    /// <param name="kind">How.</param>
    /// <param name="width">Register width.</param>
    public static GroupStepper<T> Stepper(StateGroup<T> group, NeuronKind kind, VectorWidth width)
    {
        GroupStepper<T> stepper = KernelSet<T>.For(width).Accept(new StepperMaker(group, kind));
        stepper.NotePace();
        return stepper;
    }

    private readonly struct StepperMaker(StateGroup<T> group, NeuronKind kind) : ILaneVisitor<T, GroupStepper<T>>
    {
        public GroupStepper<T> Visit<V>()
            where V : unmanaged, ILane<V, T> => kind == NeuronKind.HardSigmoid
                ? new GroupStepper<V, T, LeakHardSigmoid<V, T>>(group, default)
                : new GroupStepper<V, T, LeakTanh<V, T>>(group, default);
    }
}
