using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Learning;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Complex states of a chip against a network of the base library's complex numbers, and what noise does to them.</summary>
public class ComplexStateTests
{
    private const int Steps = 17;
    private const double Epsilon = 0.3;
    private static readonly Complex Beta = Complex.FromPolarCoordinates(0.4, 0.7);
    private static readonly Complex Weight = new(0.3, -1.1);

    public static TheoryData<ForceForm, ActivationKind, int, double> Chips()
    {
        var data = new TheoryData<ForceForm, ActivationKind, int, double>();
        foreach (ForceForm force in Enum.GetValues<ForceForm>())
        {
            foreach (ActivationKind activation in new[] { ActivationKind.Tanh, ActivationKind.Logistic, ActivationKind.Linear })
            {
                data.Add(force, activation, 0, 1);
                data.Add(force, activation, 3, 1);
            }

            data.Add(force, ActivationKind.Tanh, 0, 1.7);
            data.Add(force, ActivationKind.Tanh, 3, 1.7);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public void Steps_and_writes_are_those_of_complex_numbers(ForceForm force, ActivationKind activation, int classes, double amplifier)
    {
        NetworkLayout layout = Layouts.Layered([5, 8, 6, 4], new NeuronOptions(force, activation, 1.3, 0.2, Heterogeneous: true, classes) { Amplifier = amplifier });
        NetworkParameters parameters = Layouts.Draw(layout, 8).Parameters;
        Examples examples = Examples.Draw(layout, 2, 4);
        LearningBlock learning = RuleBench.Block(LearningRuleKind.Holomorphic, examples.Cost, Beta.Magnitude, Steps, Steps);
        using IPhysicalNetwork network = RuleBench.Settled(parameters, examples, learning, new(Epsilon));
        double[][] free = network.States(examples.Count);
        var chip = (IHolomorphicChip)network;
        chip.BeginContour(1);
        chip.AddComplexPoint(examples.Cost, Beta, examples.Targets, new(Steps), Weight);
        chip.UpdateFromContour(new(1, 1, [.. layout.Couplings.Select(_ => 1.0)], [.. layout.Groups.Select(_ => 1.0)], 1));
        NetworkParameters after = network.ReadBack();

        NetworkParameters expected = Copy(parameters, layout);
        NetworkMetric metric = NetworkMetric.Of(layout);
        for (int e = 0; e < examples.Count; e++)
        {
            var reference = new ComplexNetwork(layout, parameters, [.. examples.Input(e).Select(x => (Complex)x)], free[e]);
            reference.Run(Steps, Epsilon, Beta, examples.Target(e));
            foreach ((Coupling coupling, int c) in layout.Couplings.Select((coupling, c) => (coupling, c)))
            {
                int columns = layout.Groups[coupling.Target].Size;
                for (int k = 0; k < expected.Weights[c].Length; k++)
                {
                    Complex product = coupling.Gain * reference.Output[coupling.Source][k / columns] * reference.Output[coupling.Target][k % columns];
                    expected.Weights[c][k] += metric.Weights[coupling.Target] * (Weight * product).Real / examples.Count;
                }
            }

            for (int g = 1; g < layout.Groups.Count; g++)
            {
                for (int i = 0; i < expected.Biases[g].Length; i++)
                {
                    expected.Biases[g][i] += metric.Weights[g] * (Weight * reference.Output[g][i]).Real / examples.Count;
                }
            }

            Complex[] error = classes > 0 ? reference.Error(examples.Target(e)) : [];
            for (int k = 0; k < expected.ReadOutWeights.Length; k++)
            {
                expected.ReadOutWeights[k] -= 2 * (reference.Observed[k / classes] * error[k % classes]).Real / examples.Count;
            }

            for (int k = 0; k < error.Length; k++)
            {
                expected.ReadOutBiases[k] -= 2 * error[k].Real / examples.Count;
            }
        }

        foreach (((string name, double[] wanted), (string _, double[] got)) in expected.Arrays().Zip(after.Arrays()))
        {
            Assert.True(wanted.Zip(got).All(pair => Math.Abs(pair.First - pair.Second) < 1e-12), name);
        }
    }

    [Theory]
    [InlineData(ForceForm.EnergyBased, 0)]
    [InlineData(ForceForm.CurrentSumming, 0)]
    [InlineData(ForceForm.CurrentSumming, 3)]
    public void A_real_beta_moves_complex_states_as_real_ones(ForceForm force, int classes)
    {
        NetworkLayout layout = Layouts.Layered([5, 30, 20, 4], new NeuronOptions(force, ActivationKind.Logistic, 2, 0.4, Heterogeneous: true, classes));
        NetworkParameters parameters = Layouts.Draw(layout, 8).Parameters;
        Examples examples = Examples.Draw(layout, 2, 4);
        LearningBlock learning = RuleBench.Block(LearningRuleKind.Holomorphic, examples.Cost, 0.3, Steps, Steps);
        NetworkParameters held = Written(complex: false), moved = Written(complex: true);
        foreach (((string name, double[] wanted), (string _, double[] got)) in held.Arrays().Zip(moved.Arrays()).Where(pair => !pair.First.Name.Contains("readout", StringComparison.OrdinalIgnoreCase)))
        {
            Assert.True(wanted.Zip(got).All(pair => Math.Abs(pair.First - pair.Second) < 1e-12), name);
        }

        NetworkParameters Written(bool complex)
        {
            using IPhysicalNetwork network = RuleBench.Settled(parameters, examples, learning, new(Epsilon));
            var chip = (IHolomorphicChip)network;
            network.Nudge(examples.Cost, 0.3, examples.Targets);
            chip.BeginContour(1);
            if (complex)
            {
                chip.AddComplexPoint(examples.Cost, 0.3, examples.Targets, new(Steps), 1);
            }
            else
            {
                network.Settle(new(Steps));
                network.Hold(HoldSlot.Positive);
                chip.AddHeldPoint(HoldSlot.Positive, 1);
            }

            chip.UpdateFromContour(new(1, 1, [.. layout.Couplings.Select(_ => 1.0)], [.. layout.Groups.Select(_ => 1.0)], 0));
            return network.ReadBack();
        }
    }

    private static NetworkParameters Copy(NetworkParameters parameters, NetworkLayout layout)
    {
        NetworkParameters copy = new(layout);
        foreach (((string _, double[] from), (string _, double[] to)) in parameters.Arrays().Zip(copy.Arrays()))
        {
            from.CopyTo(to, 0);
        }

        return copy;
    }
}
