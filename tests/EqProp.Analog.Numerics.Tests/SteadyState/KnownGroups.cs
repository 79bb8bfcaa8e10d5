using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.SteadyState;

namespace EqProp.Analog.Numerics.Tests.SteadyState;

/// <summary>A <see cref="KnownNetwork"/> as coupled groups, all examples alike unless they are told apart.</summary>
internal sealed class KnownGroups<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly KnownNetwork _network;
    private readonly List<BatchMatrix<T>> _weights = [];

    public KnownGroups(KnownNetwork network, int capacity, Func<StateGroup<T>, GroupStepper<T>> stepper, SteadyStateOptions? options = null)
    {
        _network = network;
        Groups = [.. network.Sizes.Select(n => new StateGroup<T>(capacity, n, outputIsState: network.Rails))];
        for (int l = 0; l < Groups.Length; l++)
        {
            Groups[l].Leak.Row(0).Fill(T.One);
            for (int row = 0; row < capacity; row++)
            {
                for (int i = 0; i < network.Sizes[l]; i++)
                {
                    Groups[l].Drive.Row(row)[i] = T.CreateTruncating(network.Biases[l][i]);
                }
            }
        }

        for (int l = 0; l < network.Weights.Length; l++)
        {
            Join(l);
        }

        Search = new([.. Groups.Select(stepper)], capacity, options);
    }

    public StateGroup<T>[] Groups { get; }

    public SteadyState<T> Search { get; }

    /// <summary>From states of zero.</summary>
    public SteadyStateResult Run(int rows, int sweeps, double? tolerance, int threads = 1)
    {
        foreach (StateGroup<T> group in Groups)
        {
            group.State(0).Clear();
        }

        Search.AdmitStates(rows);
        return Search.Run(rows, sweeps, tolerance, threads);
    }

    /// <summary>Largest distance of an example's outputs from what they are at rest.</summary>
    public double OutputError(int row) => Largest(row, group => group.Output(0), x => _network.Activity(x));

    /// <summary>Largest distance of an example's states from what they are at rest.</summary>
    public double StateError(int row) => Largest(row, group => group.State(0), x => _network.Rails ? _network.Activity(x) : x);

    /// <summary>Sweeps from zero until outputs are nearer to rest than a bound; -1 if that many do not suffice.</summary>
    public int SweepsTo(double bound, int most)
    {
        for (int sweeps = 1; sweeps <= most; sweeps++)
        {
            Run(1, sweeps, tolerance: null);
            if (OutputError(0) < bound)
            {
                return sweeps;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Search.Dispose();
        Groups.ToList().ForEach(g => g.Dispose());
        _weights.ForEach(w => w.Dispose());
    }

    private void Join(int lower)
    {
        double[,] from = _network.Weights[lower];
        var weights = new BatchMatrix<T>(from.GetLength(0), from.GetLength(1));
        for (int i = 0; i < weights.Rows; i++)
        {
            for (int j = 0; j < weights.Columns; j++)
            {
                weights.Row(i)[j] = T.CreateTruncating(from[i, j]);
            }
        }

        _weights.Add(weights);
        Groups[lower].Incoming.Add(new(Groups[lower + 1], weights, IsTransposed: false));
        Groups[lower + 1].Incoming.Add(new(Groups[lower], weights, IsTransposed: true));
    }

    private double Largest(int row, Func<StateGroup<T>, BatchMatrix<T>> matrix, Func<double, double> known)
    {
        double largest = 0;
        for (int l = 0; l < Groups.Length; l++)
        {
            Span<T> values = matrix(Groups[l]).Row(row);
            for (int i = 0; i < values.Length; i++)
            {
                largest = Math.Max(largest, Math.Abs(double.CreateTruncating(values[i]) - known(_network.Rest[l][i])));
            }
        }

        return largest;
    }
}
