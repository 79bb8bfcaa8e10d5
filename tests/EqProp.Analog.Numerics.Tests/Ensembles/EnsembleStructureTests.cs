using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using FsCheck.Xunit;

namespace EqProp.Analog.Numerics.Tests.Ensembles;

public class EnsembleStructureTests
{
    private static readonly VectorWidth Width = VectorWidthSelection.Widest;

    [Property(MaxTest = 20)]
    public void Layers_are_blocks_of_one_full_matrix(byte lower, byte upper, byte chips, int seed)
    {
        int below = 1 + lower % 10, above = 1 + upper % 10, size = below + above;
        DrawnChip[] drawn = [.. Enumerable.Range(0, 1 + chips % 9).Select(c => new DrawnChip(seed + c, size))];
        using var full = new TestEnsemble<double>(drawn, EnsembleMethod.Fixed(RungeKuttaTableau.Classical4), 0.2);
        ChipBlocks blocks = full.Group.Blocks;
        using EnsembleGroup<double> first = new(blocks, below), second = new(blocks, above);
        DenseEnsembleCoupling<double> up = second.SeeAll(first), down = first.SeeAll(second);
        for (int c = 0; c < drawn.Length; c++)
        {
            for (int i = 0; i < size; i++)
            {
                EnsembleGroup<double> group = i < below ? first : second;
                int row = i < below ? i : i - below;
                group.Drive[row, c] = full.Group.Drive[i, c];
                group.Leak[row, c] = full.Group.Leak[i, c];
                group.Rate[row, c] = full.Group.Rate[i, c];
                group.State[row, c] = full.Group.State[i, c];
                for (int j = 0; j < size; j++)
                {
                    if (i < below == j < below)
                    {
                        full.Weights[i, j, c] = 0;
                    }
                    else if (i < below)
                    {
                        down[i, j - below, c] = full.Weights[i, j, c];
                    }
                    else
                    {
                        up[i - below, j, c] = full.Weights[i, j, c];
                    }
                }
            }
        }

        using var layered = new EnsembleRelaxation<double>(
            [TestEnsemble<double>.Stepper(first, Neuron.Tanh, Width), TestEnsemble<double>.Stepper(second, Neuron.Tanh, Width)],
            EnsembleMethod.Fixed(RungeKuttaTableau.Classical4));
        layered.Run(drawn.Length, 10, null, 1);
        full.Run(10);
        double[] lowerStates = new double[below], upperStates = new double[above];
        for (int c = 0; c < drawn.Length; c++)
        {
            layered.ReadStates(0, c, lowerStates);
            layered.ReadStates(1, c, upperStates);
            Assert.Equal(full.States(c), lowerStates.Concat(upperStates));
        }
    }

    /// <summary>
    /// Rings of mismatched FitzHugh-Nagumo cells, u' = u - u^3 / 3 - v + I + sum D (u_j - u), tau v' = u + b - gamma v, against
    /// the equations written out in double precision.
    /// </summary>
    [Fact]
    public void Activators_and_inhibitors_are_two_groups_that_see_each_other()
    {
        const int Cells = 6, Chips = 5;
        const double Step = 0.02;
        const int Steps = 500;
        var blocks = ChipBlocks.For<double>(Chips, Width);
        using EnsembleGroup<double> u = new(blocks, Cells), v = new(blocks, Cells);
        SparseEnsembleCoupling<double> diffusion = u.SeeSome(u, [.. Enumerable.Range(0, Cells).Select(i => new[] { (i + Cells - 1) % Cells, (i + 1) % Cells })]);
        SparseEnsembleCoupling<double> inhibition = u.SeeSameOf(v), excitation = v.SeeSameOf(u);
        var rings = new Ring[Chips];
        for (int c = 0; c < Chips; c++)
        {
            rings[c] = new(c, Cells);
            for (int i = 0; i < Cells; i++)
            {
                diffusion[i, 0, c] = rings[c].Conductance[(i + Cells - 1) % Cells];
                diffusion[i, 1, c] = rings[c].Conductance[i];
                inhibition[i, 0, c] = -1;
                excitation[i, 0, c] = 1;
                u.Leak[i, c] = rings[c].Conductance[(i + Cells - 1) % Cells] + rings[c].Conductance[i];
                u.Drive[i, c] = rings[c].Current[i];
                u.Rate[i, c] = Step;
                u.State[i, c] = rings[c].U[i];
                v.Leak[i, c] = rings[c].Gamma[i];
                v.Drive[i, c] = rings[c].B[i];
                v.Rate[i, c] = Step / rings[c].Tau[i];
                v.State[i, c] = rings[c].V[i];
            }
        }

        using var relaxation = new EnsembleRelaxation<double>(
            [TestEnsemble<double>.Stepper(u, Neuron.Activator, Width), TestEnsemble<double>.Stepper(v, Neuron.Linear, Width)],
            EnsembleMethod.Adaptive(RungeKuttaTableau.Tsitouras5, new(1e-10, 1e-10)));
        RelaxationResult result = relaxation.Run(Chips, Steps, null, 1);
        Assert.Null(result.Divergence);
        double[] states = new double[Cells];
        for (int c = 0; c < Chips; c++)
        {
            double[] started = [.. rings[c].U];
            rings[c].Integrate(Step / 4, 4 * Steps);
            Assert.True(started.Zip(rings[c].U, (a, b) => Math.Abs(a - b)).Max() > 0.1, "The ring must move to test anything.");
            relaxation.ReadStates(0, c, states);
            Assert.All(states.Zip(rings[c].U), pair => Assert.Equal(pair.Second, pair.First, 1e-7));
            relaxation.ReadStates(1, c, states);
            Assert.All(states.Zip(rings[c].V), pair => Assert.Equal(pair.Second, pair.First, 1e-7));
        }
    }

    [Fact]
    public void A_push_acts_as_a_current_towards_its_target()
    {
        // tau x' = -x + beta (target - x): x -> beta target / (1 + beta).
        DrawnChip[] chips = [.. Enumerable.Range(0, 3).Select(seed => new DrawnChip(seed, 2, radius: 0))];
        using var ensemble = new TestEnsemble<double>(chips, EnsembleMethod.Fixed(RungeKuttaTableau.Classical4), 0.2, neuron: Neuron.Linear);
        const double Beta = 0.5;
        ensemble.Group.Pushed = true;
        ensemble.Group.PushStiffness = Beta;
        for (int c = 0; c < chips.Length; c++)
        {
            for (int i = 0; i < 2; i++)
            {
                ensemble.Group.Drive[i, c] = 0;
                ensemble.Group.Leak[i, c] = 1;
                ensemble.Group.Push[i, c] = Beta * (c + i);
            }
        }

        ensemble.Run(2000, 1e-13);
        for (int c = 0; c < chips.Length; c++)
        {
            Assert.Equal(Beta * c / (1 + Beta), ensemble.States(c)[0], 1e-10);
            Assert.Equal(Beta * (c + 1) / (1 + Beta), ensemble.States(c)[1], 1e-10);
        }
    }

    [Fact]
    public void Wrong_input_is_refused()
    {
        var blocks = new ChipBlocks(3, 4);
        using EnsembleGroup<float> group = new(blocks, 2), other = new(new ChipBlocks(3, 8), 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => group.SeeSome(group, [[0], [2]]));
        Assert.Throws<ArgumentOutOfRangeException>(() => group.SeeSome(group, [[0]]));
        Assert.Throws<ArgumentException>(() => group.SeeAll(other));
        Assert.Throws<ArgumentException>(() => new EnsembleStepper<ScalarLane<float>, float, TanhNeuron<ScalarLane<float>, float>>(group, default));
        Assert.Throws<ArgumentException>(() => new EnsembleRelaxation<float>([], EnsembleMethod.Euler));
        Assert.Throws<ArgumentException>(() => EnsembleMethod.Adaptive(RungeKuttaTableau.Classical4, new(1e-3, 0)));
        Assert.Throws<ArgumentException>(() => EnsembleMethod.Adaptive(RungeKuttaTableau.Tsitouras5, new(0, 1e-3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => group.State[0, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => group.State[2, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => group.State.WriteChip(0, [1]));
        using var ensemble = new TestEnsemble<float>([new(1, 2)], EnsembleMethod.Euler, 0.1);
        Assert.Throws<ArgumentOutOfRangeException>(() => ensemble.Relaxation.Run(2, 1, null, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ensemble.Relaxation.Run(1, -1, null, 1));
    }

    private sealed class Ring
    {
        public Ring(int seed, int cells)
        {
            var stream = new RandomStream(seed, StreamPurpose.Study);
            double[] Draw(double low, double high) => [.. Enumerable.Range(0, cells).Select(_ => stream.NextUniform(low, high))];
            (U, V, Conductance, Current) = (Draw(-1, 1), Draw(-0.5, 0.5), Draw(0.1, 0.4), Draw(0.4, 0.8));
            (B, Gamma, Tau) = (Draw(0.6, 0.8), Draw(0.7, 0.9), Draw(2, 12));
        }

        public double[] U { get; }

        public double[] V { get; }

        public double[] Conductance { get; }

        public double[] Current { get; }

        public double[] B { get; }

        public double[] Gamma { get; }

        public double[] Tau { get; }

        public void Integrate(double h, int steps)
        {
            int n = U.Length;
            double[] state = [.. U, .. V];
            for (int step = 0; step < steps; step++)
            {
                double[] k1 = Slope(state), k2 = Slope(Moved(state, k1, h / 2)), k3 = Slope(Moved(state, k2, h / 2)), k4 = Slope(Moved(state, k3, h));
                for (int i = 0; i < 2 * n; i++)
                {
                    state[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
                }
            }

            state.AsSpan(0, n).CopyTo(U);
            state.AsSpan(n).CopyTo(V);
        }

        private static double[] Moved(double[] state, double[] slope, double h) => [.. state.Zip(slope, (x, k) => x + h * k)];

        private double[] Slope(double[] state)
        {
            int n = U.Length;
            double[] slope = new double[2 * n];
            for (int i = 0; i < n; i++)
            {
                double u = state[i], v = state[n + i];
                int before = (i + n - 1) % n, after = (i + 1) % n;
                slope[i] = u - u * u * u / 3 - v + Current[i] + Conductance[before] * (state[before] - u) + Conductance[i] * (state[after] - u);
                slope[n + i] = (u + B[i] - Gamma[i] * v) / Tau[i];
            }

            return slope;
        }
    }
}
