using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.SteadyState;

namespace EqProp.Analog.Numerics.Tests.SteadyState;

/// <summary>A <see cref="DrawnGraph"/> as coupled groups for some examples with drives of their own.</summary>
internal sealed class GraphGroups<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly DrawnGraph _graph;
    private readonly List<BatchMatrix<T>> _weights = [];

    public GraphGroups(DrawnGraph graph, IReadOnlyList<double[]> drives, SteadyStateOptions? options = null, VectorWidth? width = null)
    {
        _graph = graph;
        Groups = [.. graph.Sizes.Select(n => new StateGroup<T>(drives.Count, n, NodeStepper<T>.OutputIsState(graph.Node)))];
        for (int g = 0; g < Groups.Length; g++)
        {
            for (int i = 0; i < graph.Sizes[g]; i++)
            {
                Groups[g].Leak.Row(0)[i] = T.CreateTruncating(graph.Leaks[graph.First(g) + i]);
                for (int row = 0; row < drives.Count; row++)
                {
                    Groups[g].Drive.Row(row)[i] = T.CreateTruncating(drives[row][graph.First(g) + i]);
                    Groups[g].Push.Row(row)[i] = T.CreateTruncating(graph.Stiffness * graph.Target);
                }
            }
        }

        Groups[^1].Pushed = graph.Stiffness != 0;
        Groups[^1].PushStiffness = T.CreateTruncating(graph.Stiffness);
        foreach ((int target, int source) in graph.Couplings)
        {
            Join(target, source);
        }

        VectorWidth lanes = width ?? VectorWidthSelection.Widest;
        Search = new([.. Groups.Select(g => NodeStepper<T>.Make(g, graph.Node, lanes))], drives.Count, options);
        Search.AdmitStates(drives.Count);
    }

    public StateGroup<T>[] Groups { get; }

    public SteadyState<T> Search { get; }

    /// <summary>States of one example, group after group.</summary>
    public double[] States(int row) => [.. Groups.SelectMany(g => g.State(0).Row(row).ToArray()).Select(double.CreateTruncating)];

    /// <inheritdoc/>
    public void Dispose()
    {
        Search.Dispose();
        Groups.ToList().ForEach(g => g.Dispose());
        _weights.ForEach(w => w.Dispose());
    }

    private void Join(int target, int source)
    {
        bool isTransposed = (target + source) % 2 == 1;
        BatchMatrix<T> weights = isTransposed ? new(_graph.Sizes[target], _graph.Sizes[source]) : new(_graph.Sizes[source], _graph.Sizes[target]);
        for (int i = 0; i < _graph.Sizes[target]; i++)
        {
            for (int j = 0; j < _graph.Sizes[source]; j++)
            {
                T weight = T.CreateTruncating(_graph.Weights[_graph.First(target) + i, _graph.First(source) + j]);
                (isTransposed ? weights.Row(i) : weights.Row(j))[isTransposed ? j : i] = weight;
            }
        }

        _weights.Add(weights);
        Groups[target].Incoming.Add(new(Groups[source], weights, isTransposed));
    }
}
