using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation;

namespace EqProp.Analog.Tests.Learning.Rules;

/// <summary>One minibatch of a rule on a simulated chip in double precision.</summary>
internal sealed record RuleBench(RandomNetwork Drawn, double Epsilon, double Beta, int Steps)
{
    public EstimatorKind Estimator { get; init; } = EstimatorKind.Positive;

    public double Rate { get; init; } = 1e-3;

    public int FreeSteps { get; init; } = 3000;

    /// <summary>What the rule changed, over minus the rate: its estimate of the gradient, of one example.</summary>
    public NetworkParameters Estimate(LearningRuleKind rule)
    {
        (NetworkParameters before, NetworkParameters after) = Learn(rule, null);
        return Over(before, after, -1 / Rate);
    }

    /// <summary>The same for each write.</summary>
    public IReadOnlyList<NetworkParameters> Writes(LearningRuleKind rule)
    {
        List<NetworkParameters> seen = [];
        (NetworkParameters before, _) = Learn(rule, seen);
        return [.. seen.Select((after, k) => Over(k == 0 ? before : seen[k - 1], after, -1 / Rate))];
    }

    private (NetworkParameters Before, NetworkParameters After) Learn(LearningRuleKind rule, List<NetworkParameters>? seen)
    {
        NetworkLayout layout = Drawn.Layout;
        float[] inputs = [.. Drawn.Inputs.Select(x => (float)x)], targets = [.. Drawn.Target.Select(x => (float)x)];
        using IPhysicalNetwork chip = Bench.PowerUp(layout, Drawn.Parameters, 1, new BenchOptions(Epsilon));
        var network = new WatchedNetwork(chip) { Seen = seen };
        var learning = new LearningBlock
        {
            Dataset = new DatasetBlock { Name = "xor" },
            Rule = rule,
            Estimator = Estimator,
            Beta = Beta,
            Cost = Drawn.Cost,
            FreePhase = new PhaseBlock { Steps = FreeSteps },
            NudgedPhase = new PhaseBlock { Steps = Steps },
            Rates = [Rate],
        };
        network.Clamp(inputs, [0]);
        network.StartAtInitialState();
        new LearningPhases(learning).Free(network);
        NetworkParameters before = network.ReadBack();
        LearningRuleCatalog.Create(learning).Learn(network, new(targets, LearningRates.Of(layout, learning), 1));
        return (before, network.ReadBack());
    }

    /// <summary>The drawn numbers as a chip gets them: inputs and targets in single precision.</summary>
    public static RandomNetwork Rounded(RandomNetwork drawn) => drawn with
    {
        Inputs = [.. drawn.Inputs.Select(x => (double)(float)x)],
        Target = [.. drawn.Target.Select(x => (double)(float)x)],
    };

    private static NetworkParameters Over(NetworkParameters before, NetworkParameters after, double factor)
    {
        NetworkParameters result = after.Clone();
        foreach (((_, double[] to), (_, double[] from)) in result.Arrays().Zip(before.Arrays()))
        {
            for (int k = 0; k < to.Length; k++)
            {
                to[k] = (to[k] - from[k]) * factor;
            }
        }

        return result;
    }
}
