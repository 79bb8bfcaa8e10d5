using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation;
using Xunit.Abstractions;

namespace EqProp.Analog.Tests.Learning;

/// <summary>
/// How strong a nudge should be when what is read of the phases has errors: the bias of the estimate grows with beta (beta squared where centered), what noise
/// and offsets make of it falls as 1 / beta.
/// </summary>
public class NudgeAgainstNoiseTests(ITestOutputHelper output)
{
    private const int Copies = 16;
    private const int Reads = 12;

    [Theory]
    [InlineData(EstimatorKind.Positive, 1.0 / 2)]
    [InlineData(EstimatorKind.Centered, 1.0 / 3)]
    public void The_best_nudge_grows_as_a_power_of_the_noise(EstimatorKind estimator, double exponent)
    {
        using var chip = new ReadChip(estimator);
        double[] noises = [1e-7, 1e-6, 1e-5, 1e-4];
        double[] best = [.. noises.Select(noise => BestBeta(chip, noise))];
        double slope = Math.Log(best[^1] / best[0]) / Math.Log(noises[^1] / noises[0]);
        output.WriteLine($"{estimator}: best beta {string.Join(", ", best.Select(b => b.ToString("G3")))} at {string.Join(", ", noises)} V: exponent {slope:f3}");
        Assert.InRange(slope, exponent - 0.1, exponent + 0.1);
    }

    [Fact]
    public void Chopping_the_sign_removes_an_offset_of_one_phase_but_for_its_product_with_the_change()
    {
        const double beta = 0.01;
        using var chip = new ReadChip(EstimatorKind.Alternating);
        chip.Faults = new() { SampleHold = new() { PhaseOffsetSpread = 0.02 } };
        double[] plus = chip.Estimate(beta, sign: 1), minus = chip.Estimate(beta, sign: -1);
        double oneSided = chip.RelativeError(plus), chopped = chip.RelativeError([.. plus.Zip(minus, (p, m) => (p + m) / 2)]);
        chip.Faults = new() { SampleHold = new() { OffsetSpread = 0.02 } };
        double sameSensor = chip.RelativeError(chip.Estimate(beta, sign: 1));
        output.WriteLine($"offset of each phase: {oneSided:G3} one-sided, {chopped:G3} chopped; of the sensor: {sameSensor:G3}");
        Assert.True(oneSided > 1);
        Assert.InRange(chopped, 1e-3, 0.1);
        Assert.InRange(sameSensor, 1e-3, 0.1);
    }

    [Fact]
    public void An_offset_after_the_multiplier_adds_its_beta_th_part_and_chopping_removes_it()
    {
        const double beta = 0.01, offset = 0.003;
        using var chip = new ReadChip(EstimatorKind.Alternating);
        chip.Faults = null;
        double[] ideal = chip.Estimate(beta, sign: 1), idealMinus = chip.Estimate(beta, sign: -1);
        chip.Faults = new() { Correlator = new() { Offset = offset } };
        double[] plus = chip.Estimate(beta, sign: 1), minus = chip.Estimate(beta, sign: -1);
        double[] chopped = [.. plus.Zip(minus, (p, m) => (p + m) / 2)];
        output.WriteLine($"relative error {chip.RelativeError(plus):G3} one-sided, {chip.RelativeError(chopped):G3} chopped");
        Assert.All(plus.Zip(ideal, (p, i) => p - i), bias => Assert.Equal(-offset / beta, bias, 1e-9));
        Assert.All(chopped.Zip(ideal.Zip(idealMinus, (p, m) => (p + m) / 2), (c, i) => c - i), rest => Assert.Equal(0, rest, 1e-12));
        Assert.True(chip.RelativeError(plus) > 1);
        Assert.InRange(chip.RelativeError(chopped), 0, 1e-3);
    }

    /// <summary>The beta of least error, between the points of a grid by a parabola.</summary>
    private static double BestBeta(ReadChip chip, double volts)
    {
        chip.Faults = new() { SampleHold = new() { Noise = volts } };
        double[] logs = [.. Enumerable.Range(0, 22).Select(i => Math.Log(1e-4) + i * 0.4)];
        double[] errors = [.. logs.Select(log => Math.Log(chip.MeanSquareError(Math.Exp(log))))];
        int at = Array.IndexOf(errors, errors.Min());
        Assert.InRange(at, 1, errors.Length - 2);
        double left = errors[at - 1], middle = errors[at], right = errors[at + 1];
        return Math.Exp(logs[at] + 0.4 * (left - right) / (2 * (left - 2 * middle + right)));
    }

    /// <summary>A chip whose update for one example, shown in several copies, is compared with the exact gradient.</summary>
    private sealed class ReadChip : IDisposable
    {
        private readonly RandomNetwork _drawn;
        private readonly EstimatorKind _estimator;
        private readonly float[] _inputs;
        private readonly float[] _targets;
        private readonly double[] _exact;
        private IPhysicalNetwork _network = null!;

        public ReadChip(EstimatorKind estimator)
        {
            _estimator = estimator;
            NetworkLayout layout = Layouts.Layered([4, 6, 3], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh, Gain: 1.2));
            _drawn = Layouts.Draw(layout, 5);
            _inputs = [.. Enumerable.Repeat(_drawn.Inputs, Copies).SelectMany(x => x).Select(x => (float)x)];
            _targets = [.. Enumerable.Repeat(_drawn.Target, Copies).SelectMany(x => x).Select(x => (float)x)];
            double[] target = [.. _targets.Take(_drawn.Target.Length).Select(x => (double)x)];
            double[] inputs = [.. _inputs.Take(_drawn.Inputs.Length).Select(x => (double)x)];
            _exact = [.. ReferenceGradient.Adjoint(_drawn.Equations, inputs, _drawn.Cost, target).Arrays().SelectMany(array => array.Values)];
        }

        public PlasticityBlock? Faults
        {
            set
            {
                _network?.Dispose();
                _network = Bench.PowerUp(_drawn.Layout, _drawn.Parameters, Copies, new BenchOptions { Plasticity = value });
            }
        }

        public double MeanSquareError(double beta) => Enumerable.Range(0, Reads).Average(read => Math.Pow(RelativeError(Estimate(beta, 1, read)), 2));

        public double RelativeError(double[] estimate) => Norm(estimate.Zip(_exact, (e, x) => e - x)) / Norm(_exact);

        /// <summary>What an update at rate one takes away from all parameters.</summary>
        public double[] Estimate(double beta, int sign, int read = 0)
        {
            LearningBlock learning = new()
            {
                Dataset = new DatasetBlock { Name = "none" },
                Estimator = _estimator,
                Beta = beta,
                FreePhase = new PhaseBlock { Steps = 2000, Residual = 1e-13 },
                NudgedPhase = new PhaseBlock { Steps = 2000, Residual = 1e-13 },
                Rates = [1],
            };
            _network.Program(_drawn.Parameters);
            _network.StartClock(100_000L * read);
            _network.Clamp(_inputs, [.. Enumerable.Range(0, Copies)]);
            _network.StartAtInitialState();
            new LearningPhases(learning).Free(_network);
            LearningRuleCatalog.Create(learning).Learn(_network, new(_targets, LearningRates.Of(_drawn.Layout, learning), sign));
            return [.. _drawn.Parameters.Arrays().Zip(_network.ReadBack().Arrays(), (before, after) => before.Values.Zip(after.Values, (b, a) => b - a)).SelectMany(x => x)];
        }

        public void Dispose() => _network.Dispose();

        private static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(v => v * v));
    }
}
