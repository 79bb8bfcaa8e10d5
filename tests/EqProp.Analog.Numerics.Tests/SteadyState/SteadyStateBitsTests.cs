using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.SteadyState;

namespace EqProp.Analog.Numerics.Tests.SteadyState;

/// <summary>What an example comes to has the same bits wherever and with whomever it is computed.</summary>
public class SteadyStateBitsTests
{
    private const int MostExamples = 53;
    private const double Tolerance = 1e-3;
    private const int MostSweeps = 60;

    private static readonly (int, int)[] Layers = [(0, 1), (1, 0), (1, 2), (2, 1)];
    private static readonly (int, int)[] Recurrent = [(0, 1), (1, 0), (1, 1), (1, 2), (2, 1)];

    public static TheoryData<Node, SteadyStateMethod> Cases()
    {
        var cases = new TheoryData<Node, SteadyStateMethod>();
        foreach (Node node in Enum.GetValues<Node>())
        {
            foreach (SteadyStateMethod method in Enum.GetValues<SteadyStateMethod>().Skip(1))
            {
                cases.Add(node, method);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Alone_in_any_batch_on_any_threads_at_any_width(Node node, SteadyStateMethod method)
    {
        Check<float>(node, method);
        Check<double>(node, method);
    }

    [Fact]
    public void Many_chunks_on_two_threads_are_those_of_one()
    {
        const int Examples = 700;
        DrawnGraph graph = Graph(Node.Tanh, SteadyStateMethod.Automatic);
        double[][] drives = [.. Enumerable.Range(0, Examples).Select(_ => graph.DrawDrives())];
        using var one = new GraphGroups<float>(graph, drives);
        using var two = new GraphGroups<float>(graph, drives);
        SteadyStateResult first = one.Search.Run(Examples, MostSweeps, Tolerance, threads: 1), second = two.Search.Run(Examples, MostSweeps, Tolerance, threads: 2);
        Assert.Equal(first.Steps, second.Steps);
        Assert.Equal(first.Error, second.Error);
        Assert.Equal(first.LargestMove, second.LargestMove);
        Assert.All(Enumerable.Range(0, Examples), row => Assert.Equal(one.States(row), two.States(row)));
    }

    [Fact]
    public void Time_constants_do_not_enter()
    {
        foreach (SteadyStateMethod method in Enum.GetValues<SteadyStateMethod>())
        {
            DrawnGraph graph = Graph(Node.EnergyTanh, method);
            using var plain = new GraphGroups<double>(graph, [graph.Drives], new() { Method = method });
            using var other = new GraphGroups<double>(graph, [graph.Drives], new() { Method = method });
            var random = new Random(1);
            foreach (StateGroup<double> group in other.Groups)
            {
                foreach (ref double rate in group.Rate.Row(0))
                {
                    rate = Math.Pow(10, 3 * random.NextDouble());
                }
            }

            Assert.Equal(plain.Search.Run(1, MostSweeps, Tolerance, 1).Steps, other.Search.Run(1, MostSweeps, Tolerance, 1).Steps);
            Assert.Equal(plain.States(0), other.States(0));
        }
    }

    private static DrawnGraph Graph(Node node, SteadyStateMethod method) =>
        new([35, 20, 9], node, method == SteadyStateMethod.Anderson ? Recurrent : Layers, node == Node.Logistic ? 10 : 3, seed: 6) { Stiffness = 0.4 };

    private static void Check<T>(Node node, SteadyStateMethod method)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DrawnGraph graph = Graph(node, method);
        var options = new SteadyStateOptions { Method = method };
        double[][] drives = [.. Enumerable.Range(0, MostExamples).Select(e => graph.DrawDrives().Select(d => d * (1 + e % 5) / 3.0).ToArray())];
        (double[] States, int Sweeps, double Error)[] alone = [.. drives.Select(d => Alone<T>(graph, d, options))];
        Assert.True(alone.Select(a => a.Sweeps).Distinct().Count() > 1, "Examples that all end together test too little.");
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            foreach (int count in new[] { 1, 2, 7, 24, 25, MostExamples })
            {
                int[] order = [.. Enumerable.Range(0, count).Select(i => (7 * i + count) % MostExamples)];
                using var groups = new GraphGroups<T>(graph, [.. order.Select(o => drives[o])], options, width);
                SteadyStateResult result = groups.Search.Run(count, MostSweeps, Tolerance, threads: 1 + count % 2);
                for (int row = 0; row < count; row++)
                {
                    Assert.Equal(alone[order[row]].Sweeps, result.Steps[row]);
                    Assert.Equal(alone[order[row]].States, groups.States(row));
                    Assert.Equal(alone[order[row]].Error, result.Error[row]);
                }
            }
        }
    }

    private static (double[] States, int Sweeps, double Error) Alone<T>(DrawnGraph graph, double[] drives, SteadyStateOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var groups = new GraphGroups<T>(graph, [drives], options, VectorWidth.Scalar);
        SteadyStateResult result = groups.Search.Run(1, MostSweeps, Tolerance, threads: 1);
        return (groups.States(0), result.Steps[0], result.Error[0]);
    }
}
