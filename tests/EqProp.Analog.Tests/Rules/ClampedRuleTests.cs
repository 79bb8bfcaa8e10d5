using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation;
using MathNet.Numerics.LinearAlgebra;
using Xunit.Abstractions;

namespace EqProp.Analog.Tests.Rules;

/// <summary>What rules that hold the outputs write: gradients of their own objectives, closed forms, and the published rule of resistor networks.</summary>
public class ClampedRuleTests(ITestOutputHelper output)
{
    private const double Beta = 1e-3;

    public static TheoryData<string> Circuits => ["EnergyBased Tanh", "CurrentSumming Tanh", "CurrentSumming Logistic", "linear resistors", "amplified tanh resistors", "tanh with Shockley diodes", "cells"];

    /// <summary>The contrast between held and free is the gradient of the difference of two energies, however far the targets are.</summary>
    [Theory]
    [MemberData(nameof(Circuits))]
    public void Contrastive_Hebbian_learning_descends_the_difference_of_energies(string circuit)
    {
        RandomNetwork drawn = Draw(circuit);
        NetworkParameters estimate = ClampedContrast.ContrastiveHebbian(drawn.Equations, drawn.Inputs, drawn.Target);
        var sources = new OutputSources(drawn.Layout);
        double[] held = [.. drawn.Target.Select(sources.StateAt)];
        NetworkParameters slopes = Slopes(drawn, equations =>
        {
            double[] clamped = ReferenceEquilibrium.Settle(equations.WithOutputsHeld(held), drawn.Inputs).State;
            return equations.Energy(drawn.Inputs, clamped) - equations.Energy(drawn.Inputs, ReferenceEquilibrium.Settle(equations, drawn.Inputs).State);
        });
        AssertSame(slopes, estimate, 1e-6);
    }

    /// <summary>e K e / 2 with the stiffness K of the outputs held constant; its gradient is that of |o - d'|^2 / 2 at o - d' = K e.</summary>
    [Theory]
    [MemberData(nameof(Circuits))]
    public void Coupled_learning_descends_errors_that_the_stiffness_weighs(string circuit)
    {
        RandomNetwork drawn = Draw(circuit);
        NetworkEquations equations = drawn.Equations;
        double[] free = ReferenceEquilibrium.Settle(equations, drawn.Inputs).State, seen = equations.Outputs(free);
        Matrix<double> stiffness = Stiffness(drawn, seen);
        Vector<double> weighed = stiffness * Vector<double>.Build.Dense([.. seen.Zip(drawn.Target, (o, d) => o - d)]);
        NetworkParameters objective = ReferenceGradient.FiniteDifference(
            equations, drawn.Inputs, CostKind.SquaredError, [.. seen.Select((o, k) => o - weighed[k])]);
        double[] errors = [.. new[] { EstimatorKind.Positive, EstimatorKind.Negative, EstimatorKind.Centered }.Select(estimator => new GradientComparison(
            ClampedContrast.CoupledLearning(equations, drawn.Inputs, drawn.Target, estimator, 0.01, free), objective).Total.RelativeError)];
        double angle = new GradientComparison(
            ClampedContrast.CoupledLearning(equations, drawn.Inputs, drawn.Target, EstimatorKind.Centered, 0.01, free),
            ReferenceGradient.Adjoint(equations, drawn.Inputs, CostKind.SquaredError, drawn.Target)).Total.AngleDegrees;
        output.WriteLine($"{circuit}: errors {string.Join(", ", errors.Select(error => $"{error:g3}"))}; {angle:g3} degrees from the gradient of the cost");
        Assert.InRange(errors[0], 0, 0.03);
        Assert.InRange(errors[1], 0, 0.03);
        Assert.InRange(errors[2], 0, 1e-4);
    }

    /// <summary>
    /// h = w1 x + w2 o and o = w2 h + b without leaks of their own: o = (b + w1 w2 x) / (1 - w2^2), stiffness 1 - w2^2, and held at o', h' = w1 x + w2 o'.
    /// </summary>
    [Theory]
    [InlineData(ForceForm.EnergyBased)]
    [InlineData(ForceForm.CurrentSumming)]
    public void A_linear_chain_has_a_closed_form(ForceForm force)
    {
        const double W1 = 0.7, W2 = 0.6, B = 0.2, X = 0.9, D = 0.4, Share = 0.3;
        NetworkLayout layout = Layouts.Layered([1, 1, 1], new NeuronOptions(force, ActivationKind.Linear));
        var parameters = new NetworkParameters(layout);
        (parameters.Weights[0][0], parameters.Weights[1][0], parameters.Biases[2][0]) = (W1, W2, B);
        double o = (B + W1 * W2 * X) / (1 - W2 * W2), h = W1 * X + W2 * o, held = o + Share * (D - o), moved = W1 * X + W2 * held;
        NetworkParameters estimate = ClampedContrast.CoupledLearning(new(layout, parameters), [X], [D], EstimatorKind.Positive, Share);
        Assert.Equal(-X * (moved - h) / Share, estimate.Weights[0][0], 1e-10);
        Assert.Equal(-(moved * held - h * o) / Share, estimate.Weights[1][0], 1e-10);
        Assert.Equal(-(held - o) / Share, estimate.Biases[2][0], 1e-10);
        Assert.Equal((1 - W2 * W2) * (o - D) * X * W2 / (1 - W2 * W2), estimate.Weights[0][0], 1e-10);
    }

    /// <summary>dk = -(alpha / eta) / 2 (dV held^2 - dV free^2) of each resistor (Stern et al. 2021), with voltages from the node equations.</summary>
    [Fact]
    public void Resistors_follow_the_published_rule()
    {
        const double Eta = 0.2;
        RandomNetwork drawn = ExtendedCircuits.Layered("linear resistors", 5, 3, 4, 2);
        double[] free = Voltages(drawn, null);
        double[] outputs = free[^2..], held = Voltages(drawn, [.. outputs.Zip(drawn.Target, (v, d) => v + Eta * (d - v))]);
        NetworkParameters estimate = ClampedContrast.CoupledLearning(drawn.Equations, drawn.Inputs, drawn.Target, EstimatorKind.Positive, Eta);
        int[] first = [0, 3, 7];
        for (int c = 0; c < 2; c++)
        {
            int columns = drawn.Layout.Groups[c + 1].Size;
            for (int k = 0; k < estimate.Weights[c].Length; k++)
            {
                int i = first[c] + k / columns, j = first[c + 1] + k % columns;
                double Square(double[] v) => (v[i] - v[j]) * (v[i] - v[j]);
                Assert.Equal((Square(held) - Square(free)) / (2 * Eta), estimate.Weights[c][k], 1e-10);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Circuits))]
    public void Chips_write_what_the_equations_say(string circuit)
    {
        RandomNetwork drawn = Draw(circuit);
        NetworkEquations equations = drawn.Equations;
        foreach (EstimatorKind estimator in new[] { EstimatorKind.Positive, EstimatorKind.Negative, EstimatorKind.RandomSign, EstimatorKind.Centered })
        {
            EstimatorKind meant = estimator == EstimatorKind.RandomSign ? EstimatorKind.Negative : estimator;
            NetworkParameters expected = ClampedContrast.CoupledLearning(equations, drawn.Inputs, drawn.Target, meant, 0.1);
            AssertSame(expected, RuleBench.Written(drawn, learning => new CoupledLearning(learning), estimator, 0.1, sign: -1), 1e-5);
        }

        AssertSame(
            ClampedContrast.ContrastiveHebbian(equations, drawn.Inputs, drawn.Target),
            RuleBench.Written(drawn, learning => new ContrastiveHebbian(learning), EstimatorKind.Positive, 1), 1e-5);
    }

    private static RandomNetwork Draw(string circuit)
    {
        RandomNetwork drawn = circuit switch
        {
            "cells" => CellNetworks.Draw(CellLayouts.Layered([3, 4, 2], new() { Gamma = 0.6, Tau = 0.8, CouplesInhibitors = true, PlasticLeak = true }), 2),
            _ when ExtendedCircuits.All.Contains(circuit) => ExtendedCircuits.Layered(circuit, 3, 3, 5, 4, 2),
            _ => Layouts.Draw(
                Layouts.Layered([3, 5, 4, 2], new NeuronOptions(Enum.Parse<ForceForm>(circuit.Split(' ')[0]), Enum.Parse<ActivationKind>(circuit.Split(' ')[1]), 1.2, 0.1, Heterogeneous: true), 3), 3),
        };
        return RuleBench.Rounded(drawn);
    }

    /// <summary>Second differences of the energy over held outputs, the rest settled anew.</summary>
    private static Matrix<double> Stiffness(RandomNetwork drawn, double[] seen)
    {
        const double H = 2e-3;
        NetworkEquations equations = drawn.Equations;
        var sources = new OutputSources(drawn.Layout);
        double Energy(int k, double stepK, int l, double stepL)
        {
            double[] moved = (double[])seen.Clone();
            moved[k] += stepK;
            moved[l] += stepL;
            double[] states = [.. moved.Select(sources.StateAt)];
            return equations.Energy(drawn.Inputs, ReferenceEquilibrium.Settle(equations.WithOutputsHeld(states), drawn.Inputs).State);
        }

        return Matrix<double>.Build.Dense(seen.Length, seen.Length, (k, l) =>
            (Energy(k, H, l, H) - Energy(k, H, l, -H) - Energy(k, -H, l, H) + Energy(k, -H, l, -H)) / (4 * H * H));
    }

    /// <summary>Voltages of all nodes, inputs first, by solving the node equations of resistors; outputs at given voltages where there are any.</summary>
    private static double[] Voltages(RandomNetwork drawn, double[]? held)
    {
        NetworkLayout layout = drawn.Layout;
        int[] sizes = [.. layout.Groups.Select(g => g.Size)], first = [0, sizes[0], sizes[0] + sizes[1]];
        int nodes = sizes.Sum();
        var conductance = Matrix<double>.Build.Dense(nodes, nodes);
        var current = Vector<double>.Build.Dense(nodes);
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            for (int k = 0; k < drawn.Parameters.Weights[c].Length; k++)
            {
                int i = first[c] + k / sizes[c + 1], j = first[c + 1] + k % sizes[c + 1];
                double g = drawn.Parameters.Weights[c][k];
                conductance[i, i] += g;
                conductance[j, j] += g;
                conductance[i, j] -= g;
                conductance[j, i] -= g;
            }
        }

        for (int g = 1; g < sizes.Length; g++)
        {
            for (int i = 0; i < sizes[g]; i++)
            {
                conductance[first[g] + i, first[g] + i] += layout.Groups[g].Leak[i];
                current[first[g] + i] = drawn.Parameters.Biases[g][i];
            }
        }

        double[] known = [.. drawn.Inputs, .. held ?? []];
        int[] fixedNodes = [.. Enumerable.Range(0, drawn.Inputs.Length), .. Enumerable.Range(first[2], held?.Length ?? 0)];
        for (int k = 0; k < fixedNodes.Length; k++)
        {
            conductance.SetRow(fixedNodes[k], new double[nodes]);
            conductance[fixedNodes[k], fixedNodes[k]] = 1;
            current[fixedNodes[k]] = known[k];
        }

        return conductance.Solve(current).ToArray();
    }

    private static NetworkParameters Slopes(RandomNetwork drawn, Func<NetworkEquations, double> objective)
    {
        const double Step = 1e-5;
        NetworkParameters parameters = drawn.Parameters.Clone();
        var slopes = new NetworkParameters(drawn.Layout);
        foreach (var (values, into) in parameters.Arrays().Zip(slopes.Arrays(), (a, b) => (a.Values, b.Values)))
        {
            for (int k = 0; k < values.Length; k++)
            {
                double here = values[k];
                values[k] = here + Step;
                double above = objective(new(drawn.Layout, parameters));
                values[k] = here - Step;
                into[k] = (above - objective(new(drawn.Layout, parameters))) / (2 * Step);
                values[k] = here;
            }
        }

        return slopes;
    }

    private void AssertSame(NetworkParameters expected, NetworkParameters actual, double tolerance)
    {
        GradientAgreement agreement = new GradientComparison(actual, expected).Total;
        output.WriteLine($"relative error {agreement.RelativeError:g3}");
        Assert.InRange(agreement.RelativeError, 0, tolerance);
    }
}
