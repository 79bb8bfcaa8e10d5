using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Neurons;

/// <summary>The neuron models: which equation an activation circuit, a force form and the diodes on a membrane make.</summary>
public static class NeuronCatalog
{
    /// <summary>Whether a neuron is put back on rails of its own after each step, which only projected Euler does.</summary>
    /// <param name="activation">Activation circuit.</param>
    /// <param name="force">Force form.</param>
    /// <returns>True for the energy-based hard sigmoid and diode; ideal diodes on the membrane are rails besides.</returns>
    public static bool HasRails(ActivationKind activation, ForceForm force) =>
        force == ForceForm.EnergyBased && activation is (ActivationKind.HardSigmoid or ActivationKind.Relu);

    /// <summary>Makes what moves a group.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="kernels">Kernels of the chosen width.</param>
    /// <param name="group">The group's arrays.</param>
    /// <param name="neuron">What is on the membranes.</param>
    /// <returns>The stepper.</returns>
    internal static GroupStepper<T> CreateStepper<T>(KernelSet<T> kernels, StateGroup<T> group, NeuronModel neuron)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => kernels.Accept(new StepperMaker<T>(group, neuron));

    /// <summary>Makes what moves a group on many chips.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="kernels">Kernels of the chosen width.</param>
    /// <param name="group">The group's arrays.</param>
    /// <param name="neuron">What is on the membranes; no diodes.</param>
    /// <returns>The stepper.</returns>
    internal static EnsembleStepper<T> CreateEnsembleStepper<T>(KernelSet<T> kernels, EnsembleGroup<T> group, NeuronModel neuron)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => neuron.Diodes.Count == 0 && !neuron.IsClipped
            ? kernels.Accept(new EnsembleStepperMaker<T>(group, neuron))
            : throw new ArgumentException("Ensembles have no diodes.", nameof(neuron));

    /// <summary>Makes what moves the wires behind a group's outputs.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="kernels">Kernels of the chosen width.</param>
    /// <param name="lines">The arrays of the wires.</param>
    /// <param name="mostLag">Slew rate times time constant: the difference between output and wire beyond which the wire ramps; infinite without a limit.</param>
    /// <returns>The stepper.</returns>
    internal static GroupStepper<T> CreateLineStepper<T>(KernelSet<T> kernels, StateGroup<T> lines, double mostLag)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => kernels.Accept(new LineMaker<T>(lines, mostLag));

    /// <summary>Makes what sums the change of H(y), the integral of the inverse activation.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="kernels">Kernels of the chosen width.</param>
    /// <param name="activation">Activation circuit.</param>
    /// <returns>The sum over examples.</returns>
    internal static FunctionContrast<T> CreateLoadContrast<T>(KernelSet<T> kernels, ActivationFunction activation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => kernels.Accept(new LoadContrastMaker<T>(activation));

    private sealed class StepperMaker<T>(StateGroup<T> group, NeuronModel neuron) : EquationChoice<T, GroupStepper<T>>(neuron)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly NeuronModel _neuron = neuron;

        protected override GroupStepper<T> Make<V, E>(E equation) => AddDiodes<V, E>(equation, 0);

        /// <summary>Wraps a neuron once for each Shockley diode, the ideal ones outermost. Not inlined: each depth is a type of its own.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private GroupStepper<T> AddDiodes<V, E>(E equation, int done)
            where V : unmanaged, ILane<V, T>
            where E : struct, IStateEquation<V, T>
        {
            if (done < _neuron.Diodes.Count)
            {
                return AddDiodes<V, DiodeNeuron<V, T, E>>(new(equation, _neuron.Diodes[done]), done + 1);
            }

            return _neuron.IsClipped
                ? new GroupStepper<V, T, ClippedNeuron<V, T, E>>(group, new(equation, _neuron.LowerClip, _neuron.UpperClip))
                : new GroupStepper<V, T, E>(group, equation);
        }
    }

    private sealed class EnsembleStepperMaker<T>(EnsembleGroup<T> group, NeuronModel neuron) : EquationChoice<T, EnsembleStepper<T>>(neuron)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override EnsembleStepper<T> Make<V, E>(E equation) => new EnsembleStepper<V, T, E>(group, equation);
    }

    private sealed class LineMaker<T>(StateGroup<T> lines, double mostLag) : ILaneVisitor<T, GroupStepper<T>>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public GroupStepper<T> Visit<V>()
            where V : unmanaged, ILane<V, T> => double.IsFinite(mostLag)
                ? new GroupStepper<V, T, SlewingOutput<V, T>>(lines, new(mostLag))
                : new GroupStepper<V, T, CurrentNeuron<V, T, LinearActivation<V, T>>>(lines, default);
    }

    private sealed class LoadContrastMaker<T>(ActivationFunction activation) : ILaneVisitor<T, FunctionContrast<T>>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public FunctionContrast<T> Visit<V>()
            where V : unmanaged, ILane<V, T> => activation.Kind switch
            {
                ActivationKind.Tanh => new FunctionContrast<V, T, TanhInverseIntegral<V, T>>(new(activation.Gain, activation.Threshold)),
                ActivationKind.Logistic => new FunctionContrast<V, T, LogisticInverseIntegral<V, T>>(new(activation.Gain, activation.Threshold)),
                _ => new FunctionContrast<V, T, LinearInverseIntegral<V, T>>(default),
            };
    }
}
