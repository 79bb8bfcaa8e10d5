using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Summed currents in steps of one time constant are the map s(t + 1) = W rho(s(t)) + b of Ernoult et al. (2019).</summary>
public class PrototypicalMapTests
{
    [Fact]
    public void A_step_of_one_time_constant_forgets_the_state()
    {
        RandomNetwork drawn = Layouts.Draw(
            Layouts.Layered([6, 19, 3], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Logistic, 4, 0.5)), 7, rowSum: 3);
        Examples examples = Examples.Draw(drawn.Layout, 5, 2);
        using IPhysicalNetwork chip = Bench.Start(drawn.Parameters, examples, new BenchOptions(Epsilon: 1));
        double[][] states = chip.States(examples.Count);
        for (int step = 0; step < 4; step++)
        {
            chip.Settle(new PhaseLength(1));
            double[][] now = chip.States(examples.Count);
            for (int e = 0; e < examples.Count; e++)
            {
                Bench.AssertClose(Map(drawn.Parameters, examples.Input(e), states[e]), now[e], 1e-13);
            }

            states = now;
        }
    }

    private static double[] Map(NetworkParameters parameters, double[] input, double[] state)
    {
        const int Hidden = 19, Outputs = 3;
        double Rho(double s) => 1 / (1 + Math.Exp(-4 * (s - 0.5)));
        double[] y = [.. state.Select(Rho)];
        return
        [
            .. Enumerable.Range(0, Hidden).Select(j => parameters.Biases[1][j]
                + input.Select((x, i) => x * parameters.Weights[0][i * Hidden + j]).Sum()
                + Enumerable.Range(0, Outputs).Sum(k => parameters.Weights[1][j * Outputs + k] * y[Hidden + k])),
            .. Enumerable.Range(0, Outputs).Select(k => parameters.Biases[2][k]
                + Enumerable.Range(0, Hidden).Sum(j => parameters.Weights[1][j * Outputs + k] * y[j])),
        ];
    }
}
