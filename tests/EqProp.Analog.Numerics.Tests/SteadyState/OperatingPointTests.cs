using System.Numerics;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.SteadyState;
using FsCheck.Xunit;

namespace EqProp.Analog.Numerics.Tests.SteadyState;

/// <summary>Every method against a dense Newton method.</summary>
public class OperatingPointTests
{
    private const int MostSweeps = 2000;

    private static readonly (int, int)[] Layers = [(0, 1), (1, 0), (1, 2), (2, 1)];
    private static readonly (int, int)[] Recurrent = [(0, 1), (1, 0), (1, 1), (1, 2), (2, 1)];
    private static readonly (int, int)[] OddCycle = [(0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0)];
    private static readonly (int, int)[] OneWay = [(1, 0), (2, 1), (0, 2)];

    /// <summary>A layer skipped over, so that two colours still do.</summary>
    private static readonly (int, int)[] Skip = [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2), (0, 3), (3, 0)];

    public static TheoryData<Node, SteadyStateMethod, double> Cases()
    {
        var cases = new TheoryData<Node, SteadyStateMethod, double>();
        foreach (Node node in Enum.GetValues<Node>())
        {
            foreach (SteadyStateMethod method in Enum.GetValues<SteadyStateMethod>())
            {
                cases.Add(node, method, 0);
                cases.Add(node, method, 0.5);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Layers_rest_where_Newton_says(Node node, SteadyStateMethod method, double stiffness) =>
        Check<double>(new([37, 20, 10], node, Layers, 0.9, seed: 3) { Stiffness = stiffness }, new() { Method = method }, 1e-12, 1e-10);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_skip_that_keeps_two_colours_is_a_layer_as_others(Node node, SteadyStateMethod method, double stiffness) =>
        Check<double>(new([9, 17, 16, 5], node, Skip, 0.9, seed: 4) { Stiffness = stiffness }, new() { Method = method }, 1e-12, 1e-10);

    [Theory]
    [InlineData(Node.Rail)]
    [InlineData(Node.Tanh)]
    [InlineData(Node.EnergyTanh)]
    [InlineData(Node.Diode)]
    [InlineData(Node.Logistic)]
    public void Any_other_graph_rests_where_Newton_says(Node node)
    {
        foreach ((int, int)[] couplings in new[] { Recurrent, OddCycle, OneWay })
        {
            var graph = new DrawnGraph([11, 20, 7], node, couplings, 0.95, seed: 5) { Stiffness = 0.3 };
            Assert.Equal(SteadyStateMethod.Anderson, Check<double>(graph, new(), 1e-12, 1e-10));
            Check<double>(graph, new() { History = 10 }, 1e-12, 1e-10);
        }
    }

    [Fact]
    public void Groups_that_no_two_colours_tell_apart_are_refused()
    {
        foreach ((int, int)[] couplings in new[] { Recurrent, OddCycle, OneWay })
        {
            var graph = new DrawnGraph([3, 4, 5], Node.Rail, couplings, 0.5, seed: 1);
            foreach (SteadyStateMethod method in new[] { SteadyStateMethod.RedBlackAnderson, SteadyStateMethod.RedBlackOverRelaxation })
            {
                Assert.Throws<ArgumentException>(() => new GraphGroups<double>(graph, [graph.Drives], new() { Method = method }));
            }
        }
    }

    [Fact]
    public void Groups_that_see_nobody_rest_by_themselves() =>
        Check<double>(new([5, 3, 1], Node.Diode, [(0, 2), (2, 0)], 0.5, seed: 2), new(), 1e-12, 1e-10);

    [Property(MaxTest = 30)]
    public void Any_sizes(byte first, byte second, byte third, byte node, byte method, int seed)
    {
        int[] sizes = [1 + first % 40, 1 + second % 20, 1 + third % 18];
        var graph = new DrawnGraph(sizes, (Node)(node % 5), Layers, 0.8, seed);
        var options = new SteadyStateOptions { Method = (SteadyStateMethod)(method % 4) };
        Check<double>(graph, options, 1e-12, 1e-10);
        Check<float>(graph, options, 1e-4, 1e-4);
    }

    [Theory]
    [InlineData(Node.Rail)]
    [InlineData(Node.Tanh)]
    [InlineData(Node.EnergyTanh)]
    [InlineData(Node.Diode)]
    [InlineData(Node.Logistic)]
    public void One_node_is_a_network(Node node)
    {
        Check<double>(new([1], node, [], 0.5, seed: 8), new(), 1e-12, 1e-10);
        Check<double>(new([1], node, [(0, 0)], 0.9, seed: 9), new(), 1e-12, 1e-10);
        Check<float>(new([1, 1], node, [(0, 1), (1, 0)], 0.9, seed: 10), new(), 1e-4, 1e-4);
    }

    private static SteadyStateMethod Check<T>(DrawnGraph graph, SteadyStateOptions options, double tolerance, double within)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var groups = new GraphGroups<T>(graph, [graph.Drives], options, VectorWidthSelection.Widest);
        SteadyStateResult result = groups.Search.Run(1, MostSweeps, tolerance, threads: 1);
        string what = $"{graph.Node}, {options.Method}, {typeof(T).Name}, {string.Join('-', graph.Sizes)}: {result.Steps[0]} sweeps, error {result.Error[0]:E1}";
        Assert.True(result.IsSettled(0), what);
        Assert.Null(result.Divergence);
        double[] known = graph.OperatingPoint(), found = groups.States(0);
        double error = known.Zip(found, (a, b) => Math.Abs(a - b)).Max();
        Assert.True(error <= within, $"{what}; found {error:E1} away");
        return groups.Search.Method;
    }
}
