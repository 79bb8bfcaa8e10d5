using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Neurons;

/// <summary>The neuron models: which equation an activation circuit and a force form make.</summary>
public static class NeuronCatalog
{
    /// <summary>Whether a neuron is put back on rails after each step, which only projected Euler does.</summary>
    /// <param name="activation">Activation circuit.</param>
    /// <param name="force">Force form.</param>
    /// <returns>True for the energy-based hard sigmoid and diode.</returns>
    public static bool HasRails(ActivationKind activation, ForceForm force) =>
        force == ForceForm.EnergyBased && activation is (ActivationKind.HardSigmoid or ActivationKind.Relu);

    /// <summary>Makes what moves a group.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="kernels">Kernels of the chosen width.</param>
    /// <param name="group">The group's arrays.</param>
    /// <param name="neuron">Activation, gain and threshold (dimensionless).</param>
    /// <param name="force">Force form.</param>
    /// <returns>The stepper.</returns>
    internal static GroupStepper<T> CreateStepper<T>(
        KernelSet<T> kernels, StateGroup<T> group, (ActivationKind Kind, double Gain, double Threshold) neuron, ForceForm force)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        kernels.Accept(new StepperMaker<T>(group, neuron.Kind, neuron.Gain, neuron.Threshold, force));

    private sealed class StepperMaker<T>(
        StateGroup<T> group, ActivationKind kind, double gain, double threshold, ForceForm force) : ILaneVisitor<T, GroupStepper<T>>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public GroupStepper<T> Visit<V>()
            where V : unmanaged, ILane<V, T> => kind switch
            {
                ActivationKind.HardSigmoid => Make<V, HardSigmoidActivation<V, T>>(new()),
                ActivationKind.Relu => Make<V, ReluActivation<V, T>>(new()),
                ActivationKind.Linear => Make<V, LinearActivation<V, T>>(new()),
                ActivationKind.Tanh => Make<V, TanhActivation<V, T>>(new(gain, threshold)),
                ActivationKind.Logistic => Make<V, LogisticActivation<V, T>>(new(gain, threshold)),
                _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such activation circuit."),
            };

        private GroupStepper<T> Make<V, A>(A activation)
            where V : unmanaged, ILane<V, T>
            where A : struct, IActivation<V, T>
        {
            if (force == ForceForm.CurrentSumming)
            {
                return new GroupStepper<V, T, CurrentNeuron<V, T, A>>(group, new(activation));
            }

            return HasRails(kind, force)
                ? new GroupStepper<V, T, RailNeuron<V, T, A>>(group, new(activation))
                : new GroupStepper<V, T, EnergyNeuron<V, T, A>>(group, new(activation));
        }
    }
}
