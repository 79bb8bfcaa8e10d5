using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Simulation;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Chips with resistive synapses, diodes and amplifiers against the equations of motion written out plainly.</summary>
public class ExtendedChipTests
{
    private const int Count = 7;

    public static TheoryData<string, string> Networks() => Draws(_ => true);

    /// <summary>Runge-Kutta steps know no rails: the validator keeps the two apart.</summary>
    public static TheoryData<string, string> NetworksWithoutRails() => Draws(name => !HasRails(ExtendedCircuits.Options(name)));

    public static TheoryData<string, string, PrecisionKind, IntegrationMethod> Methods()
    {
        var data = new TheoryData<string, string, PrecisionKind, IntegrationMethod>();
        foreach (string name in ExtendedCircuits.All)
        {
            foreach (PrecisionKind precision in Enum.GetValues<PrecisionKind>())
            {
                data.Add(name, "layered", precision, IntegrationMethod.ProjectedEuler);
                if (!HasRails(ExtendedCircuits.Options(name)))
                {
                    data.Add(name, "recurrent", precision, IntegrationMethod.Rk4);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Euler_steps_equal_the_equations(string name, string shape)
    {
        RandomNetwork drawn = Draw(name, shape, 5);
        Examples examples = Examples.Draw(drawn.Layout, Count, 5);
        using IPhysicalNetwork network = Start(drawn.Parameters, examples, new BenchOptions(0.02));
        NetworkEquations equations = drawn.Equations;
        StepComparison.Run(network, examples, 0.02, (inputs, state, nudge) => equations.Step(inputs, state, 0.02, nudge));
    }

    [Theory]
    [MemberData(nameof(NetworksWithoutRails))]
    public void Runge_Kutta_steps_equal_the_formula(string name, string shape)
    {
        RandomNetwork drawn = Draw(name, shape, 6);
        Examples examples = Examples.Draw(drawn.Layout, Count, 5);
        using IPhysicalNetwork network = Start(drawn.Parameters, examples, new BenchOptions(0.05, IntegrationMethod.Rk4));
        NetworkEquations equations = drawn.Equations;
        StepComparison.Run(network, examples, null, (inputs, state, nudge) => StepComparison.RungeKutta(equations, inputs, state, nudge, 0.05));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Settled_states_are_operating_points(string name, string shape, PrecisionKind precision, IntegrationMethod method)
    {
        RandomNetwork drawn = Draw(name, shape, 7);
        Examples examples = Examples.Draw(drawn.Layout, Count, 7);
        using IPhysicalNetwork network = Start(drawn.Parameters, examples, new BenchOptions(0.03, method, precision));
        network.Nudge(examples.Cost, 0.2, examples.Targets);
        network.Settle(new PhaseLength(3000));
        double tolerance = precision == PrecisionKind.Double ? 1e-10 : 2e-5;
        double[][] reached = network.States(Count);
        for (int example = 0; example < Count; example++)
        {
            ReferenceEquilibrium expected = ReferenceEquilibrium.Settle(
                drawn.Equations, examples.Input(example), examples.Nudge(example, 0.2), reached[example]);
            Bench.AssertClose(expected.State, reached[example], tolerance);
        }

        AssertBalanced(drawn, network, examples, 0.2, precision == PrecisionKind.Double ? 1e-9 : 2e-4);
    }

    [Theory]
    [InlineData("linear resistors")]
    [InlineData("linear resistors and Shockley diodes")]
    [InlineData("amplified tanh resistors")]
    [InlineData("buffered rails")]
    public void Loads_and_amplified_copies_follow_the_plasticity_unit(string name)
    {
        RandomNetwork drawn = Draw(name, "layered", 8);
        Examples examples = Examples.Draw(drawn.Layout, Count, 8);
        using IPhysicalNetwork network = Start(drawn.Parameters, examples, new BenchOptions(0.02));
        network.Settle(new PhaseLength(30));
        network.Hold(HoldSlot.Free);
        network.Nudge(examples.Cost, 0.5, examples.Targets);
        network.Settle(new PhaseLength(20));
        network.Hold(HoldSlot.Positive);
        double[] rates = [.. Enumerable.Repeat(0.7, 8)];
        network.Update(new(HoldSlot.Positive, HoldSlot.Free, 2, rates, rates, 0));
        network.ReleaseNudge();
        NetworkParameters written = network.ReadBack();
        Assert.True(written.Weights[1].Zip(drawn.Parameters.Weights[1], (a, b) => Math.Abs(a - b)).Max() > 1e-4);
        var equations = new NetworkEquations(drawn.Layout, written);
        double[][] states = network.States(Count);
        network.Settle(new PhaseLength(1));
        double[][] next = network.States(Count);
        for (int example = 0; example < Count; example++)
        {
            Bench.AssertClose(equations.Step(examples.Input(example), states[example], 0.02), next[example], 1e-13);
        }
    }

    [Theory]
    [InlineData("linear resistors and ideal diodes")]
    [InlineData("energy-based rails tightened")]
    public void Ideal_diodes_hold_states_and_activities_from_the_start(string name)
    {
        RandomNetwork drawn = Draw(name, "layered", 9);
        Examples examples = Examples.Draw(drawn.Layout, Count, 9);
        using IPhysicalNetwork network = Start(drawn.Parameters, examples, new BenchOptions(0.05));
        network.StartAtRandom(1, examples.Rows);
        Check(0.05, 0.6);
        network.Settle(new PhaseLength(40));
        Check(0.05);

        void Check(params double[] reached)
        {
            double[] states = [.. network.States(Count).SelectMany(s => s)];
            Assert.All(states, s => Assert.InRange(s, 0.05, 0.6));
            Assert.All(reached, level => Assert.Contains(level, states));
            double[][] held = network.HeldActivities(examples);
            for (int group = 1; group < drawn.Layout.Groups.Count; group++)
            {
                Assert.Equal(network.Group(group, Count, NodeQuantity.State), held[group]);
            }
        }
    }

    [Fact]
    public void Runge_Kutta_with_ideal_diodes_is_refused()
    {
        RandomNetwork drawn = Draw("linear resistors and ideal diodes", "layered", 9);
        Assert.Throws<ArgumentException>(() => Bench.PowerUp(drawn.Layout, drawn.Parameters, 1, new BenchOptions(0.1, IntegrationMethod.Rk4)));
    }

    /// <summary>
    /// A register is wider than this layer. The neurons rest between their diodes; what pads the register starts at zero, where one
    /// of them would throw it ever further.
    /// </summary>
    [Theory]
    [InlineData(PrecisionKind.Single)]
    [InlineData(PrecisionKind.Double)]
    public void Diodes_beside_the_last_neuron_do_not_matter(PrecisionKind precision)
    {
        NetworkLayout layout = Stiff();
        layout = layout with { Groups = [layout.Groups[0], layout.Groups[1] with { InitialState = [1.02, 1, 0.98] }] };
        var parameters = new NetworkParameters(layout);
        Array.Fill(parameters.Biases[1], 1);
        using IPhysicalNetwork network = Bench.PowerUp(layout, parameters, 1, new BenchOptions(0.5, Precision: precision));
        network.Clamp([0f], [0]);
        network.StartAtInitialState();
        SettlingOutcome outcome = network.Settle(new PhaseLength(200));
        Assert.InRange(outcome.MaxResidual, 0, 1e-3);
        Assert.All(network.States(1)[0], s => Assert.Equal(1, s, 1e-4));
    }

    [Fact]
    public void A_diode_too_stiff_for_the_step_names_methods_that_take_it()
    {
        NetworkLayout layout = Stiff();
        using IPhysicalNetwork network = Bench.PowerUp(layout, new NetworkParameters(layout), 1, new BenchOptions(0.5));
        network.Clamp([0f], [0]);
        network.StartAtInitialState();
        var failure = Assert.Throws<InputException>(() => network.Settle(new PhaseLength(200)));
        Assert.Equal("dynamics.diverged", failure.Violations[0].Code);
        Assert.Contains("rosenbrock", failure.Violations[0].Remedy);
    }

    private static NetworkLayout Stiff()
    {
        NodeDiode pullUp = new(DiodeKind.Shockley, DiodeDirection.IntoMembrane, 0.9, 0.1, 0.02);
        NodeDiode pullDown = pullUp with { Direction = DiodeDirection.FromMembrane, Level = 1.1 };
        return Layouts.Layered([1, 3], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Linear) { Diodes = [pullUp, pullDown] });
    }

    internal static RandomNetwork Draw(string name, string shape, int seed)
    {
        NeuronOptions options = ExtendedCircuits.Options(name);
        RandomNetwork drawn = shape switch
        {
            "layered" => ExtendedCircuits.Layered(name, seed, 6, 19, 5, 3),
            "recurrent" => Layouts.Draw(Layouts.Recurrent(4, 18, 3, options with { Amplifier = 1 }, seed), seed, rowSum: 0.6),
            _ => Layouts.Draw(Layouts.Elements(4, 7, 3, options with { Amplifier = 1 }, seed), seed, rowSum: 0.6),
        };

        // Where no diode conducts so strongly that explicit steps cannot follow.
        var stream = new RandomStream(seed, StreamPurpose.Study, 4);
        NodeGroup[] groups = [.. drawn.Layout.Groups.Select(g => g with
        {
            InitialState = [.. g.InitialState.Select(_ => stream.NextUniform(0.05, 0.35))],
        })];
        return drawn with { Layout = drawn.Layout with { Groups = groups } };
    }

    private static IPhysicalNetwork Start(NetworkParameters parameters, Examples examples, BenchOptions options)
    {
        IPhysicalNetwork network = Bench.PowerUp(examples.Layout, parameters, examples.Count, options);
        network.Clamp(examples.Inputs, examples.Rows);
        network.StartAtInitialState();
        return network;
    }

    internal static bool HasRails(NeuronOptions options) =>
        Layouts.Layered([1, 1], options).Groups.Skip(1).Any(g => MembraneModel.Of(g, options.Force).HasRails);

    private static TheoryData<string, string> Draws(Func<string, bool> isWanted)
    {
        var data = new TheoryData<string, string>();
        foreach (string name in ExtendedCircuits.All.Where(isWanted))
        {
            data.Add(name, "layered");
            data.Add(name, "recurrent");
            data.Add(name, "elements");
        }

        return data;
    }

    /// <summary>Kirchhoff's current law, written out from the weights: what arrives leaves through leaks, loads and diodes.</summary>
    private static void AssertBalanced(RandomNetwork drawn, IPhysicalNetwork network, Examples examples, double beta, double tolerance)
    {
        if (drawn.Layout.Force != ForceForm.CurrentSumming || HasRails(ExtendedOf(drawn.Layout)))
        {
            return;
        }

        for (int example = 0; example < examples.Count; example++)
        {
            double[][] currents = CurrentBalance.Of(drawn, network, examples, example, beta);
            Assert.All(currents.SelectMany(c => c), current => Assert.InRange(Math.Abs(current), 0, tolerance));
        }
    }

    private static NeuronOptions ExtendedOf(NetworkLayout layout) =>
        new(layout.Force, layout.Groups[1].Activation) { Diodes = layout.Groups[1].Diodes };
}
