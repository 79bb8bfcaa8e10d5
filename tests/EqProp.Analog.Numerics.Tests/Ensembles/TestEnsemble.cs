using System.Numerics;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Tests.Ensembles;

public enum Neuron
{
    Tanh,
    Linear,
    Rail,
    Activator,
}

/// <summary>An ensemble of drawn chips in one fully connected group.</summary>
internal sealed class TestEnsemble<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TestEnsemble(
        IReadOnlyList<DrawnChip> chips, EnsembleMethod method, double step, VectorWidth? width = null, Neuron neuron = Neuron.Tanh)
    {
        VectorWidth lanes = width ?? VectorWidthSelection.Widest;
        Chips = chips;
        int neurons = chips[0].Neurons;
        Group = new(ChipBlocks.For<T>(chips.Count, lanes), neurons);
        Weights = Group.SeeAll(Group);
        for (int c = 0; c < chips.Count; c++)
        {
            for (int i = 0; i < neurons; i++)
            {
                for (int j = 0; j < neurons; j++)
                {
                    Weights[i, j, c] = T.CreateTruncating(chips[c].Weights[i, j]);
                }

                Group.Drive[i, c] = T.CreateTruncating(chips[c].Biases[i]);
                Group.Leak[i, c] = T.CreateTruncating(chips[c].Leaks[i]);
                Group.Rate[i, c] = T.CreateTruncating(step / chips[c].TimeConstants[i]);
                Group.State[i, c] = T.CreateTruncating(chips[c].Start[i]);
            }
        }

        Relaxation = new([Stepper(Group, neuron, lanes)], method);
        Relaxation.AdmitStates(chips.Count);
    }

    public IReadOnlyList<DrawnChip> Chips { get; }

    public EnsembleGroup<T> Group { get; }

    public DenseEnsembleCoupling<T> Weights { get; }

    public EnsembleRelaxation<T> Relaxation { get; }

    public static EnsembleStepper<T> Stepper(EnsembleGroup<T> group, Neuron neuron, VectorWidth width) =>
        KernelSet<T>.For(width).Accept(new Maker(group, neuron));

    public RelaxationResult Run(int steps, double? stopMove = null, int threads = 1) =>
        Relaxation.Run(Chips.Count, steps, stopMove, threads);

    public T[] States(int chip)
    {
        T[] states = new T[Group.Size];
        Relaxation.ReadStates(0, chip, states);
        return states;
    }

    public void Dispose()
    {
        Relaxation.Dispose();
        Group.Dispose();
    }

    private sealed class Maker(EnsembleGroup<T> group, Neuron neuron) : ILaneVisitor<T, EnsembleStepper<T>>
    {
        public EnsembleStepper<T> Visit<V>()
            where V : unmanaged, ILane<V, T> => neuron switch
            {
                Neuron.Tanh => new EnsembleStepper<V, T, TanhNeuron<V, T>>(group, default),
                Neuron.Linear => new EnsembleStepper<V, T, LinearNeuron<V, T>>(group, default),
                Neuron.Rail => new EnsembleStepper<V, T, RailNeuron<V, T>>(group, default),
                _ => new EnsembleStepper<V, T, Activator<V, T>>(group, default),
            };
    }
}
