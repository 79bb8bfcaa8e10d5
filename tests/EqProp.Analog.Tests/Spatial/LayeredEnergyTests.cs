using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;
using EqProp.Analog.Spatial;
using EqProp.Analog.TestKit;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Tests.Spatial;

/// <summary>Layered energies with square weights as generating functions of the recurrence.</summary>
public class LayeredEnergyTests
{
    private const int Width = 3;

    public static TheoryData<ForceForm, ActivationKind, bool> Networks => new()
    {
        { ForceForm.EnergyBased, ActivationKind.Tanh, false },
        { ForceForm.EnergyBased, ActivationKind.Logistic, false },
        { ForceForm.CurrentSumming, ActivationKind.Tanh, true },
        { ForceForm.CurrentSumming, ActivationKind.Logistic, false },
        { ForceForm.EnergyBased, ActivationKind.Linear, false },
        { ForceForm.EnergyBased, ActivationKind.Tanh, true },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_boundary_problem_is_the_equilibrium_and_its_gradient(ForceForm force, ActivationKind activation, bool crossEntropy)
    {
        RandomNetwork network = Draw(force, activation, crossEntropy);
        ReferenceEquilibrium reference = ReferenceEquilibrium.Settle(network.Equations, network.Inputs);
        ChipChain chip = ChipChain.Read(network.Layout, network.Parameters, network.Inputs);
        DepthPath free = BoundarySolve.Free(chip.Chain);
        Assert.All(reference.State.Zip(chip.States(free)), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        SpatialComparison comparison = SpatialComparison.Compute(
            network.Layout, network.Parameters, network.Inputs, network.Cost, network.Target, beta: 1e-3, epsilon: 1e-5);
        NetworkParameters adjoint = ReferenceGradient.Adjoint(network.Equations, network.Inputs, network.Cost, network.Target);
        Array.Clear(adjoint.ReadOutWeights);
        Array.Clear(adjoint.ReadOutBiases);
        GradientAgreement agreement = new GradientComparison(comparison.Exact, adjoint).Total;
        Assert.True(agreement.ReferenceNorm > 1e-2);
        Assert.InRange(agreement.RelativeError, 0, 1e-9);
        Assert.InRange(comparison.Total.Centered.RelativeError, 0, 1e-4);
        Assert.InRange(comparison.Total.ReturningEcho!.Value.RelativeError, 0, 1e-4);
        Assert.InRange(comparison.Total.ForwardEcho!.Value.RelativeError, 0, 1e-4);
    }

    [Theory]
    [InlineData(ForceForm.EnergyBased)]
    [InlineData(ForceForm.CurrentSumming)]
    public void Echoes_are_of_second_order(ForceForm force)
    {
        RandomNetwork network = Draw(force, ActivationKind.Tanh, crossEntropy: false);
        double[] sizes = [1e-3, 1e-4];
        SpatialComparison[] comparisons = [.. sizes.Select(epsilon => SpatialComparison.Compute(
            network.Layout, network.Parameters, network.Inputs, network.Cost, network.Target, epsilon: epsilon))];
        Assert.InRange(Stacks.Order(sizes, [.. comparisons.Select(c => c.Total.ReturningEcho!.Value.RelativeError)]), 1.9, 2.1);
        Assert.InRange(Stacks.Order(sizes, [.. comparisons.Select(c => c.Total.ForwardEcho!.Value.RelativeError)]), 1.9, 2.1);
    }

    [Fact]
    public void One_pass_from_the_first_layer_is_the_recurrence_of_states()
    {
        RandomNetwork network = Draw(ForceForm.EnergyBased, ActivationKind.Tanh, crossEntropy: false);
        ChipChain chip = ChipChain.Read(network.Layout, network.Parameters, network.Inputs);
        DepthPath free = BoundarySolve.Free(chip.Chain);
        DepthPath pass = LayerRecurrence.Forward(chip.Chain, free.Positions[0], new double[Width]);
        Assert.InRange(pass.DistanceTo(free), 0, 1e-10);

        // rho(s_(l+1)) = W_l^-1 (L s_l / rho'(s_l) - b_l - W_(l-1)^T rho(s_(l-1))), from the inputs and the first layer.
        ActivationFunction rho = new(ActivationKind.Tanh);
        Vector<double> before = Vector<double>.Build.DenseOfArray(network.Inputs);
        double[] states = chip.States(free)[..Width];
        for (int l = 1; l < network.Layout.Groups.Count - 1; l++)
        {
            Vector<double> own = Vector<double>.Build.Dense(Width, i => network.Layout.Groups[l].Leak[i] * states[i] / rho.Slope(states[i]) - network.Parameters.Biases[l][i]);
            Vector<double> next = Weights(network, l).Solve(own - Weights(network, l - 1).TransposeThisAndMultiply(before));
            Assert.All(next.Zip(pass.Positions[l]), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
            before = Vector<double>.Build.DenseOfEnumerable(states.Select(rho.Value));
            states = [.. next.Select(Math.Atanh)];
        }
    }

    [Fact]
    public void One_pass_from_the_outputs_finds_all_layers_before_them()
    {
        RandomNetwork network = Draw(ForceForm.CurrentSumming, ActivationKind.Tanh, crossEntropy: false);
        ChipChain chip = ChipChain.Read(network.Layout, network.Parameters, network.Inputs);
        DepthPath free = BoundarySolve.Free(chip.Chain);
        DepthPath back = LayerRecurrence.Backward(chip.Chain, free.Positions[^1], new double[Width]);
        Assert.InRange(back.DistanceTo(free), 0, 1e-9);
    }

    [Fact]
    public void Momenta_are_the_slopes_of_the_energy_between_layers()
    {
        RandomNetwork network = Draw(ForceForm.EnergyBased, ActivationKind.Tanh, crossEntropy: false);
        ChipChain chip = ChipChain.Read(network.Layout, network.Parameters, network.Inputs);
        DepthPath free = BoundarySolve.Free(chip.Chain);
        double[] s = chip.States(free);
        for (int l = 0; l < chip.Chain.Depth; l++)
        {
            for (int i = 0; i < Width; i++)
            {
                // E_l is all of the energy that the layer's states are in, but for what joins them to the layer before (of the first: to nothing).
                double Own(double by)
                {
                    double state = s[l * Width + i] + by, y = Math.Tanh(state);
                    double sum = network.Layout.Groups[l + 1].Leak[i] * state * state / 2 - network.Parameters.Biases[l + 1][i] * y;
                    for (int j = 0; j < Width; j++)
                    {
                        sum -= l + 1 < chip.Chain.Depth ? y * Weights(network, l + 1)[i, j] * Math.Tanh(s[(l + 1) * Width + j]) : 0;
                        sum -= l == 0 ? y * Weights(network, 0)[j, i] * network.Inputs[j] : 0;
                    }

                    return sum;
                }

                Assert.Equal(-(Own(1e-5) - Own(-1e-5)) / 2e-5, chip.StateMomenta(free)[l][i], 1e-8);
            }
        }
    }

    [Theory]
    [InlineData(ForceForm.EnergyBased, ActivationKind.Tanh, 0.7)]
    [InlineData(ForceForm.EnergyBased, ActivationKind.Logistic, 1.3)]
    [InlineData(ForceForm.CurrentSumming, ActivationKind.Tanh, 1.3)]
    [InlineData(ForceForm.CurrentSumming, ActivationKind.Logistic, 0.7)]
    public void The_potential_of_a_leak_has_its_derivatives(ForceForm force, ActivationKind activation, double gain)
    {
        var rho = new ActivationFunction(activation, gain, 0.2);
        var potential = new ActivityPotential(rho, force, 1.4);
        foreach (double state in new[] { -1.5, -0.2, 0.4, 1.1 })
        {
            double y = rho.Value(state);
            Assert.Equal(state, potential.StateOf(y), 1e-12);
            Assert.Equal(1.4 * state / (force == ForceForm.EnergyBased ? rho.Slope(state) : 1), potential.Slope(y), 1e-11);
            Assert.Equal(potential.Slope(y), (potential.Value(y + 1e-6) - potential.Value(y - 1e-6)) / 2e-6, 1e-6);
            Assert.Equal(potential.Curvature(y), (potential.Slope(y + 1e-6) - potential.Slope(y - 1e-6)) / 2e-6, 1e-5 * potential.Curvature(y));
        }
    }

    private static RandomNetwork Draw(ForceForm force, ActivationKind activation, bool crossEntropy)
    {
        NetworkLayout layout = Layouts.Layered(
            [Width, Width, Width, Width], new NeuronOptions(force, activation, Heterogeneous: true, ReadOutClasses: crossEntropy ? 4 : 0), seed: 41);
        return Layouts.Draw(layout, 41, rowSum: 0.9);
    }

    private static Matrix<double> Weights(RandomNetwork network, int coupling) =>
        Matrix<double>.Build.Dense(Width, Width, (i, j) => network.Parameters.Weights[coupling][i * Width + j]);
}
