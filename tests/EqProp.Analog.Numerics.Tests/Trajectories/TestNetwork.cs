using System.Numerics;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Ensembles;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Tests.Trajectories;

/// <summary>The equations under test.</summary>
public enum Law
{
    Linear,
    Tanh,
    Rail,
    Kink,
    Diode,
    Explosive,
}

/// <summary>tau x' = -x + W y + drive in one group, a drive of its own for each example; time is in units of tau = 1.</summary>
internal sealed class TestNetwork<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BatchMatrix<T> _weights;

    public TestNetwork(
        Law law, DrawnNetwork network, TrajectoryMethod method, TrajectoryControl control, int rows = 1, VectorWidth? width = null)
    {
        VectorWidth lanes = width ?? VectorWidthSelection.Widest;
        int size = network.Size;
        Group = new(rows, size, law is Law.Linear or Law.Rail or Law.Diode or Law.Explosive);
        _weights = new(size, size);
        Group.Incoming.Add(new(Group, _weights, IsTransposed: true));
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                _weights.Row(i)[j] = T.CreateTruncating(network.Weights[i, j]);
            }

            Group.Leak.Row(0)[i] = T.One;
            Group.Rate.Row(0)[i] = T.CreateTruncating(1 / network.TimeConstants[i]);
        }

        for (int row = 0; row < rows; row++)
        {
            double[] drive = network.Drive(row);
            for (int i = 0; i < size; i++)
            {
                Group.Drive.Row(row)[i] = T.CreateTruncating(drive[i]);
            }
        }

        Stepper = KernelSet<T>.For(lanes).Accept(new Maker(law, Group));
        Trajectory = new([Stepper], method, control, rows);
    }

    public StateGroup<T> Group { get; }

    public GroupStepper<T> Stepper { get; }

    public Trajectory<T> Trajectory { get; }

    /// <summary>States of one example as they are.</summary>
    public double[] States(int row = 0) => [.. Group.State(0).Row(row).ToArray().Select(x => double.CreateTruncating(x))];

    /// <summary>Sets all states of all examples.</summary>
    public TestNetwork<T> From(params double[] states)
    {
        for (int row = 0; row < Group.Drive.Rows; row++)
        {
            for (int i = 0; i < Group.Size; i++)
            {
                Group.State(0).Row(row)[i] = T.CreateTruncating(states[i]);
            }
        }

        return this;
    }

    public void Dispose()
    {
        Trajectory.Dispose();
        Group.Dispose();
        _weights.Dispose();
    }

    private sealed class Maker(Law law, StateGroup<T> group) : ILaneVisitor<T, GroupStepper<T>>
    {
        public GroupStepper<T> Visit<V>()
            where V : unmanaged, ILane<V, T> => law switch
            {
                Law.Linear => new GroupStepper<V, T, LinearNeuron<V, T>>(group, default),
                Law.Tanh => new GroupStepper<V, T, TanhNeuron<V, T>>(group, default),
                Law.Rail => new GroupStepper<V, T, RailNeuron<V, T>>(group, default),
                Law.Kink => new GroupStepper<V, T, KinkNeuron<V, T>>(group, default),
                Law.Diode => new GroupStepper<V, T, DiodeNeuron<V, T>>(group, default),
                _ => new GroupStepper<V, T, ExplosiveNeuron<V, T>>(group, default),
            };
    }
}
