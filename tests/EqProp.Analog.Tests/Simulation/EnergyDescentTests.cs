using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.TestKit;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Symmetric networks run down their energy, and symmetries of the network are symmetries of its motion.</summary>
[Trait(TestKinds.Trait, TestKinds.Property)]
public class EnergyDescentTests
{
    private const double Rounding = 1e-12;

    [Property(MaxTest = 60)]
    public void Projected_Euler_never_climbs_while_the_step_is_below_two_over_the_stiffest_eigenvalue(int seed)
    {
        RandomNetwork drawn = Strong(seed, ForceForm.EnergyBased, ActivationKind.HardSigmoid);
        double stiffest = StiffestEigenvalue(drawn);
        Assert.Equal(0, Climb(drawn, seed, new BenchOptions(1.95 / stiffest), 60), Rounding);
    }

    [Fact]
    public void Projected_Euler_can_climb_beyond_that_step()
    {
        double climb = Enumerable.Range(0, 20).Max(seed =>
        {
            RandomNetwork drawn = Strong(seed, ForceForm.EnergyBased, ActivationKind.HardSigmoid);
            return Climb(drawn, seed, new BenchOptions(3 / StiffestEigenvalue(drawn)), 60);
        });
        Assert.True(climb > 1e-3, $"{climb}");
    }

    [Property(MaxTest = 40)]
    public void Small_Runge_Kutta_steps_never_climb(int seed)
    {
        ForceForm force = seed % 2 == 0 ? ForceForm.EnergyBased : ForceForm.CurrentSumming;
        ActivationKind activation = seed % 3 == 0 ? ActivationKind.Tanh : ActivationKind.Logistic;
        RandomNetwork drawn = Strong(seed, force, activation);
        Assert.Equal(0, Climb(drawn, seed, new BenchOptions(0.01, IntegrationMethod.Rk4), 150), Rounding);
    }

    [Property(MaxTest = 40)]
    public void Permuting_the_neurons_of_a_layer_permutes_the_result(int seed)
    {
        NetworkLayout layout = Layouts.Layered([4, 7, 3], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh));
        RandomNetwork drawn = Layouts.Draw(layout, seed);
        int[] order = [0, 1, 2, 3, 4, 5, 6];
        new RandomStream(seed, StreamPurpose.Study, 9).Shuffle(order.AsSpan());
        var permuted = new NetworkParameters(layout);
        for (int j = 0; j < 7; j++)
        {
            permuted.Biases[1][j] = drawn.Parameters.Biases[1][order[j]];
            for (int i = 0; i < 4; i++)
            {
                permuted.Weights[0][i * 7 + j] = drawn.Parameters.Weights[0][i * 7 + order[j]];
            }

            for (int k = 0; k < 3; k++)
            {
                permuted.Weights[1][j * 3 + k] = drawn.Parameters.Weights[1][order[j] * 3 + k];
            }
        }

        drawn.Parameters.Biases[2].CopyTo(permuted.Biases[2], 0);
        Examples examples = Examples.Draw(layout, 3, seed);
        double[][] original = Relax(drawn.Parameters), moved = Relax(permuted);
        for (int e = 0; e < 3; e++)
        {
            Bench.AssertClose([.. order.Select(j => original[e][j]), .. original[e][7..]], moved[e], 1e-13);
        }

        double[][] Relax(NetworkParameters parameters)
        {
            using IPhysicalNetwork network = Bench.PowerUp(layout, parameters, 3, new BenchOptions(0.2));
            network.Clamp(examples.Inputs, examples.Rows);
            network.StartAtInitialState();
            network.Settle(new PhaseLength(30));
            return network.States(3);
        }
    }

    [Property(MaxTest = 40)]
    public void A_small_nudge_lowers_the_cost_and_a_negative_one_raises_it(int seed)
    {
        ForceForm force = seed % 2 == 0 ? ForceForm.EnergyBased : ForceForm.CurrentSumming;
        var options = new NeuronOptions(force, ActivationKind.Tanh, ReadOutClasses: seed % 3 == 0 ? 3 : 0);
        RandomNetwork drawn = Layouts.Draw(Layouts.Recurrent(3, 5, 2, options), seed);
        Examples examples = Examples.Draw(drawn.Layout, 1, seed);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(0.4));
        double free = Settled(0), towards = Settled(1e-3), away = Settled(-1e-3);
        Assert.True(towards < free && free < away, $"{towards:r} {free:r} {away:r}");

        double Settled(double beta)
        {
            network.Nudge(examples.Cost, beta, examples.Targets);
            Assert.Equal(0, network.Settle(new PhaseLength(3000, 1e-13)).Unsettled);
            return drawn.Equations.Cost(examples.Cost, examples.Target(0), network.States(1)[0]);
        }
    }

    /// <summary>Symmetric coupling strong enough for several equilibria.</summary>
    private static RandomNetwork Strong(int seed, ForceForm force, ActivationKind activation)
    {
        NetworkLayout layout = Layouts.Recurrent(3, 8, 3, new NeuronOptions(force, activation, 1.5, 0.3));
        return Layouts.Draw(layout, seed, rowSum: 6);
    }

    /// <summary>Of the Hessian between the rails, where it is the identity minus the weights.</summary>
    private static double StiffestEigenvalue(RandomNetwork drawn)
    {
        double[] middle = [.. Enumerable.Repeat(0.5, drawn.Layout.FreeCount)];
        Matrix<double> hessian = -Matrix<double>.Build.DenseOfArray(drawn.Equations.Jacobian(drawn.Inputs, middle));
        return hessian.Evd(Symmetricity.Symmetric).EigenValues.Real().Maximum();
    }

    /// <summary>Largest rise of the energy in one step, over the size of the energy.</summary>
    private static double Climb(RandomNetwork drawn, int seed, BenchOptions options, int steps)
    {
        Examples examples = Examples.Draw(drawn.Layout, 2, seed);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, options);
        double[] energy = Energies();
        double climb = 0, first = energy[0];
        for (int step = 0; step < steps; step++)
        {
            network.Settle(new PhaseLength(1));
            double[] next = Energies();
            climb = Math.Max(climb, next.Zip(energy, (a, b) => (a - b) / Math.Max(1, Math.Abs(b))).Max());
            energy = next;
        }

        Assert.True(energy[0] < first);
        return climb;

        double[] Energies() => [.. network.States(2).Select((s, e) => drawn.Equations.Energy(examples.Input(e), s))];
    }
}
