using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Tests.Ensembles;

/// <summary>Sums over states that ensembles integrate beside them, against closed forms and against each other.</summary>
public class EnsembleIntegralTests
{
    private const double Step = 0.25;

    /// <summary>One state a chip, x' = (d - g x) / tau: x = r + (x0 - r) e^(-a t), whose integrals are exponentials.</summary>
    [Fact]
    public void Relaxing_states_have_the_integrals_of_exponentials()
    {
        const int Chips = 11, Steps = 12;
        using var group = new EnsembleGroup<double>(ChipBlocks.For<double>(Chips, VectorWidthSelection.Widest), 1);
        using EnsemblePathWeights<double> weights = Weights(group, isShifted: true);
        Fill(group, weights);
        using var relaxation = new EnsembleRelaxation<double>([TestEnsemble<double>.Stepper(group, Neuron.Linear, VectorWidthSelection.Widest)], EnsembleMethod.Adaptive(RungeKuttaTableau.Tsitouras5, new(1e-12, 0)));
        var integrals = new EnsembleIntegrals<double>([weights], Chips);
        relaxation.Integrals = integrals;
        relaxation.AdmitStates(Chips);
        relaxation.Run(Chips, Steps, null, 1);
        for (int chip = 0; chip < Chips; chip++)
        {
            double start = Start(chip), rest = Drive(chip) / Leak(chip), a = Leak(chip) * Step / Tau(chip), end = a * Steps;
            double once = (1 - Math.Exp(-end)) / a, twice = (1 - Math.Exp(-2 * end)) / (2 * a), away = start - rest;
            double x = rest * Steps + away * once, xx = rest * rest * Steps + 2 * rest * away * once + away * away * twice;
            const double Scale = 1.5, Offset = -0.2;
            double m = Scale * x + Offset * Steps, mm = Scale * Scale * xx + 2 * Scale * Offset * x + Offset * Offset * Steps;
            Assert.Equal(2 * mm, integrals.Of(0, chip, PathTerm.Square), 1e-10);
            Assert.Equal(3 * m, integrals.Of(0, chip, PathTerm.Linear), 1e-10);
            Assert.Equal(4 * m, integrals.Of(0, chip, PathTerm.SecondLinear), 1e-10);
            Assert.Equal(5 * mm, integrals.Of(0, chip, PathTerm.LoadSquare), 1e-10);
            Assert.Equal(6 * x, integrals.Of(0, chip, PathTerm.OutputMagnitude), 1e-10);
            Assert.Equal(Drive(chip) * m, integrals.Of(0, chip, PathTerm.NetPower), 1e-10);
            Assert.Equal(Drive(chip) * Steps, integrals.Of(0, chip, PathTerm.Net), 1e-10);
            Assert.Equal(0, integrals.Of(0, chip, PathTerm.PushPower));
            Assert.Equal(0, integrals.Of(0, chip, PathTerm.NetSquare));

            // C m dm: what capacitors gain, with C = 7 scale, from voltages at both ends.
            double before = Scale * start + Offset, after = Scale * (rest + away * Math.Exp(-end)) + Offset;
            Assert.Equal(7 * (after * after - before * before) / 2, integrals.Of(0, chip, PathTerm.CapacityPower), 1e-10);
        }
    }

    [Theory]
    [InlineData(nameof(EnsembleMethod.Euler), 1)]
    [InlineData(nameof(RungeKuttaTableau.Heun2), 2)]
    [InlineData(nameof(RungeKuttaTableau.Classical4), 4)]
    public void Integrals_have_the_order_of_the_states(string method, int order)
    {
        DrawnChip[] chips = [.. Enumerable.Range(0, 3).Select(seed => new DrawnChip(seed, 6))];
        double[] exact = Integrals(chips, EnsembleMethod.Adaptive(RungeKuttaTableau.Tsitouras5, new(1e-13, 0)), 8);
        double Error(int steps) => Integrals(chips, Method(method), steps).Zip(exact, (x, y) => Math.Abs(x - y)).Max();
        Assert.InRange(Math.Log2(Error(64) / Error(128)), order - 0.1, order + 0.2);
    }

    /// <summary>What couplings bring and what the drive brings is all that arrives; a matrix with zeros brings what a few sources bring, to the bit.</summary>
    [Theory]
    [InlineData(VectorWidth.Scalar)]
    [InlineData(VectorWidth.Bits512)]
    public void Couplings_sum_to_what_arrives(VectorWidth width)
    {
        foreach (EnsembleMethod method in (EnsembleMethod[])[EnsembleMethod.Euler, EnsembleMethod.Fixed(RungeKuttaTableau.Heun2), EnsembleMethod.Adaptive(RungeKuttaTableau.Tsitouras5, new(1e-6, 1e-6))])
        {
            (double[] Of, double[] States) few = Ring(method, width, sparse: true, Terms.WithCouplings), all = Ring(method, width, sparse: false, Terms.WithCouplings);
            Assert.Equal(few.Of, all.Of);
            Assert.Equal(few.States, all.States);
            Assert.Equal(few.States, Ring(method, width, sparse: true, Terms.None).States);
            Assert.Equal(few.States, Ring(method, width, sparse: false, Terms.None).States);
            foreach (double[] chip in few.Of.Chunk(4))
            {
                Assert.Equal(chip[0], chip[1] + chip[2], 1e-12);
                Assert.True(Math.Abs(chip[2]) > 1e-3 && chip[3] > 1e-3);
            }
        }
    }

    [Fact]
    public void Noise_and_other_sums_are_refused()
    {
        using var group = new EnsembleGroup<double>(ChipBlocks.For<double>(2, VectorWidth.Scalar), 1);
        Assert.Throws<ArgumentException>(() => new EnsemblePathWeights<double>(group.Blocks, 1, isShifted: false, [PathTerm.NetSquare]));
        using EnsemblePathWeights<double> weights = Weights(group, isShifted: false);
        Assert.Throws<KeyNotFoundException>(() => weights[PathTerm.SecondLinear]);
        using var relaxation = new EnsembleRelaxation<double>([TestEnsemble<double>.Stepper(group, Neuron.Linear, VectorWidth.Scalar)], EnsembleMethod.Euler);
        Assert.Throws<ArgumentOutOfRangeException>(() => relaxation.Integrals = new([weights, weights], 2));
        relaxation.Integrals = new([weights], 2);
        relaxation.Noise = new(NoiseKernels<double>.For(VectorWidth.Scalar), new(1, 0, StreamPurpose.ThermalNoise));
        Assert.Throws<InvalidOperationException>(() => relaxation.Run(2, 1, null, 1));
    }

    private enum Terms
    {
        None,
        WithCouplings,
    }

    private static double Start(int chip) => 1 + 0.1 * chip;

    private static double Drive(int chip) => 0.3 + 0.05 * chip;

    private static double Leak(int chip) => 0.8 + 0.03 * chip;

    private static double Tau(int chip) => 1.5 - 0.07 * chip;

    private static EnsembleMethod Method(string name) => name switch
    {
        nameof(EnsembleMethod.Euler) => EnsembleMethod.Euler,
        nameof(RungeKuttaTableau.Heun2) => EnsembleMethod.Fixed(RungeKuttaTableau.Heun2),
        _ => EnsembleMethod.Fixed(RungeKuttaTableau.Classical4),
    };

    private static EnsemblePathWeights<double> Weights(EnsembleGroup<double> group, bool isShifted) => new(
        group.Blocks, group.Size, isShifted, [PathTerm.PushPower, PathTerm.LoadSquare, PathTerm.OutputMagnitude, PathTerm.CapacityPower]);

    private static void Fill(EnsembleGroup<double> group, EnsemblePathWeights<double> weights)
    {
        for (int chip = 0; chip < group.Blocks.Chips; chip++)
        {
            group.State[0, chip] = Start(chip);
            group.Drive[0, chip] = Drive(chip);
            group.Leak[0, chip] = Leak(chip);
            group.Rate[0, chip] = Step / Tau(chip);
            weights.Scale![0, chip] = 1.5;
            weights.Offset![0, chip] = -0.2;
            weights[PathTerm.Square][0, chip] = 2;
            weights[PathTerm.Linear][0, chip] = 3;
            weights[PathTerm.SecondLinear][0, chip] = 4;
            weights[PathTerm.LoadSquare][0, chip] = 5;
            weights[PathTerm.OutputMagnitude][0, chip] = 6;
            weights[PathTerm.CapacityPower][0, chip] = 7 * 1.5;
        }
    }

    /// <summary>Some integrals of chips in one fully connected group over the same time.</summary>
    private static double[] Integrals(DrawnChip[] chips, EnsembleMethod method, int steps)
    {
        double step = 2.0 / steps;
        using var ensemble = new TestEnsemble<double>(chips, method, step);
        using EnsemblePathWeights<double> weights = new(ensemble.Group.Blocks, ensemble.Group.Size, isShifted: false, []);
        for (int chip = 0; chip < chips.Length; chip++)
        {
            for (int i = 0; i < ensemble.Group.Size; i++)
            {
                weights[PathTerm.Square][i, chip] = step * (1 + i);
                weights[PathTerm.Linear][i, chip] = step * (2 - i);
            }
        }

        var integrals = new EnsembleIntegrals<double>([weights], chips.Length);
        ensemble.Relaxation.Integrals = integrals;
        ensemble.Run(steps);
        return [.. Enumerable.Range(0, chips.Length).SelectMany(chip => new[]
        {
            integrals.Of(0, chip, PathTerm.Square), integrals.Of(0, chip, PathTerm.Linear), step * integrals.Of(0, chip, PathTerm.NetPower), step * integrals.Of(0, chip, PathTerm.Net),
        })];
    }

    /// <summary>A ring of states that see their neighbours: of each chip all that arrives, what the drive brings, what the coupling brings and what resistors would lose.</summary>
    private static (double[] Of, double[] States) Ring(EnsembleMethod method, VectorWidth width, bool sparse, Terms terms)
    {
        const int Size = 9, Chips = 13;
        using var group = new EnsembleGroup<double>(ChipBlocks.For<double>(Chips, width), Size);
        SparseEnsembleCoupling<double>? few = sparse ? group.SeeSome(group, [.. Enumerable.Range(0, Size).Select(i => new[] { (i + Size - 1) % Size, (i + 1) % Size }.Order().ToArray())]) : null;
        DenseEnsembleCoupling<double>? all = sparse ? null : group.SeeAll(group);
        using EnsemblePathWeights<double> weights = new(group.Blocks, Size, isShifted: false, []) { Couplings = terms == Terms.None ? [] : [new(group.Blocks, Size, Size, isOfResistors: true)] };
        for (int chip = 0; chip < Chips; chip++)
        {
            for (int i = 0; i < Size; i++)
            {
                group.State[i, chip] = Math.Sin(i + chip);
                group.Drive[i, chip] = weights[PathTerm.Linear][i, chip] = 0.3 * Math.Cos(3 * i + chip);
                group.Leak[i, chip] = 1.4;
                group.Rate[i, chip] = 0.1 + 0.01 * chip;
                for (int entry = 0; entry < 2; entry++)
                {
                    int source = few is null ? new[] { (i + Size - 1) % Size, (i + 1) % Size }.Order().ElementAt(entry) : 0;
                    (few is not null ? ref few[i, entry, chip] : ref all![i, source, chip]) = 0.2;
                }

                if (terms == Terms.WithCouplings)
                {
                    weights.Couplings[0]!.OfSources[i, chip] = weights.Couplings[0]!.OfTargets[i, chip] = 0.4;
                }
            }
        }

        using var relaxation = new EnsembleRelaxation<double>([TestEnsemble<double>.Stepper(group, Neuron.Linear, width)], method);
        var integrals = new EnsembleIntegrals<double>([weights], Chips);
        relaxation.Integrals = terms == Terms.None ? null : integrals;
        relaxation.AdmitStates(Chips);
        relaxation.Run(Chips, 20, null, 1);
        var states = new double[Size];
        double[] ends = [.. Enumerable.Range(0, Chips).SelectMany(chip =>
        {
            relaxation.ReadStates(0, chip, states);
            return states.ToArray();
        })];
        if (terms == Terms.None)
        {
            return ([], ends);
        }

        return ([.. Enumerable.Range(0, Chips).SelectMany(chip =>
        {
            (double power, double loss, _) = integrals.OfCoupling(0, chip, 0);
            return new[] { integrals.Of(0, chip, PathTerm.NetPower), integrals.Of(0, chip, PathTerm.Linear), power, loss };
        })], ends);
    }
}
