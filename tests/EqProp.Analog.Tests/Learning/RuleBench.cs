using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation;

namespace EqProp.Analog.Tests.Learning;

/// <summary>Lets a rule write a chip once, so that what it estimates of the gradient can be compared with what it is.</summary>
internal static class RuleBench
{
    public static LearningBlock Block(LearningRuleKind rule, CostKind cost, double beta, int freeSteps = 1500, int nudgedSteps = 1500) => new()
    {
        Dataset = new() { Name = "xor" },
        Rule = rule,
        Cost = cost,
        Beta = beta,
        FreePhase = new() { Steps = freeSteps },
        NudgedPhase = new() { Steps = nudgedSteps },
        Rates = [1],
    };

    /// <summary>A chip that has settled freely and holds its free state, ready for a rule.</summary>
    public static IPhysicalNetwork Settled(NetworkParameters parameters, Examples examples, LearningBlock learning, BenchOptions options)
    {
        IPhysicalNetwork network = Bench.PowerUp(examples.Layout, parameters, examples.Count, options);
        network.Clamp(examples.Inputs, examples.Rows);
        network.StartAtInitialState();
        new LearningPhases(learning).Free(network);
        return network;
    }

    /// <summary>What a rule takes for the gradient: minus the change of everything at a rate of one.</summary>
    public static NetworkParameters Estimate(NetworkParameters parameters, Examples examples, LearningBlock learning, BenchOptions options)
    {
        using IPhysicalNetwork network = Settled(parameters, examples, learning, options);
        NetworkParameters before = network.ReadBack();
        LearningRuleCatalog.Create(learning).Learn(network, new(examples.Targets, LearningRates.Of(network.Layout, learning), 1));
        NetworkParameters after = network.ReadBack();
        foreach (((string _, double[] was), (string _, double[] now)) in before.Arrays().Zip(after.Arrays()))
        {
            for (int i = 0; i < now.Length; i++)
            {
                now[i] = was[i] - now[i];
            }
        }

        return after;
    }

    /// <summary>The gradient averaged over examples.</summary>
    public static NetworkParameters Exact(NetworkParameters parameters, Examples examples)
    {
        NetworkLayout layout = examples.Layout;
        NetworkParameters mean = new(layout);
        for (int e = 0; e < examples.Count; e++)
        {
            NetworkParameters one = ReferenceGradient.Adjoint(new(layout, parameters), examples.Input(e), examples.Cost, examples.Target(e));
            foreach (((string _, double[] sum), (string _, double[] part)) in mean.Arrays().Zip(one.Arrays()))
            {
                for (int i = 0; i < sum.Length; i++)
                {
                    sum[i] += part[i] / examples.Count;
                }
            }
        }

        return mean;
    }
}
