using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

public class TransientRecorderTests
{
    private const double Epsilon = 0.2;
    private const double StepSeconds = 0.2e-6;

    private readonly RandomNetwork _drawn;
    private readonly Examples _examples;

    public TransientRecorderTests()
    {
        _drawn = Layouts.Draw(Layouts.Recurrent(3, 9, 2, new NeuronOptions(Heterogeneous: true)), 4);
        _examples = Examples.Draw(_drawn.Layout, 1, 4);
    }

    [Fact]
    public void Traces_are_the_steps_of_the_equations_in_volts_and_seconds()
    {
        Transient transient = Record(["group 0", "group 1", "group 2"], new PhaseLength(12), new PhaseLength(5));
        Assert.Equal(18, transient.TimesSeconds.Count);
        Assert.Equal(12, transient.FreeEnd);
        Assert.Equal(Enumerable.Range(0, 18).Select(i => i * StepSeconds), transient.TimesSeconds);
        Assert.Equal(14, transient.Traces.Count);
        NetworkEquations equations = _drawn.Equations;
        double[] inputs = _examples.Input(0), state = equations.InitialState();
        for (int i = 0; i < 18; i++)
        {
            double[] expected = [.. inputs.Concat(state).Select(s => 0.4 + s)];
            Bench.AssertClose(expected, [.. transient.Traces.Select(trace => trace.Volts[i])], 1e-12);
            OutputNudge? nudge = i < 12 ? null : _examples.Nudge(0, 0.6);
            double[] next = equations.Step(inputs, state, Epsilon, nudge);
            double residual = next.Zip(state, (a, b) => Math.Abs(a - b)).Max() / Epsilon * 1e6;
            if (i == 11)
            {
                Assert.Equal(residual, transient.FreeResidual, 1e-3);
            }

            if (i == 16)
            {
                Assert.Equal(residual, transient.NudgedResidual!.Value, 1e-3);
            }

            state = next;
        }
    }

    [Fact]
    public void Without_names_the_liveliest_nodes_of_each_free_group_are_kept()
    {
        Transient all = Record(["group 1"], new PhaseLength(30), null);
        Transient few = Record(null, new PhaseLength(30), null);
        Assert.Equal(["group 2[0]", "group 2[1]"], few.Traces.Skip(4).Select(trace => trace.Name));
        Assert.Equal(4, few.Traces.Count(trace => trace.Group == 1));
        string[] liveliest = [.. all.Traces.OrderByDescending(Swing).Take(4).Select(trace => trace.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(liveliest, few.Traces.Where(trace => trace.Group == 1).Select(trace => trace.Name));
        Assert.Null(few.NudgedResidual);
        Assert.Equal(30, few.FreeEnd);

        static double Swing(TransientTrace trace) => trace.Volts.Max() - trace.Volts.Min();
    }

    [Fact]
    public void A_phase_with_a_residual_ends_where_the_chip_itself_would_end_it()
    {
        var length = new PhaseLength(500, 1e-3);
        Transient transient = Record(["group 2"], length, null);
        using IPhysicalNetwork network = Bench.PowerUp(_drawn.Layout, _drawn.Parameters, 1, new BenchOptions(Epsilon));
        network.Clamp(_examples.Inputs, [0]);
        network.StartAtInitialState();
        Assert.Equal(network.Settle(length).MeanSteps, transient.FreeEnd);
        Assert.InRange(transient.FreeResidual, 1, 1e-3 * 1e6);
    }

    [Fact]
    public void Unknown_names_are_all_reported_with_the_nearest()
    {
        var failure = Assert.Throws<InputException>(() => Record(["grop 1", "group 1[4]", "volts"], new PhaseLength(1), null));
        Assert.Equal(["grop 1", "volts"], failure.Violations.Select(v => v.Path));
        Assert.Contains("'group 1'", failure.Violations[0].Remedy);
        Assert.Contains("group 1 (group 1[0] to group 1[8])", failure.Violations[1].Remedy);
    }

    private Transient Record(string[]? nodes, PhaseLength free, PhaseLength? nudged)
    {
        using IPhysicalNetwork network = Bench.PowerUp(_drawn.Layout, _drawn.Parameters, 1, new BenchOptions(Epsilon));
        TransientNudge? nudge = nudged is { } length ? new(CostKind.SquaredError, 0.6, _examples.Targets, length) : null;
        return new TransientRecorder(network, StepSeconds, nodes).Record(_examples.Inputs, free, nudge);
    }
}
