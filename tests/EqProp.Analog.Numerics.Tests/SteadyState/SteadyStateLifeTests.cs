using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.SteadyState;

namespace EqProp.Analog.Numerics.Tests.SteadyState;

/// <summary>What a search does where there is nothing to find, while it runs, and with a push that follows the states.</summary>
public class SteadyStateLifeTests
{
    private static readonly (int, int)[] Layers = [(0, 1), (1, 0), (1, 2), (2, 1)];

    public static TheoryData<SteadyStateMethod> Methods() => [.. Enum.GetValues<SteadyStateMethod>()];

    /// <summary>Tanh nodes that push each other round: x = 3 tanh y, y = -3 tanh x turns for ever under plain sweeps, yet rests at zero.</summary>
    [Fact]
    public void A_point_that_plain_sweeps_leave_is_found_or_the_result_says_not()
    {
        foreach (SteadyStateMethod method in Enum.GetValues<SteadyStateMethod>())
        {
            using var pair = new Pair(3, -3, method);
            SteadyStateResult result = pair.Search.Run(1, 300, 1e-6, threads: 1);
            Assert.Null(result.Divergence);
            Assert.InRange(result.Steps[0], 1, 300);
            double away = Math.Max(Math.Abs(pair.First.State(0).Row(0)[0]), Math.Abs(pair.Second.State(0).Row(0)[0]));
            Assert.Equal(away <= 1e-6, result.IsSettled(0));
        }
    }

    /// <summary>x = 2 tanh y, y = 2 tanh x rests at zero too, where no circuit would stay.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void The_point_found_is_one_where_a_circuit_stays(SteadyStateMethod method)
    {
        using var pair = new Pair(2, 2, method);
        pair.First.State(0).Row(0)[0] = pair.Second.State(0).Row(0)[0] = 1e-4;
        pair.Search.AdmitStates(1);
        SteadyStateResult result = pair.Search.Run(1, 500, 1e-9, threads: 1);
        Assert.True(result.IsSettled(0), $"{result.Steps[0]} sweeps, error {result.Error[0]:E1}");
        double x = 1;
        for (int step = 0; step < 200; step++)
        {
            x = 2 * Math.Tanh(x);
        }

        Assert.Equal(x, pair.First.State(0).Row(0)[0], 1e-8);
        Assert.Equal(x, pair.Second.State(0).Row(0)[0], 1e-8);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Too_few_sweeps_are_no_operating_point(SteadyStateMethod method)
    {
        var graph = new DrawnGraph([20, 12, 5], Node.Tanh, Layers, 0.95, seed: 7);
        using var groups = new GraphGroups<double>(graph, [graph.Drives], new() { Method = method });
        SteadyStateResult result = groups.Search.Run(1, 5, 1e-9, threads: 1);
        Assert.Equal(5, result.Steps[0]);
        Assert.False(result.IsSettled(0));
        double away = graph.OperatingPoint().Zip(groups.States(0), (a, b) => Math.Abs(a - b)).Max();
        Assert.InRange(result.Error[0], away, 1000 * away);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void What_is_no_number_is_divergence_of_that_example_alone(SteadyStateMethod method)
    {
        var graph = new DrawnGraph([20, 12, 5], Node.Tanh, Layers, 0.9, seed: 7);
        using var groups = new GraphGroups<double>(graph, [graph.Drives, graph.Drives, graph.Drives], new() { Method = method });
        groups.Groups[1].Drive.Row(1)[3] = double.NaN;
        SteadyStateResult result = groups.Search.Run(3, 200, 1e-8, threads: 1);
        Assert.Equal(1, result.Divergence?.Row);
        Assert.True(result.HasDiverged(1));
        Assert.False(result.IsSettled(1));
        Assert.True(result.IsSettled(0) && result.IsSettled(2));
        Assert.Equal(groups.States(0), groups.States(2));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Without_leak_a_current_drives_a_state_beyond_every_bound(SteadyStateMethod method)
    {
        using var pair = new Pair(0.1, 0.1, method, leak: 0);
        pair.First.Drive.Row(0)[0] = 1;
        SteadyStateResult result = pair.Search.Run(1, 300, 1e-6, threads: 1);
        Assert.Equal(0, result.Divergence?.Group);
        Assert.False(result.IsSettled(0));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void An_example_that_has_come_to_rest_moves_no_more(SteadyStateMethod method)
    {
        var graph = new DrawnGraph([20, 12, 5], Node.EnergyTanh, Layers, 0.9, seed: 7);
        double[] slow = graph.Drives;
        using var groups = new GraphGroups<double>(graph, [slow, slow], new() { Method = method });
        groups.Search.Run(1, 500, 1e-13, threads: 1);
        SteadyStateResult both = groups.Search.Run(2, 500, 1e-9, threads: 1);
        Assert.True(both.Steps[0] < both.Steps[1]);
        double[] rested = groups.States(0);
        using var alone = new GraphGroups<double>(graph, [slow], new() { Method = method });
        alone.Search.Run(1, 500, 1e-13, threads: 1);
        Assert.Equal(both.Steps[0], alone.Search.Run(1, 500, 1e-9, threads: 1).Steps[0]);
        Assert.Equal(rested, alone.States(0));
    }

    /// <summary>A push of -0.5 x on the first group, given as a push source, is a stiffness of 0.5.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_push_that_follows_the_states_counts_at_rest(int pushed)
    {
        foreach (SteadyStateMethod method in Enum.GetValues<SteadyStateMethod>())
        {
            var graph = new DrawnGraph([20, 12, 5], Node.Tanh, Layers, 0.9, seed: 7);
            using var followed = new GraphGroups<double>(graph, [graph.Drives, graph.Drives], new() { Method = method });
            using var stiff = new GraphGroups<double>(graph, [graph.Drives, graph.Drives], new() { Method = method });
            StateGroup<double> group = followed.Groups[pushed];
            group.Pushed = stiff.Groups[pushed].Pushed = true;
            stiff.Groups[pushed].PushStiffness = 0.5;
            stiff.Groups[pushed].Push.Clear();
            followed.Search.PushSource = new Follower(group);
            SteadyStateResult result = followed.Search.Run(2, 500, 1e-12, threads: 1);
            stiff.Search.Run(2, 500, 1e-12, threads: 1);
            Assert.True(result.IsSettled(1), $"{method}: {result.Steps[1]} sweeps");
            Assert.All(stiff.States(1).Zip(followed.States(1)), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        }
    }

    [Fact]
    public void Sweeps_allocate_nothing()
    {
        foreach (SteadyStateMethod method in Enum.GetValues<SteadyStateMethod>())
        {
            var graph = new DrawnGraph([35, 20, 9], Node.EnergyTanh, Layers, 0.9, seed: 6);
            using var groups = new GraphGroups<float>(graph, [.. Enumerable.Repeat(graph.Drives, 30)], new() { Method = method });
            groups.Search.Run(30, 3, tolerance: null, threads: 1);
            Assert.Equal(
                Allocations.Of(() => groups.Search.Run(30, 3, tolerance: null, threads: 1)),
                Allocations.Of(() => groups.Search.Run(30, 100, tolerance: null, threads: 1)));
        }
    }

    [Fact]
    public void It_is_a_relaxation_of_items()
    {
        var graph = new DrawnGraph([20, 12, 5], Node.Rail, Layers, 0.9, seed: 7);
        using var groups = new GraphGroups<double>(graph, [graph.Drives, graph.Drives]);
        IRelaxation<double> relaxation = groups.Search;
        double[] states = [.. Enumerable.Repeat(2.0, 12)];
        relaxation.WriteStates(1, 1, states);
        relaxation.AdmitStates(2);
        relaxation.ReadStates(1, 1, states);
        Assert.All(states, x => Assert.Equal(1, x));
        RelaxationResult result = relaxation.Run(2, 300, 1e-11, 1);
        Assert.IsType<SteadyStateResult>(result);
        Assert.All(groups.States(0).Zip(groups.States(1)), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        Assert.Equal(0, relaxation.Run(2, 0, 1e-11, 1).Steps[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => relaxation.Run(3, 1, null, 1));
    }

    /// <summary>Sets push = -0.5 times what the equation observes, the output.</summary>
    private sealed class Follower(StateGroup<double> group) : IPushSource<double>
    {
        public void Refresh(int firstRow, int rows, int stateParity, int outputParity)
        {
            for (int row = firstRow; row < firstRow + rows; row++)
            {
                for (int i = 0; i < group.Size; i++)
                {
                    group.Push.Row(row)[i] = -0.5 * group.Output(outputParity).Row(row)[i];
                }
            }
        }
    }

    /// <summary>Two tanh nodes.</summary>
    private sealed class Pair : IDisposable
    {
        private readonly BatchMatrix<double> _toFirst = new(1, 1), _toSecond = new(1, 1);

        public Pair(double toFirst, double toSecond, SteadyStateMethod method, double leak = 1)
        {
            _toFirst.Row(0)[0] = toFirst;
            _toSecond.Row(0)[0] = toSecond;
            First.Incoming.Add(new(Second, _toFirst, IsTransposed: false));
            Second.Incoming.Add(new(First, _toSecond, IsTransposed: false));
            foreach (StateGroup<double> group in new[] { First, Second })
            {
                group.Leak.Row(0)[0] = leak;
            }

            First.State(0).Row(0)[0] = 0.3;
            Search = new([NodeStepper<double>.Make(First, Node.Tanh, VectorWidthSelection.Widest), NodeStepper<double>.Make(Second, Node.Tanh, VectorWidthSelection.Widest)], 1, new() { Method = method });
            Search.AdmitStates(1);
        }

        public StateGroup<double> First { get; } = new(1, 1, outputIsState: false);

        public StateGroup<double> Second { get; } = new(1, 1, outputIsState: false);

        public SteadyState<double> Search { get; }

        public void Dispose()
        {
            Search.Dispose();
            First.Dispose();
            Second.Dispose();
            _toFirst.Dispose();
            _toSecond.Dispose();
        }
    }
}
