using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Networks that have no operating point, or are not given the sweeps to find it.</summary>
public class NoOperatingPointTests
{
    [Theory]
    [InlineData(1.0)]
    [InlineData(1.5)]
    public void A_singular_or_unstable_network_is_refused(double weight)
    {
        // Two linear nodes that excite each other with as much as their leaks, or more: I - W has no inverse, or no stable solution.
        InputException failure = Settle(weight, sweeps: 300);
        Assert.Equal(FailureKind.Diverged, failure.Kind);
        Assert.Contains("weightRange", failure.Violations[0].Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_sweeps_are_named()
    {
        InputException failure = Settle(weight: 0.9, sweeps: 1);
        Assert.Equal("simulation.noOperatingPoint", failure.Violations[0].Code);
        Assert.Contains("after 1 sweeps", failure.Violations[0].Message, StringComparison.Ordinal);
        Assert.Contains("maximumSweeps", failure.Violations[0].Remedy, StringComparison.Ordinal);
    }

    private static InputException Settle(double weight, int sweeps)
    {
        NetworkLayout layout = Layouts.Layered([1, 1, 1], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Linear));
        var parameters = new NetworkParameters(layout);
        parameters.Weights[0][0] = 1;
        parameters.Weights[1][0] = weight;
        Examples examples = Examples.Draw(layout, 3, 2);
        using IPhysicalNetwork network = Bench.PowerUp(layout, parameters, 3, new BenchOptions
        {
            Settling = SettlingKind.SteadyState,
            SteadyState = new() { Method = OperatingPointMethod.RedBlack, Tolerance = 1e-6, MaximumSweeps = sweeps },
        });
        network.Clamp(examples.Inputs, examples.Rows);
        network.StartAtInitialState();
        return Assert.Throws<InputException>(() => network.Settle(new PhaseLength(1)));
    }
}
