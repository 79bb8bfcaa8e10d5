using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.Holomorphic;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Neurons;

/// <summary><see cref="EnergyNeuron{V, T, A}"/> continued to complex states: ds/dt = rho'(s) net - leak s.</summary>
internal readonly struct ComplexEnergyNeuron<V, T, A>(A activation) : IComplexEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where A : struct, IComplexActivation<V, T>
{
    public static bool ObservesState => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Output(V x, V xi, out V imaginary) => activation.Activity(x, xi, out imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Rate(V x, V xi, V y, V yi, V net, V neti, V leak, out V imaginary)
    {
        V slope = activation.Slope(y, yi, out V across);
        imaginary = slope * neti + across * net - leak * xi;
        return slope * net - across * neti - leak * x;
    }
}

/// <summary><see cref="CurrentNeuron{V, T, A}"/> continued to complex states: dV/dt = net - leak V.</summary>
internal readonly struct ComplexCurrentNeuron<V, T, A>(A activation) : IComplexEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where A : struct, IComplexActivation<V, T>
{
    public static bool ObservesState => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Output(V x, V xi, out V imaginary) => activation.Activity(x, xi, out imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Rate(V x, V xi, V y, V yi, V net, V neti, V leak, out V imaginary)
    {
        imaginary = neti - leak * xi;
        return net - leak * x;
    }
}

/// <summary>Makes what moves the complex states of a group.</summary>
internal sealed class ComplexStepperMaker<T>(StateGroup<T> real, StateGroup<T> group, NeuronModel neuron) : ILaneVisitor<T, ComplexStepper<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public ComplexStepper<T> Visit<V>()
        where V : unmanaged, ILane<V, T>
    {
        ActivationFunction activation = neuron.Activation;
        return activation.Kind switch
        {
            ActivationKind.Linear => Make<V, ComplexLinear<V, T>>(default),
            ActivationKind.Tanh => Make<V, ComplexTanh<V, T>>(new(activation.Gain, activation.Threshold)),
            ActivationKind.Logistic => Make<V, ComplexLogistic<V, T>>(new(activation.Gain, activation.Threshold)),
            _ => throw new ArgumentOutOfRangeException(nameof(neuron), activation.Kind, "This activation circuit is not analytic."),
        };
    }

    private ComplexStepper<T> Make<V, A>(A activation)
        where V : unmanaged, ILane<V, T>
        where A : struct, IComplexActivation<V, T> => neuron.Force == ForceForm.CurrentSumming
            ? new ComplexStepper<V, T, ComplexCurrentNeuron<V, T, A>>(real, group, new(activation))
            : new ComplexStepper<V, T, ComplexEnergyNeuron<V, T, A>>(real, group, new(activation));
}
