using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Takes a chip through free and nudged steps beside a step written out plainly.</summary>
internal static class StepComparison
{
    private const double Tolerance = 1e-12;

    /// <summary>One free step, fifty, one nudged step, fifty.</summary>
    public static void Run(
        IPhysicalNetwork network, Examples examples, double? epsilon, Func<double[], double[], OutputNudge?, double[]> step)
    {
        int count = examples.Count;
        double[][] states = network.States(count);
        Assert.True(states.SelectMany(s => s).Distinct().Count() > count);
        Advance(1, null);
        Advance(49, null);
        network.Nudge(examples.Cost, 0.7, examples.Targets);
        Advance(1, 0.7);
        Advance(50, 0.7);
        network.Nudge(examples.Cost, -0.3, examples.Targets);
        Advance(3, -0.3);
        network.ReleaseNudge();
        Advance(2, null);

        void Advance(int steps, double? beta)
        {
            SettlingOutcome outcome = network.Settle(new PhaseLength(steps));
            double[][] reached = network.States(count);
            double[] residuals = new double[count];
            for (int example = 0; example < count; example++)
            {
                OutputNudge? nudge = beta is double b ? examples.Nudge(example, b) : null;
                for (int k = 0; k < steps; k++)
                {
                    double[] before = states[example];
                    states[example] = step(examples.Input(example), before, nudge);
                    residuals[example] = before.Zip(states[example], (a, c) => Math.Abs(c - a)).Max() / (epsilon ?? 1);
                }

                Bench.AssertClose(states[example], reached[example], Tolerance);
            }

            Assert.Equal(steps, outcome.MeanSteps);
            if (epsilon is not null)
            {
                Assert.Equal(residuals.Max(), outcome.MaxResidual, 10 * Tolerance);
                Assert.Equal(residuals.Average(), outcome.MeanResidual, 10 * Tolerance);
            }
        }
    }

    /// <summary>The classical step of order four.</summary>
    public static double[] RungeKutta(NetworkEquations equations, double[] inputs, double[] state, OutputNudge? nudge, double epsilon)
    {
        double[] k1 = equations.Rate(inputs, state, nudge);
        double[] k2 = equations.Rate(inputs, Moved(state, k1, epsilon / 2), nudge);
        double[] k3 = equations.Rate(inputs, Moved(state, k2, epsilon / 2), nudge);
        double[] k4 = equations.Rate(inputs, Moved(state, k3, epsilon), nudge);
        double[] mean = [.. k1.Select((k, i) => (k + 2 * k2[i] + 2 * k3[i] + k4[i]) / 6)];
        return Moved(state, mean, epsilon);
    }

    private static double[] Moved(double[] state, double[] rate, double time) => [.. state.Select((s, i) => s + time * rate[i])];
}
