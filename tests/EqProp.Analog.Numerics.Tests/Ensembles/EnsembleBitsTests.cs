using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using FsCheck.Xunit;

namespace EqProp.Analog.Numerics.Tests.Ensembles;

public class EnsembleBitsTests
{
    private const int MostChips = 40;

    private static readonly EnsembleMethod[] Methods =
    [
        EnsembleMethod.Euler,
        EnsembleMethod.Fixed(RungeKuttaTableau.Classical4),
        EnsembleMethod.Adaptive(RungeKuttaTableau.BogackiShampine3, new(1e-3, 1e-3)),
        EnsembleMethod.Adaptive(RungeKuttaTableau.Tsitouras5, new(1e-4, 0)),
    ];

    public static TheoryData<VectorWidth, int> Cases()
    {
        var cases = new TheoryData<VectorWidth, int>();
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            for (int method = 0; method < Methods.Length; method++)
            {
                cases.Add(width, method);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_chip_has_the_bits_that_it_has_alone_wherever_it_stands(VectorWidth width, int method)
    {
        const int Neurons = 5, Steps = 12;
        DrawnChip[] chips = [.. Enumerable.Range(0, MostChips).Select(seed => new DrawnChip(seed, Neurons))];
        (float[] States, int Steps)[] alone = [.. chips.Select(chip => Alone(chip, Methods[method], Steps))];
        Assert.True(alone.Select(a => a.Steps).Distinct().Count() > 1, "Chips that all end together test too little.");
        for (int count = 1; count <= MostChips; count++)
        {
            int[] order = [.. Enumerable.Range(0, count).Select(i => (7 * i + count) % MostChips)];
            using var ensemble = new TestEnsemble<float>([.. order.Select(c => chips[c])], Methods[method], 0.25, width);
            RelaxationResult result = ensemble.Run(Steps, stopMove: 0.02, threads: 1 + count % 2);
            for (int i = 0; i < count; i++)
            {
                Assert.Equal(alone[order[i]].States, ensemble.States(i));
                Assert.Equal(alone[order[i]].Steps, result.Steps[i]);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Threads_that_share_many_blocks_change_no_bit(int method)
    {
        const int Neurons = 33, Chips = 150;
        DrawnChip[] chips = [.. Enumerable.Range(0, Chips).Select(seed => new DrawnChip(seed, Neurons))];
        using var one = new TestEnsemble<float>(chips, Methods[method], 0.25);
        using var two = new TestEnsemble<float>(chips, Methods[method], 0.25);
        RelaxationResult first = one.Run(4, threads: 1), second = two.Run(4, threads: 2);
        Assert.Equal(first.LargestMove, second.LargestMove);
        Assert.Equal(first.Steps, second.Steps);
        Assert.All(Enumerable.Range(0, Chips), chip => Assert.Equal(one.States(chip), two.States(chip)));
    }

    [Property(MaxTest = 30)]
    public void Every_size_gives_the_bits_of_the_scalar_lane(byte neurons, byte chips, byte method, int seed)
    {
        int size = 1 + neurons % 20;
        DrawnChip[] drawn = [.. Enumerable.Range(0, 1 + chips % 20).Select(c => new DrawnChip(seed + c, size))];
        EnsembleMethod chosen = Methods[method % Methods.Length];
        using var scalar = new TestEnsemble<double>(drawn, chosen, 0.2, VectorWidth.Scalar);
        scalar.Run(5);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            using var wide = new TestEnsemble<double>(drawn, chosen, 0.2, width);
            wide.Run(5);
            Assert.All(Enumerable.Range(0, drawn.Length), c => Assert.Equal(scalar.States(c), wide.States(c)));
        }
    }

    [Theory]
    [InlineData(Neuron.Tanh, null)]
    [InlineData(Neuron.Rail, null)]
    [InlineData(Neuron.Tanh, 0.01)]
    [InlineData(Neuron.Rail, 0.01)]
    public void Euler_is_that_of_the_one_chip_layout(Neuron neuron, double? stopMove)
    {
        const int Neurons = 19, Steps = 30;
        const double Step = 0.3;
        DrawnChip[] chips = [.. Enumerable.Range(0, 5).Select(seed => new DrawnChip(seed, Neurons))];
        using var ensemble = new TestEnsemble<float>(chips, EnsembleMethod.Euler, Step, neuron: neuron);
        RelaxationResult together = ensemble.Run(Steps, stopMove);
        float[] states = new float[Neurons];
        for (int c = 0; c < chips.Length; c++)
        {
            using var group = new StateGroup<float>(1, Neurons, outputIsState: neuron == Neuron.Rail);
            using var weights = new BatchMatrix<float>(Neurons, Neurons);
            group.Incoming.Add(new(group, weights, IsTransposed: false));
            for (int i = 0; i < Neurons; i++)
            {
                for (int j = 0; j < Neurons; j++)
                {
                    weights.Row(j)[i] = (float)chips[c].Weights[i, j];
                }

                group.Drive.Row(0)[i] = (float)chips[c].Biases[i];
                group.Leak.Row(0)[i] = (float)chips[c].Leaks[i];
                group.Rate.Row(0)[i] = (float)(Step / chips[c].TimeConstants[i]);
                group.State(0).Row(0)[i] = (float)chips[c].Start[i];
            }

            GroupStepper<float> stepper = neuron == Neuron.Rail
                ? new GroupStepper<ScalarLane<float>, float, RailNeuron<ScalarLane<float>, float>>(group, default)
                : new GroupStepper<ScalarLane<float>, float, TanhNeuron<ScalarLane<float>, float>>(group, default);
            using IRelaxation<float> single = new Relaxation<float>([stepper], RelaxationMethod.Euler, 1);
            single.AdmitStates(1);
            RelaxationResult result = single.Run(1, Steps, stopMove, 1);
            single.ReadStates(0, 0, states);
            Assert.Equal(states, ensemble.States(c));
            Assert.Equal(result.Steps[0], together.Steps[c]);
            Assert.Equal(result.LargestMove[0], together.LargestMove[c]);
        }
    }

    private static (float[] States, int Steps) Alone(DrawnChip chip, EnsembleMethod method, int steps)
    {
        using var ensemble = new TestEnsemble<float>([chip], method, 0.25, VectorWidth.Scalar);
        RelaxationResult result = ensemble.Run(steps, stopMove: 0.02);
        return (ensemble.States(0), result.Steps[0]);
    }
}
