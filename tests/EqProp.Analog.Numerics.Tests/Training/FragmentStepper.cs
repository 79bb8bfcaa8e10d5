using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Ensembles;

namespace EqProp.Analog.Numerics.Tests.Training;

/// <summary>Makes the stepper of a group at a register width of one's choice.</summary>
internal sealed class FragmentStepper<T>(StateGroup<T> group, Neuron neuron) : ILaneVisitor<T, GroupStepper<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static GroupStepper<T> Make(StateGroup<T> group, Neuron neuron, VectorWidth width) =>
        KernelSet<T>.For(width).Accept(new FragmentStepper<T>(group, neuron));

    public GroupStepper<T> Visit<V>()
        where V : unmanaged, ILane<V, T> => neuron switch
        {
            Neuron.Tanh => new GroupStepper<V, T, TanhNeuron<V, T>>(group, default),
            Neuron.Linear => new GroupStepper<V, T, LinearNeuron<V, T>>(group, default),
            Neuron.Rail => new GroupStepper<V, T, RailNeuron<V, T>>(group, default),
            _ => new GroupStepper<V, T, Activator<V, T>>(group, default),
        };
}
