using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation;

namespace EqProp.Analog.Tests.Rules;

/// <summary>Lets simulated chips under test learn once from one example.</summary>
internal static class RuleBench
{
    private const double Rate = 1e-3;

    /// <summary>Phases long enough to settle.</summary>
    public static PhaseBlock Phase { get; } = new() { Steps = 4000, Residual = 1e-12 };

    /// <summary>A learning block whose phases settle.</summary>
    public static LearningBlock Learning(RandomNetwork drawn, EstimatorKind estimator, double beta) => new()
    {
        Dataset = new DatasetBlock { Name = "xor" },
        Estimator = estimator,
        Cost = drawn.Cost,
        Beta = beta,
        FreePhase = Phase,
        NudgedPhase = Phase,
        Rates = [Rate],
        BiasRates = [Rate],
        Inhibitor = new() { CouplingRate = Rate, BiasRate = Rate, LeakRate = Rate },
    };

    /// <summary>The estimate of the gradient that a chip writes: what changes, over minus the rate.</summary>
    public static NetworkParameters Written(RandomNetwork drawn, Func<LearningBlock, ILearningRule> rule, EstimatorKind estimator, double beta, int sign = 1)
    {
        using IPhysicalNetwork network = Bench.PowerUp(drawn.Layout, drawn.Parameters, 1, new BenchOptions(0.05, IntegrationMethod.Rk4));
        return Written(network, drawn, rule(Learning(drawn, estimator, beta)), Learning(drawn, estimator, beta), sign);
    }

    /// <summary>The same on a chip that is powered up and programmed.</summary>
    public static NetworkParameters Written(IPhysicalNetwork network, RandomNetwork drawn, ILearningRule rule, LearningBlock learning, int sign = 1)
    {
        NetworkParameters before = network.ReadBack();
        network.Clamp(Singles(drawn.Inputs), [0]);
        network.StartAtInitialState();
        new LearningPhases(learning).Free(network);
        rule.Learn(network, new(Singles(drawn.Target), LearningRates.Of(drawn.Layout, learning), sign));
        NetworkParameters written = network.ReadBack();
        network.Program(before);
        foreach (var (now, was) in written.Arrays().Zip(before.Arrays()))
        {
            for (int k = 0; k < now.Values.Length; k++)
            {
                now.Values[k] = (was.Values[k] - now.Values[k]) / Rate;
            }
        }

        return written;
    }

    /// <summary>Writable far beyond one update, with inputs and targets that single precision holds.</summary>
    public static RandomNetwork Rounded(RandomNetwork drawn) => drawn with
    {
        Layout = drawn.Layout with { WeightMinimum = -100, WeightMaximum = 100 },
        Inputs = [.. Singles(drawn.Inputs).Select(x => (double)x)],
        Target = [.. Singles(drawn.Target).Select(d => (double)d)],
    };

    private static float[] Singles(double[] values) => [.. values.Select(v => (float)v)];
}
