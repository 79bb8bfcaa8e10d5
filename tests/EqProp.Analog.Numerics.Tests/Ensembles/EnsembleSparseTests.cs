using System.Numerics;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using FsCheck.Xunit;

namespace EqProp.Analog.Numerics.Tests.Ensembles;

/// <summary>Circuits whose states see a few others: rings, and graphs of no order at all.</summary>
public class EnsembleSparseTests
{
    private const double Step = 0.3;
    private const int Steps = 9;

    private static readonly EnsembleMethod[] Methods =
    [
        EnsembleMethod.Euler,
        EnsembleMethod.Fixed(RungeKuttaTableau.Euler1),
        EnsembleMethod.Fixed(RungeKuttaTableau.Heun2),
        EnsembleMethod.Fixed(RungeKuttaTableau.Classical4),
        EnsembleMethod.Adaptive(RungeKuttaTableau.BogackiShampine3, new(1e-3, 1e-3)),
        EnsembleMethod.Adaptive(RungeKuttaTableau.Tsitouras5, new(1e-5, 1e-4)),
    ];

    /// <summary>A matrix that is zero elsewhere adds nothing: couplings of either kind have the same sums, so the same steps.</summary>
    [Property(MaxTest = 60)]
    public void A_few_sources_give_the_bits_of_a_matrix_at_every_width(int seed, byte method, bool pushed, byte stop)
    {
        var graph = new Graph(seed);
        EnsembleMethod chosen = Methods[method % Methods.Length];
        double? stopMove = stop % 3 == 0 ? 0.05 : null;
        Outcome<double> matrix = Run<double>(graph, chosen, VectorWidth.Scalar, sparse: false, pushed, stopMove);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            Outcome<double> few = Run<double>(graph, chosen, width, sparse: true, pushed, stopMove);
            Assert.Equal(matrix.States, few.States);
            Assert.Equal(matrix.Result.Steps, few.Result.Steps);
            Assert.Equal(matrix.Result.LargestMove, few.Result.LargestMove);
            Assert.Equal(matrix.Result.Times, few.Result.Times);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(70)]
    public void Rings_have_the_bits_of_a_matrix_in_single_precision(int cells)
    {
        var ring = new Graph(cells, chips: 37, [cells, cells], (group, i, source) => (group, source) switch
        {
            (0, 0) => [.. new[] { (i + cells - 1) % cells, (i + 1) % cells }.Order()],
            (1, 1) => [],
            _ => [i],
        });
        foreach (EnsembleMethod method in Methods)
        {
            Outcome<float> matrix = Run<float>(ring, method, VectorWidthSelection.Widest, sparse: false, pushed: false, null);
            Outcome<float> few = Run<float>(ring, method, VectorWidthSelection.Widest, sparse: true, pushed: false, null, threads: 2);
            Assert.Equal(matrix.States, few.States);
            Assert.Equal(matrix.Result.Steps, few.Result.Steps);
        }
    }

    [Fact]
    public void Couplings_that_come_after_a_run_count_as_well()
    {
        var graph = new Graph(5, chips: 11, [20, 20], (group, i, source) => group != source ? [i] : []);
        foreach (EnsembleMethod method in Methods)
        {
            Outcome<double> early = Run<double>(graph, method, VectorWidthSelection.Widest, sparse: true, pushed: false, null);
            Outcome<double> late = Run<double>(graph, method, VectorWidthSelection.Widest, sparse: true, pushed: false, null, late: true);
            Assert.Equal(early.States, late.States);
        }
    }

    [Theory]
    [InlineData(3, double.NaN)]
    [InlineData(3, 1e3)]
    [InlineData(5, double.NaN)]
    [InlineData(5, double.PositiveInfinity)]
    public void A_chip_that_diverges_is_named_and_touches_no_other(int method, double drive)
    {
        const int Sick = 3;
        var graph = new Graph(5, chips: 11, [20, 20], (group, i, source) => group > source ? [i] : []);
        Outcome<float> healthy = Run<float>(graph, Methods[method], VectorWidthSelection.Widest, sparse: true, pushed: false, null);
        graph.Drive[1][4, Sick] = drive * 1e6;
        Outcome<float> mixed = Run<float>(graph, Methods[method], VectorWidthSelection.Widest, sparse: true, pushed: false, null);
        Assert.Null(healthy.Result.Divergence);
        Assert.Equal((Sick, 1), (mixed.Result.Divergence!.Row, mixed.Result.Divergence.Group));
        int states = graph.Sizes.Sum();
        for (int chip = 0; chip < graph.Chips; chip++)
        {
            Assert.Equal(chip == Sick, mixed.Result.HasDiverged(chip));
            if (chip != Sick)
            {
                Assert.Equal(healthy.States.AsSpan(chip * states, states), mixed.States.AsSpan(chip * states, states));
                Assert.Equal(healthy.Result.Steps[chip], mixed.Result.Steps[chip]);
            }
        }
    }

    /// <summary>The sum of the lengths that were tried, in double precision: a clock of single precision would lose ten thousand times as much.</summary>
    [Fact]
    public void The_clock_of_a_chip_is_as_good_as_in_double_precision()
    {
        const int Tries = 20_000;
        using var control = new StepControl<ScalarLane<float>, float>(5);
        using var registers = new AlignedBuffer<float>(4);
        var steps = Registers(registers);
        control.Begin(1, 1e6, stopMove: 0.5);
        double sum = 0;
        var stream = new RandomStream(1, StreamPurpose.Study);
        for (int i = 0; i <= Tries; i++)
        {
            control.Attempt(steps);
            sum += registers.Span[0];

            // Lengths stay about as they are where 0.9 e^(-0.3/5) is one.
            registers.Span[3] = (float)(Math.Pow(0.9, 5 / 0.3) * stream.NextUniform(0.9, 1.1));
            registers.Span[2] = i < Tries ? 1 : 0.1f;
            Assert.Equal(i == Tries, control.Judge(steps));
        }

        Assert.True(control.EndsAt(0, out double time, out int count));
        Assert.Equal(Tries + 1, count);
        Assert.InRange(sum, 100, 1e6);
        Assert.Equal(sum, time, sum * 1e-12);
    }

    private static unsafe ChipSteps<float> Registers(AlignedBuffer<float> buffer) =>
        new() { Length = buffer.Pointer, Accepted = buffer.Pointer + 1, LargestMove = buffer.Pointer + 2, LargestError = buffer.Pointer + 3 };

    private static Outcome<T> Run<T>(Graph graph, EnsembleMethod method, VectorWidth width, bool sparse, bool pushed, double? stopMove, int threads = 1, bool late = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ChipBlocks blocks = ChipBlocks.For<T>(graph.Chips, width);
        EnsembleGroup<T>[] groups = [.. graph.Sizes.Select(size => new EnsembleGroup<T>(blocks, size))];
        for (int g = 0; g < groups.Length; g++)
        {
            if (!late)
            {
                Couple(graph, groups, g, sparse);
            }

            groups[g].Pushed = pushed && g == 0;
            groups[g].PushStiffness = T.CreateTruncating(0.4);
            for (int chip = 0; chip < graph.Chips; chip++)
            {
                for (int i = 0; i < groups[g].Size; i++)
                {
                    groups[g].Drive[i, chip] = T.CreateTruncating(graph.Drive[g][i, chip]);
                    groups[g].Leak[i, chip] = T.CreateTruncating(1.1 + 0.2 * graph.Start[g][i, chip]);
                    groups[g].Rate[i, chip] = T.CreateTruncating(Step / (1.5 + graph.Start[g][i, chip]));
                    groups[g].State[i, chip] = T.CreateTruncating(graph.Start[g][i, chip]);
                    groups[g].Push[i, chip] = T.CreateTruncating(0.3 * graph.Start[g][i, chip]);
                }
            }
        }

        using var relaxation = new EnsembleRelaxation<T>(
            [.. groups.Select((group, g) => TestEnsemble<T>.Stepper(group, graph.Neurons[g], width))], method);
        relaxation.AdmitStates(graph.Chips);
        for (int g = 0; late && g < groups.Length; g++)
        {
            relaxation.Run(graph.Chips, 0, null, threads);
            Couple(graph, groups, g, sparse);
        }

        RelaxationResult result = relaxation.Run(graph.Chips, Steps, stopMove, threads);
        var states = new List<T>();
        for (int chip = 0; chip < graph.Chips; chip++)
        {
            for (int g = 0; g < groups.Length; g++)
            {
                var values = new T[groups[g].Size];
                relaxation.ReadStates(g, chip, values);
                states.AddRange(values);
            }
        }

        Array.ForEach(groups, group => group.Dispose());
        return new([.. states], result);
    }

    private static void Couple<T>(Graph graph, EnsembleGroup<T>[] groups, int target, bool sparse)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int source = 0; source < groups.Length; source++)
        {
            Couple(graph, groups, target, source, sparse);
        }
    }

    private static void Couple<T>(Graph graph, EnsembleGroup<T>[] groups, int target, int source, bool sparse)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[][] seen = [.. Enumerable.Range(0, graph.Sizes[target]).Select(i => graph.Sees(target, i, source))];
        SparseEnsembleCoupling<T>? few = sparse ? groups[target].SeeSome(groups[source], seen) : null;
        DenseEnsembleCoupling<T>? all = sparse ? null : groups[target].SeeAll(groups[source]);
        for (int i = 0; i < seen.Length; i++)
        {
            for (int entry = 0; entry < seen[i].Length; entry++)
            {
                for (int chip = 0; chip < graph.Chips; chip++)
                {
                    T weight = T.CreateTruncating(0.6 * graph.Start[source][seen[i][entry], chip] - 0.2 * graph.Start[target][i, chip]);
                    (few is not null ? ref few[i, entry, chip] : ref all![i, seen[i][entry], chip]) = weight;
                }
            }
        }
    }

    private sealed record Outcome<T>(T[] States, RelaxationResult Result);

    /// <summary>Who sees whom, and the numbers of all chips.</summary>
    private sealed class Graph
    {
        private readonly int _seed;

        /// <summary>Two groups of any size; states see any number of sources, or all as many.</summary>
        public Graph(int seed)
        {
            _seed = seed;
            var stream = new RandomStream(seed, StreamPurpose.Study);
            int Draw(int most) => (int)stream.NextUniform(0, most);
            int each = Draw(5) - 1;
            Sizes = [1 + Draw(40), 1 + Draw(40)];
            Chips = 1 + Draw(20);
            Neurons = [(Neuron)Draw(2), Draw(2) == 0 ? Neuron.Activator : Neuron.Tanh];
            Sees = (group, i, source) =>
            {
                var own = new RandomStream(_seed, StreamPurpose.Study, (ulong)((group * 2 + source) * 100 + i));
                int count = each >= 0 ? Math.Min(each, Sizes[source]) : (int)own.NextUniform(0, Math.Min(6, Sizes[source] + 1));
                return [.. Enumerable.Range(0, Sizes[source]).OrderBy(_ => own.NextUniform(0, 1)).Take(count).Order()];
            };
            (Start, Drive) = (Numbers(0), Numbers(1));
        }

        public Graph(int seed, int chips, int[] sizes, Func<int, int, int, int[]> sees)
        {
            (_seed, Chips, Sizes, Sees, Neurons) = (seed, chips, sizes, sees, [Neuron.Activator, Neuron.Linear]);
            (Start, Drive) = (Numbers(0), Numbers(1));
        }

        public int Chips { get; }

        public int[] Sizes { get; }

        public Neuron[] Neurons { get; }

        public Func<int, int, int, int[]> Sees { get; }

        public double[][,] Start { get; }

        public double[][,] Drive { get; }

        private double[][,] Numbers(ulong purpose) =>
        [
            .. Sizes.Select((size, g) =>
            {
                var stream = new RandomStream(_seed, StreamPurpose.Study, 1000 + 10 * purpose + (ulong)g);
                var values = new double[size, Chips];
                for (int i = 0; i < values.Length; i++)
                {
                    values[i / Chips, i % Chips] = stream.NextUniform(-1, 1);
                }

                return values;
            }),
        ];
    }
}
