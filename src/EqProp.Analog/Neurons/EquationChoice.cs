using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Neurons;

/// <summary>Chooses the equation of a membrane without its diodes, and makes something of it.</summary>
internal abstract class EquationChoice<T, TResult>(NeuronModel neuron) : ILaneVisitor<T, TResult>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TResult Visit<V>()
        where V : unmanaged, ILane<V, T>
    {
        if (neuron.Nonlinearity is { } nonlinearity)
        {
            return ChooseNonlinear<V>(nonlinearity);
        }

        ActivationFunction activation = neuron.Activation;
        return activation.Kind switch
        {
            ActivationKind.HardSigmoid => Choose<V, HardSigmoidActivation<V, T>>(new()),
            ActivationKind.Relu => Choose<V, ReluActivation<V, T>>(new()),
            ActivationKind.Linear when neuron.Force == ForceForm.CurrentSumming => Make<V, LinearNeuron<V, T>>(default),
            ActivationKind.Linear => Choose<V, LinearActivation<V, T>>(new()),
            ActivationKind.Tanh => Choose<V, TanhActivation<V, T>>(new(activation.Gain, activation.Threshold)),
            ActivationKind.Logistic => Choose<V, LogisticActivation<V, T>>(new(activation.Gain, activation.Threshold)),
            _ => throw new ArgumentOutOfRangeException(nameof(neuron), activation.Kind, "No such activation circuit."),
        };
    }

    /// <summary>What is made of an equation.</summary>
    protected abstract TResult Make<V, E>(E equation)
        where V : unmanaged, ILane<V, T>
        where E : struct, IStateEquation<V, T>;

    private TResult ChooseNonlinear<V>(NonlinearityBlock nonlinearity)
        where V : unmanaged, ILane<V, T>
    {
        if (neuron.Force != ForceForm.CurrentSumming)
        {
            throw new ArgumentException("A nonlinear conductance is on a membrane that sums currents.", nameof(nonlinearity));
        }

        double outerSlope = nonlinearity.OuterSlope ?? 1;
        return nonlinearity.Kind switch
        {
            NonlinearityKind.Cubic => Make<V, NonlinearNeuron<V, T, CubicConductance<V, T>>>(new(new())),
            NonlinearityKind.AlphaCubic => Make<V, NonlinearNeuron<V, T, AlphaCubicConductance<V, T>>>(new(new(nonlinearity.Alpha!.Value))),
            NonlinearityKind.Tanh => Make<V, NonlinearNeuron<V, T, TanhConductance<V, T>>>(new(new(outerSlope))),
            NonlinearityKind.PiecewiseLinear => Make<V, NonlinearNeuron<V, T, PiecewiseLinearConductance<V, T>>>(new(new(outerSlope))),
            _ => throw new ArgumentOutOfRangeException(nameof(nonlinearity), nonlinearity.Kind, "No such nonlinear conductance."),
        };
    }

    private TResult Choose<V, A>(A activation)
        where V : unmanaged, ILane<V, T>
        where A : struct, IActivation<V, T>
    {
        if (neuron.Force == ForceForm.CurrentSumming)
        {
            return Make<V, CurrentNeuron<V, T, A>>(new(activation));
        }

        return NeuronCatalog.HasRails(neuron.Activation.Kind, neuron.Force)
            ? Make<V, RailNeuron<V, T, A>>(new(activation))
            : Make<V, EnergyNeuron<V, T, A>>(new(activation));
    }
}
