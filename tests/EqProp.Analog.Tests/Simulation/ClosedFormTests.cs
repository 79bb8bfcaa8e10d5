using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Trajectories whose formula is known.</summary>
public class ClosedFormTests
{
    [Fact]
    public void One_neuron_charges_as_an_RC_circuit()
    {
        Assert.InRange(RcError(IntegrationMethod.Rk4, 0.01, 1, 1), 1e-13, 1e-9);
        Assert.InRange(RcError(IntegrationMethod.Rk4, 0.01, 1.4, 0.8), 1e-13, 1e-9);
    }

    [Theory]
    [InlineData(IntegrationMethod.ProjectedEuler, 0.02, 1, 0.05)]
    [InlineData(IntegrationMethod.Rk4, 0.1, 4, 0.1)]
    public void Error_falls_with_the_order_of_the_method(IntegrationMethod method, double epsilon, double order, double tolerance)
    {
        double slope = Math.Log2(RcError(method, epsilon, 1.2, 0.9) / RcError(method, epsilon / 2, 1.2, 0.9));
        Assert.InRange(slope, order - tolerance, order + tolerance);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_linear_network_follows_the_matrix_exponential(bool nudged)
    {
        var neurons = new NeuronOptions(Activation: ActivationKind.Linear, Heterogeneous: true);
        RandomNetwork drawn = Layouts.Draw(Layouts.Recurrent(3, 6, 2, neurons), 21);
        Examples examples = Examples.Draw(drawn.Layout, 3, 21);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(0.01, IntegrationMethod.Rk4));
        double[][] starts = network.States(3);
        if (nudged)
        {
            network.Nudge(CostKind.SquaredError, 0.5, examples.Targets);
        }

        network.Settle(new PhaseLength(200));
        double[][] reached = network.States(3);
        for (int example = 0; example < 3; example++)
        {
            double[] inputs = examples.Input(example);
            OutputNudge? nudge = nudged ? examples.Nudge(example, 0.5) : null;
            Bench.AssertClose(Exponential(drawn.Equations, inputs, starts[example], nudge, 2), reached[example], 1e-9);
            Assert.True(reached[example].Zip(starts[example], (a, b) => Math.Abs(a - b)).Max() > 0.1);
        }
    }

    /// <summary>s* + exp(J t) (s - s*) with ds/dt = J s + c and s* = -J^-1 c.</summary>
    private static double[] Exponential(NetworkEquations equations, double[] inputs, double[] start, OutputNudge? nudge, double time)
    {
        Matrix<double> jacobian = Matrix<double>.Build.DenseOfArray(equations.Jacobian(inputs, start, nudge));
        Vector<double> constant = Vector<double>.Build.Dense(equations.Rate(inputs, new double[start.Length], nudge));
        Vector<double> rest = -jacobian.Solve(constant);

        // Capacitances times a symmetric matrix: the eigenvalues are real.
        Evd<double> evd = jacobian.Evd();
        Vector<double> modes = evd.EigenVectors.Solve(Vector<double>.Build.Dense(start) - rest);
        Vector<double> decayed = modes.MapIndexed((i, m) => m * Math.Exp(evd.EigenValues[i].Real * time));
        return [.. rest + evd.EigenVectors * decayed];
    }

    /// <summary>Largest deviation from b / leak (1 - exp(-leak t / capacitance)) over three time units.</summary>
    private static double RcError(IntegrationMethod method, double epsilon, double leak, double capacitance)
    {
        NetworkLayout layout = Layouts.Layered([1, 1], new NeuronOptions(Activation: ActivationKind.Linear));
        layout = layout with { Groups = [layout.Groups[0], layout.Groups[1] with { Leak = [leak], Capacitance = [capacitance] }] };
        var parameters = new NetworkParameters(layout);
        parameters.Biases[1][0] = leak;
        using IPhysicalNetwork network = Bench.PowerUp(layout, parameters, 1, new BenchOptions(epsilon, method));
        network.Clamp([1f], [0]);
        network.StartAtInitialState();
        double error = 0;
        for (int step = 1; step * epsilon <= 3 + 1e-9; step++)
        {
            network.Settle(new PhaseLength(1));
            error = Math.Max(error, Math.Abs(network.States(1)[0][0] - (1 - Math.Exp(-step * epsilon * leak / capacitance))));
        }

        return error;
    }
}
