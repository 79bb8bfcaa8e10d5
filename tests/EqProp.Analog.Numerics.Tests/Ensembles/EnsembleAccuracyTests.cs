using System.Numerics;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using MathNet.Numerics.LinearAlgebra;
using ComplexVector = MathNet.Numerics.LinearAlgebra.Vector<System.Numerics.Complex>;

namespace EqProp.Analog.Numerics.Tests.Ensembles;

public class EnsembleAccuracyTests
{
    private static readonly StepTolerance Tight = new(1e-11, 0);

    // The principal error of Tsitouras' pair is so small that the next order shows at steps that still tell from rounding.
    [Theory]
    [InlineData(nameof(RungeKuttaTableau.Classical4), 64, 3.9, 4.1)]
    [InlineData(nameof(RungeKuttaTableau.BogackiShampine3), 64, 2.9, 3.1)]
    [InlineData(nameof(RungeKuttaTableau.Tsitouras5), 16, 4.9, 6.1)]
    public void Fixed_steps_have_the_declared_order(string name, int steps, double least, double most)
    {
        RungeKuttaTableau tableau = Tableau(name);
        DrawnChip[] chips = [new(3, 6)];
        double[] exact = After(chips, RungeKuttaTableau.Classical4, 2000);
        double coarse = Distance(After(chips, tableau, steps), exact), fine = Distance(After(chips, tableau, 2 * steps), exact);
        Assert.InRange(Math.Log2(coarse / fine), least, most);
        Assert.InRange((double)tableau.Order, least, most);
    }

    /// <summary>sum_j b_j c_j^(k-1) = 1 / k up to the order of each set of weights.</summary>
    [Theory]
    [InlineData(nameof(RungeKuttaTableau.Classical4))]
    [InlineData(nameof(RungeKuttaTableau.BogackiShampine3))]
    [InlineData(nameof(RungeKuttaTableau.Tsitouras5))]
    public void Coefficients_integrate_polynomials(string name)
    {
        RungeKuttaTableau tableau = Tableau(name);
        double[] times = [0, .. tableau.Stages.Select(row => row.Sum())];
        double[] weights = tableau.Stages[^1];
        Assert.Equal(1, times[^1], 1e-14);
        for (int k = 1; k <= tableau.Order; k++)
        {
            Assert.Equal(1.0 / k, weights.Select((b, j) => b * Math.Pow(times[j], k - 1)).Sum(), 1e-14);
            if (tableau.Error is double[] error)
            {
                double estimate = error.Select((e, j) => e * Math.Pow(times[j], k - 1)).Sum();
                Assert.Equal(k == tableau.Order, Math.Abs(estimate) > 1e-14);
            }
        }
    }

    [Fact]
    public void Euler_has_order_one()
    {
        DrawnChip[] chips = [new(3, 6)];
        double[] exact = After(chips, RungeKuttaTableau.Classical4, 500);
        double Error(int steps)
        {
            using var ensemble = new TestEnsemble<double>(chips, EnsembleMethod.Euler, 2.0 / steps);
            ensemble.Run(steps);
            return Distance(ensemble.States(0), exact);
        }

        Assert.InRange(Math.Log2(Error(200) / Error(400)), 0.9, 1.1);
    }

    /// <summary>tau x' = -g x + W x + b by the eigen-decomposition of MathNet.</summary>
    [Theory]
    [InlineData(nameof(RungeKuttaTableau.Classical4), false, 1e-9)]
    [InlineData(nameof(RungeKuttaTableau.Tsitouras5), true, 1e-9)]
    [InlineData(nameof(RungeKuttaTableau.BogackiShampine3), true, 1e-8)]
    public void Linear_networks_follow_the_matrix_exponential(string name, bool adaptive, double bound)
    {
        const int Neurons = 7, Steps = 200;
        const double Duration = 2;
        DrawnChip[] chips = [.. Enumerable.Range(0, 9).Select(seed => new DrawnChip(seed, Neurons))];
        EnsembleMethod method = adaptive ? EnsembleMethod.Adaptive(Tableau(name), Tight) : EnsembleMethod.Fixed(Tableau(name));
        using var ensemble = new TestEnsemble<double>(chips, method, Duration / Steps, neuron: Neuron.Linear);
        ensemble.Run(Steps);
        for (int c = 0; c < chips.Length; c++)
        {
            Assert.InRange(Distance(ensemble.States(c), LinearExact(chips[c], Duration)), 0, bound);
        }
    }

    [Theory]
    [InlineData(1e-4)]
    [InlineData(1e-7)]
    public void Own_steps_keep_to_their_tolerance(double tolerance)
    {
        DrawnChip[] chips = [.. Enumerable.Range(0, 20).Select(seed => new DrawnChip(seed, 12, tauSigma: 0.5))];
        using var reference = new TestEnsemble<double>(chips, EnsembleMethod.Fixed(RungeKuttaTableau.Classical4), 1.0 / 256);
        using var adaptive = new TestEnsemble<double>(chips, EnsembleMethod.Adaptive(RungeKuttaTableau.Tsitouras5, new(tolerance, tolerance)), 1);
        reference.Run(3 * 256);
        RelaxationResult result = adaptive.Run(3);
        double largest = Enumerable.Range(0, chips.Length).Max(c => Distance(reference.States(c), adaptive.States(c)));
        Assert.InRange(largest, tolerance * 1e-4, tolerance * 10);
        Assert.True(result.Steps.Distinct().Count() > 1, "Chips with different time constants need different steps.");
    }

    [Fact]
    public void Time_constants_do_not_move_the_fixed_point()
    {
        DrawnChip[] uniform = [.. Enumerable.Range(0, 6).Select(seed => new DrawnChip(seed, 10, 0.7, tauSigma: 0))];
        DrawnChip[] spread = [.. Enumerable.Range(0, 6).Select(seed => new DrawnChip(seed, 10, 0.7, tauSigma: 0.5))];
        EnsembleMethod[] methods =
        [
            EnsembleMethod.Euler,
            EnsembleMethod.Fixed(RungeKuttaTableau.Classical4),
            EnsembleMethod.Adaptive(RungeKuttaTableau.Tsitouras5, new(1e-12, 0)),
        ];
        foreach (EnsembleMethod method in methods)
        {
            using var one = new TestEnsemble<double>(uniform, EnsembleMethod.Euler, 0.2);
            using var other = new TestEnsemble<double>(spread, method, 0.2);
            RelaxationResult first = one.Run(5000, 1e-12), second = other.Run(5000, 1e-12);
            Assert.All(first.Steps.Concat(second.Steps), steps => Assert.InRange(steps, 1, 4999));
            Assert.All(Enumerable.Range(0, uniform.Length), c => Assert.InRange(Distance(one.States(c), other.States(c)), 0, 1e-9));
            Assert.NotEqual(uniform[0].TimeConstants, spread[0].TimeConstants);
        }
    }

    private static RungeKuttaTableau Tableau(string name) => name switch
    {
        nameof(RungeKuttaTableau.Classical4) => RungeKuttaTableau.Classical4,
        nameof(RungeKuttaTableau.BogackiShampine3) => RungeKuttaTableau.BogackiShampine3,
        _ => RungeKuttaTableau.Tsitouras5,
    };

    private static double[] After(DrawnChip[] chips, RungeKuttaTableau tableau, int steps)
    {
        using var ensemble = new TestEnsemble<double>(chips, EnsembleMethod.Fixed(tableau), 2.0 / steps);
        ensemble.Run(steps);
        return ensemble.States(0);
    }

    private static double[] LinearExact(DrawnChip chip, double time)
    {
        int n = chip.Neurons;
        Matrix<Complex> a = Matrix<Complex>.Build.Dense(
            n, n, (i, j) => (chip.Weights[i, j] - (i == j ? chip.Leaks[i] : 0)) / chip.TimeConstants[i]);
        var rest = -a.Solve(ComplexVector.Build.Dense(n, i => chip.Biases[i] / chip.TimeConstants[i]));
        var start = ComplexVector.Build.Dense(n, i => chip.Start[i]);
        var evd = a.Evd();
        var modes = evd.EigenVectors.Solve(start - rest).MapIndexed((i, amplitude) => amplitude * Complex.Exp(evd.EigenValues[i] * time));
        return [.. (rest + evd.EigenVectors * modes).Select(x => x.Real)];
    }

    private static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
