using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Tests.Learning.Rules;

/// <summary>Vector-field learning on weights of each direction of their own, against its closed form and the exact gradient.</summary>
public class VectorFieldTests
{
    private const double Beta = 1e-4;

    /// <summary>Where the directions agree, currents that are summed make the estimate that of the gradient: both directions of a pair get half of what a tied one gets.</summary>
    [Theory]
    [InlineData(ForceForm.CurrentSumming)]
    [InlineData(ForceForm.EnergyBased)]
    public void Where_directions_agree_it_is_the_gradient_and_equilibrium_propagation_in_parts(ForceForm force)
    {
        RandomNetwork drawn = Untied(force, 3, asymmetry: 0);
        NetworkParameters estimate = Bench(drawn).Estimate(LearningRuleKind.VectorField);
        NetworkParameters exact = ReferenceGradient.Adjoint(drawn.Equations, drawn.Inputs, drawn.Cost, drawn.Target);
        Assert.InRange(new GradientComparison(estimate, exact).Total.Cosine, 1 - 1e-6, 1);

        RandomNetwork tied = Tied(drawn);
        NetworkParameters whole = Bench(tied).Estimate(LearningRuleKind.EquilibriumPropagation);
        double[] sum = [.. estimate.Weights[1].Select((w, k) => w + estimate.Weights[3][Transposed(k, 9, 6)])];
        Simulation.Bench.AssertClose(whole.Weights[1], sum, 1e-6 * whole.Weights[1].Max(Math.Abs) + 1e-9);
        Simulation.Bench.AssertClose(whole.Weights[0], estimate.Weights[0], 1e-6);
    }

    /// <summary>
    /// nu_ij = y_j rho'_i (J^-1 g)_i with J the Jacobian of the field and g = dC/ds where forces follow from an energy, dC/dy where currents are summed, against
    /// -dJ/dW: per draw, at several asymmetries.
    /// </summary>
    [Theory]
    [InlineData(ForceForm.EnergyBased)]
    [InlineData(ForceForm.CurrentSumming)]
    public void Its_angle_to_the_gradient_is_that_of_the_closed_form(ForceForm force)
    {
        List<double> angles = [];
        foreach (int seed in Enumerable.Range(1, 4))
        {
            foreach (double asymmetry in new[] { 0.1, 0.5, 1 })
            {
                RandomNetwork drawn = Untied(force, seed, asymmetry);
                NetworkEquations equations = drawn.Equations;
                NetworkParameters exact = ReferenceGradient.Adjoint(equations, drawn.Inputs, drawn.Cost, drawn.Target);
                NetworkParameters closed = ClosedForm(drawn, withSlope: true);
                NetworkParameters estimate = Bench(drawn).Estimate(LearningRuleKind.VectorField);
                Assert.InRange(new GradientComparison(estimate, closed).Total.RelativeError, 0, 1e-6);
                double measured = new GradientComparison(estimate, exact).Total.AngleDegrees;
                Assert.Equal(new GradientComparison(closed, exact).Total.AngleDegrees, measured, 1e-4);
                angles.Add(measured);
            }
        }

        Assert.True(angles.Max() > 5, $"the largest angle is {angles.Max()}");
        Assert.True(angles.Min() < 5, $"the least angle is {angles.Min()}");
    }

    /// <summary>The published pair, a nudge of dC/ds and y_j ds_i, misses a factor rho' on either side where currents are summed, even where directions agree.</summary>
    [Fact]
    public void The_published_pair_is_off_where_currents_are_summed()
    {
        double[] angles = [.. Enumerable.Range(1, 6).Select(seed =>
        {
            RandomNetwork drawn = Untied(ForceForm.CurrentSumming, seed, asymmetry: 0, gain: 2.5);
            NetworkParameters exact = ReferenceGradient.Adjoint(drawn.Equations, drawn.Inputs, drawn.Cost, drawn.Target);
            Assert.InRange(new GradientComparison(ClosedForm(drawn, withSlope: true), exact).Total.AngleDegrees, 0, 1e-5);
            return new GradientComparison(ClosedForm(drawn, withSlope: false), exact).Total.AngleDegrees;
        })];
        Assert.True(angles.Average() > 5, $"mean angle {angles.Average()}");
    }

    private static RuleBench Bench(RandomNetwork drawn) => new(drawn, 0.2, Beta, 1500) { Estimator = EstimatorKind.Centered, Rate = 1e-2, FreeSteps = 1500 };

    /// <summary>4-9-6-3, the ways back W^T + asymmetry times a matrix as long.</summary>
    private static RandomNetwork Untied(ForceForm force, int seed, double asymmetry, double gain = 1.2)
    {
        Coupling back = Layouts.OneWay(2, 1) with { FeedbackOf = 1 }, last = Layouts.OneWay(3, 2) with { FeedbackOf = 2 };
        NetworkLayout layout = Layouts.Make(
            [4, 9, 6, 3], [Layouts.Reciprocal(0, 1), Layouts.OneWay(1, 2), Layouts.OneWay(2, 3), back, last],
            new NeuronOptions(force, ActivationKind.Tanh, gain), seed);
        RandomNetwork drawn = RuleBench.Rounded(Layouts.Draw(layout, seed, rowSum: 0.7));
        foreach ((int ahead, int behind, int rows, int columns) in new[] { (1, 3, 9, 6), (2, 4, 6, 3) })
        {
            double[] forward = drawn.Parameters.Weights[ahead], backward = drawn.Parameters.Weights[behind];
            double factor = asymmetry * Math.Sqrt(forward.Sum(w => w * w) / backward.Sum(w => w * w));
            double[] mixed = new double[backward.Length];
            for (int k = 0; k < mixed.Length; k++)
            {
                int at = Transposed(k, rows, columns);
                mixed[at] = (forward[k] + factor * backward[at]) / Math.Sqrt(1 + asymmetry * asymmetry);
            }

            mixed.CopyTo(backward, 0);
        }

        return drawn;
    }

    private static int Transposed(int index, int rows, int columns) => index % columns * rows + index / columns;

    private static RandomNetwork Tied(RandomNetwork untied)
    {
        NetworkLayout layout = untied.Layout with { Couplings = [Layouts.Reciprocal(0, 1), Layouts.Reciprocal(1, 2), Layouts.Reciprocal(2, 3)] };
        var parameters = new NetworkParameters(layout);
        for (int c = 0; c < 3; c++)
        {
            untied.Parameters.Weights[c].CopyTo(parameters.Weights[c], 0);
        }

        for (int g = 1; g < 4; g++)
        {
            untied.Parameters.Biases[g].CopyTo(parameters.Biases[g], 0);
        }

        return untied with { Layout = layout, Parameters = parameters };
    }

    // Minus nu, as an estimate of the gradient; without slopes the published pair of the leaky field.
    private static NetworkParameters ClosedForm(RandomNetwork drawn, bool withSlope)
    {
        NetworkEquations equations = drawn.Equations;
        double[] state = ReferenceEquilibrium.Settle(equations, drawn.Inputs).State;
        double[] slopes = [.. state.Select(s => Slope(s, drawn.Layout.Groups[1].Gain))];
        double[] push = new double[state.Length], gradient = equations.CostGradient(drawn.Cost, drawn.Target, state);
        int first = state.Length - gradient.Length;
        for (int k = 0; k < gradient.Length; k++)
        {
            push[first + k] = gradient[k] * (withSlope ? 1 : slopes[first + k]);
        }

        double[] moved = [.. Matrix<double>.Build.DenseOfArray(equations.Jacobian(drawn.Inputs, state)).Solve(Vector<double>.Build.Dense(push))];
        double[] change = [.. moved.Select((m, i) => withSlope ? slopes[i] * m : m)];
        double[][] activities = equations.Activities(drawn.Inputs, state);
        var result = new NetworkParameters(drawn.Layout);
        int[] offsets = [0, 0, 9, 15];
        for (int g = 1; g < 4; g++)
        {
            result.Biases[g].AsSpan().Clear();
            for (int i = 0; i < result.Biases[g].Length; i++)
            {
                result.Biases[g][i] = -change[offsets[g] + i];
            }
        }

        for (int c = 0; c < drawn.Layout.Couplings.Count; c++)
        {
            Coupling coupling = drawn.Layout.Couplings[c];
            int columns = drawn.Layout.Groups[coupling.Target].Size;
            for (int k = 0; k < result.Weights[c].Length; k++)
            {
                result.Weights[c][k] = -activities[coupling.Source][k / columns] * change[offsets[coupling.Target] + k % columns];
            }
        }

        return result;
    }

    private static double Slope(double state, double gain)
    {
        double y = Math.Tanh(gain * state);
        return gain * (1 - y * y);
    }
}
