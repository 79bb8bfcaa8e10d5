using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Tests.Simulation;
using EqProp.Analog.Tests.Simulation.Noise;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Tests.Cells;

/// <summary>Thermal noise of both states of cells about their rest, against the Lyapunov equation of the linearized circuit.</summary>
public class CellNoiseTests
{
    private const int Cells = 3;
    private const double Coupling = 0.5;

    private static readonly CellOptions Options = new() { Tau = 5 };

    /// <summary>
    /// Membranes see their conductance, resistors to neighbours, which take from one what they give to the other, and with gyrators the
    /// transconductor; inhibitors the resistance of their branch and with gyrators the other transconductor.
    /// </summary>
    [Theory]
    [InlineData(InhibitorBranch.Inductor)]
    [InlineData(InhibitorBranch.Gyrator)]
    public void Both_states_have_the_covariance_of_the_Lyapunov_equation(InhibitorBranch branch)
    {
        var cells = new PlainCells(Cells, Options, Coupling, false, [0.1, 0, -0.1]);
        double[] rest = ExtrapolatedMidpoint.Run(cells.Rates, [.. Enumerable.Repeat(-1.2, Cells), .. Enumerable.Repeat(-0.6, Cells)], 500, 0.1);
        double[][] samples = Sample(cells, rest, branch, new ThermalNoiseBlock { LeakExcess = 0.7, SynapseExcess = 1.5 });
        Moments.AssertCovariance(Expected(cells, rest, branch), samples, bias: 0.01);
    }

    /// <summary>Shot noise of currents into membranes is none of inhibitors, whose branch carries no such current.</summary>
    [Fact]
    public void Inhibitors_have_no_shot_noise()
    {
        NetworkLayout layout = new PlainCells(1, Options, 0, false, [0]).Layout([0, 0]) with { Links = [] };
        NoisyChip chip = new(layout, new NetworkParameters(layout), new NoiseBlock { Shot = new ShotNoiseBlock { MembraneCurrent = 1e-6 } })
        {
            Options = new BenchOptions(0.1),
        };
        using IPhysicalNetwork network = chip.Start(2);
        network.Settle(new PhaseLength(5));
        Assert.All(network.Group(1, 2, NodeQuantity.State), state => Assert.NotEqual(0, state));
        Assert.All(network.Group(2, 2, NodeQuantity.State), state => Assert.Equal(0, state));
    }

    [Fact]
    public void A_gamma_that_learning_wrote_has_the_noise_of_its_own_resistance()
    {
        NetworkLayout drawn = new PlainCells(1, Options, 0, false, [0]).Layout([0, 0]);
        NetworkLayout With(NodeGroup inhibitors) => drawn with { Groups = [drawn.Groups[0], drawn.Groups[1], inhibitors] };
        NetworkLayout plastic = With(drawn.Groups[2] with { PlasticLeak = true });
        var written = new NetworkParameters(plastic);
        written.Leaks[2][0] = 0.2;
        NetworkLayout other = With(drawn.Groups[2] with { Leak = [0.2] });
        Assert.Equal(Inhibitors(other, new NetworkParameters(other)), Inhibitors(plastic, written));
        Assert.NotEqual(Inhibitors(drawn, new NetworkParameters(drawn)), Inhibitors(plastic, written));

        static double[] Inhibitors(NetworkLayout layout, NetworkParameters parameters)
        {
            using IPhysicalNetwork network = new NoisyChip(layout, parameters, NoisyChip.Thermal) { Options = new BenchOptions(0.1) }.Start(3);
            network.Settle(new PhaseLength(1));
            return network.Group(2, 3, NodeQuantity.State);
        }
    }

    private static double[][] Sample(PlainCells cells, double[] rest, InhibitorBranch branch, ThermalNoiseBlock thermal)
    {
        const int Examples = 1000, Moments = 6;
        NetworkLayout layout = cells.Layout(rest);
        ChipInstance quiet = new NoisyChip(layout, cells.Parameters(layout), new NoiseBlock { Thermal = thermal })
        {
            Options = new BenchOptions(0.05, IntegrationMethod.StochasticRungeKutta),
        }.Chip;
        ChipInstance chip = quiet with
        {
            Description = quiet.Description with
            {
                Circuit = quiet.Description.Circuit with { Neurons = quiet.Description.Circuit.Neurons with { FitzHughNagumo = new() { Branch = branch } } },
            },
        };
        using IPhysicalNetwork network = SimulatedNetwork.Create(chip, Examples, new SimulationOptions { Threads = 1 });
        network.Program(cells.Parameters(layout));
        network.Clamp([], [.. Enumerable.Range(0, Examples)]);
        network.StartAtInitialState();
        List<double[]> samples = [];
        for (int moment = 0; moment < Moments; moment++)
        {
            network.Settle(new PhaseLength(800));
            double[] u = network.Group(1, Examples, NodeQuantity.State), v = network.Group(2, Examples, NodeQuantity.State);
            samples.AddRange(Enumerable.Range(0, Examples).Select(e => (double[])[.. u[(e * Cells)..((e + 1) * Cells)], .. v[(e * Cells)..((e + 1) * Cells)]]));
        }

        return [.. samples];
    }

    /// <summary>A S + S A' + Q = 0 as one dense system, A by differences of the plain equations.</summary>
    private static double[,] Expected(PlainCells cells, double[] rest, InhibitorBranch branch)
    {
        const int N = 2 * Cells;
        const double Theta = 1.380649e-23 * 300 / 1e-9, Leak = 0.7, Synapse = 1.5;
        var noise = new double[N, N];
        double gyrator = branch == InhibitorBranch.Gyrator ? 1 : 0;
        for (int i = 0; i < Cells; i++)
        {
            int neighbours = i is 0 or Cells - 1 ? 1 : 2;
            noise[i, i] = 2 * Theta * (Leak + Synapse * (neighbours * Coupling + gyrator));
            noise[Cells + i, Cells + i] = 2 * Theta * (Leak * Options.Gamma + Synapse * gyrator) / (Options.Tau * Options.Tau);
            if (i > 0)
            {
                noise[i, i - 1] = noise[i - 1, i] = -2 * Theta * Synapse * Coupling;
            }
        }

        Matrix<double> a = Jacobian(cells, rest), system = Matrix<double>.Build.Dense(N * N, N * N);
        for (int i = 0; i < N; i++)
        {
            for (int j = 0; j < N; j++)
            {
                for (int k = 0; k < N; k++)
                {
                    system[i * N + j, k * N + j] += a[i, k];
                    system[i * N + j, i * N + k] += a[j, k];
                }
            }
        }

        Vector<double> solution = system.Solve(Vector<double>.Build.Dense(N * N, k => -noise[k / N, k % N]));
        var covariance = new double[N, N];
        for (int k = 0; k < N * N; k++)
        {
            covariance[k / N, k % N] = solution[k];
        }

        return covariance;
    }

    private static Matrix<double> Jacobian(PlainCells cells, double[] rest)
    {
        const double Step = 1e-5;
        var a = Matrix<double>.Build.Dense(rest.Length, rest.Length);
        double[] up = new double[rest.Length], down = new double[rest.Length];
        for (int j = 0; j < rest.Length; j++)
        {
            cells.Rates([.. rest.Select((x, i) => i == j ? x + Step : x)], up);
            cells.Rates([.. rest.Select((x, i) => i == j ? x - Step : x)], down);
            for (int i = 0; i < rest.Length; i++)
            {
                a[i, j] = (up[i] - down[i]) / (2 * Step);
            }
        }

        return a;
    }
}
