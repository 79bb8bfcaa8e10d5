using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>
/// The steady-state engine and the trajectory engine end at one operating point, that of Newton's method on the equations written
/// out, in free and nudged phases, and currents balance there at every node.
/// </summary>
public class EngineAgreementTests
{
    private const int Count = 2;
    private const double Same = 1e-9;
    private const double Balanced = 1e-8;

    /// <summary>Methods that choose their steps keep trembling at about their tolerance.</summary>
    private const double Tight = 1e-12;

    public static TheoryData<string, string> Networks()
    {
        var data = new TheoryData<string, string>();
        string[] plain = [.. Enum.GetValues<ForceForm>().SelectMany(force => Enum.GetValues<ActivationKind>().Select(activation => $"{force} {activation}"))];
        foreach (string name in plain.Concat(plain.Take(2).Select(name => name + " cross-entropy")).Concat(ExtendedCircuits.All))
        {
            data.Add(name, "layered");
            data.Add(name, "recurrent");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Operating_points_are_those_of_Newtons_method(string name, string shape)
    {
        RandomNetwork network = Draw(name, shape);
        bool isTwoColoured = shape == "layered" && network.Layout.ReadOutClasses == 0;
        OperatingPointMethod[] methods = isTwoColoured ? Enum.GetValues<OperatingPointMethod>() : [OperatingPointMethod.Automatic, OperatingPointMethod.Anderson];
        foreach (OperatingPointMethod method in methods)
        {
            Compare(network, new BenchOptions
            {
                Settling = SettlingKind.SteadyState,
                SteadyState = new() { Method = method, Tolerance = 1e-11 },
            });
        }
    }

    [Theory]
    [InlineData("EnergyBased HardSigmoid", "recurrent")]
    [InlineData("EnergyBased HardSigmoid cross-entropy", "layered")]
    public void Red_black_sweeps_are_refused_where_a_layer_sees_its_own_colour(string name, string shape)
    {
        RandomNetwork network = Draw(name, shape);
        var options = new BenchOptions { Settling = SettlingKind.SteadyState, SteadyState = new() { Method = OperatingPointMethod.RedBlack } };
        InputException refusal = Assert.Throws<InputException>(() => Bench.PowerUp(network.Layout, network.Parameters, Count, options));
        Assert.Equal("simulation.redBlack", refusal.Violations.Single().Code);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Transients_end_at_the_same_operating_points(string name, string shape)
    {
        RandomNetwork network = Draw(name, shape);
        Compare(network, new BenchOptions(Method: IntegrationMethod.Tsitouras) { Tolerance = Tight });
        if (shape == "layered")
        {
            Compare(network, new BenchOptions(Method: IntegrationMethod.Rosenbrock) { Tolerance = Tight });
        }
    }

    private static RandomNetwork Draw(string name, string shape)
    {
        if (ExtendedCircuits.All.Contains(name))
        {
            return shape == "layered" ? ExtendedCircuits.Layered(name, 3, 4, 7, 5, 3) : ExtendedCircuits.Recurrent(name, 3);
        }

        string[] words = name.Split(' ');
        var options = new NeuronOptions(
            Enum.Parse<ForceForm>(words[0]), Enum.Parse<ActivationKind>(words[1]), 1.2, 0.1, Heterogeneous: true, ReadOutClasses: words.Length > 2 ? 4 : 0);
        return Layouts.Draw(shape == "layered" ? Layouts.Layered([4, 7, 5, 3], options, 3) : Layouts.Recurrent(3, 6, 3, options, 3), 3, rowSum: 0.5);
    }

    private static void Compare(RandomNetwork drawn, BenchOptions options)
    {
        Examples examples = Examples.Draw(drawn.Layout, Count, 8);
        using IPhysicalNetwork network = Bench.PowerUp(drawn.Layout, drawn.Parameters, Count, options);
        network.Clamp(examples.Inputs, examples.Rows);
        network.StartAtInitialState();
        foreach (double? beta in (double?[])[null, 0.4, -0.3])
        {
            if (beta is { } strength)
            {
                network.Nudge(examples.Cost, strength, examples.Targets);
            }

            SettlingOutcome outcome = network.Settle(new PhaseLength(3000, options.Settling == SettlingKind.Transient ? 1e-10 : null));
            Assert.True(outcome.Unsettled == 0, $"{outcome} with {options.SteadyState.Method}, beta {beta}");
            double[][] states = network.States(Count);
            for (int example = 0; example < Count; example++)
            {
                OutputNudge? nudge = beta is { } b ? examples.Nudge(example, b) : null;
                ReferenceEquilibrium gold = ReferenceEquilibrium.Settle(drawn.Equations, examples.Input(example), nudge, states[example]);
                Bench.AssertClose(gold.State, states[example], Same);
                Assert.InRange(drawn.Equations.Residual(examples.Input(example), states[example], nudge), 0, Balanced);
            }
        }
    }
}
