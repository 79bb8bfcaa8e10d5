using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Wires with a delay between neurons and their synapses.</summary>
public class OutputLineTests
{
    private const int Count = 5;
    private static readonly double[] Times = [0, 0.6, 0, 0.25];

    /// <summary>kappa ds/dt = W l + b - lambda s and T dl/dt = s - l of the lines that there are, solved in closed form.</summary>
    [Fact]
    public void A_linear_network_with_wires_follows_the_matrix_exponential()
    {
        RandomNetwork drawn = Draw(ActivationKind.Linear);
        Examples examples = Examples.Draw(drawn.Layout, Count, 3);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(0.01, IntegrationMethod.Rk4));
        double[][] starts = network.States(Count);
        network.Settle(new PhaseLength(120));
        network.Settle(new PhaseLength(80));
        double[][] reached = network.States(Count);
        for (int example = 0; example < Count; example++)
        {
            double[] expected = Exponential(drawn, examples.Input(example), starts[example], 2);
            Bench.AssertClose(expected, reached[example], 1e-8);
            double[] without = Exponential(Bare(drawn), examples.Input(example), starts[example], 2);
            Assert.True(without.Zip(expected, (a, b) => Math.Abs(a - b)).Max() > 0.01);
        }
    }

    /// <summary>Explicit Euler of neurons and wires at once, written out.</summary>
    [Theory]
    [InlineData(ActivationKind.Tanh, ForceForm.CurrentSumming)]
    [InlineData(ActivationKind.HardSigmoid, ForceForm.EnergyBased)]
    public void Euler_steps_equal_the_equations(ActivationKind activation, ForceForm force)
    {
        RandomNetwork drawn = Draw(activation, force);
        Examples examples = Examples.Draw(drawn.Layout, Count, 3);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(0.1));
        double[][] lines = [.. Enumerable.Range(0, Count).Select(e => Outputs(network, e))];
        for (int step = 0; step < 30; step++)
        {
            double[][] states = network.States(Count), outputs = [.. Enumerable.Range(0, Count).Select(e => Outputs(network, e))];
            network.Settle(new PhaseLength(1));
            double[][] next = network.States(Count);
            for (int example = 0; example < Count; example++)
            {
                // The nodes' rate is the equations' one, with the wires' signals in place of the outputs; the leak keeps the state.
                double[] net = Net(drawn, examples.Input(example), lines[example]);
                double[] expected = [.. states[example].Select((s, i) => s + 0.1 * (net[i] - Leak(drawn, i) * s) / Capacitance(drawn, i))];
                if (force == ForceForm.EnergyBased)
                {
                    expected = [.. expected.Select(s => Math.Clamp(s, 0, 1))];
                }

                Bench.AssertClose(expected, next[example], 1e-12);
                lines[example] = [.. lines[example].Select((l, i) => Time(drawn, i) is > 0 and double t
                    ? l + 0.1 / t * (outputs[example][i] - l)
                    : Outputs(network, example)[i])];
            }
        }
    }

    [Fact]
    public void Wires_do_not_move_the_operating_point_and_start_at_the_outputs()
    {
        RandomNetwork drawn = Draw(ActivationKind.Tanh, ForceForm.CurrentSumming);
        Examples examples = Examples.Draw(drawn.Layout, Count, 3);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(0.1));
        using IPhysicalNetwork bare = Bench.Start(drawn.Parameters, examples with { Layout = Bare(drawn).Layout }, new BenchOptions(0.1));
        network.Settle(new PhaseLength(1));
        bare.Settle(new PhaseLength(1));
        Assert.Equal(bare.States(Count), network.States(Count));
        network.Settle(new PhaseLength(3));
        bare.Settle(new PhaseLength(3));
        Assert.NotEqual(bare.States(Count), network.States(Count));
        network.Settle(new PhaseLength(1000));
        bare.Settle(new PhaseLength(1000));
        double[][] settled = network.States(Count);
        Bench.AssertClose(bare.States(Count)[2], settled[2], 1e-12);
        network.Hold(HoldSlot.Free);
        StateBank bank = network.CreateBank(Count);
        network.Store(bank, examples.Rows);

        // Back from elsewhere by recall and from the bank: with wires left behind, the states would move.
        network.StartAtRandom(2, examples.Rows);
        network.Settle(new PhaseLength(5));
        network.Recall(HoldSlot.Free);
        Assert.True(network.Settle(new PhaseLength(1)).MaxResidual < 1e-12);
        network.StartAtRandom(2, examples.Rows);
        network.Settle(new PhaseLength(5));
        network.StartFrom(bank, examples.Rows);
        Assert.True(network.Settle(new PhaseLength(1)).MaxResidual < 1e-12);
    }

    [Fact]
    public void A_wire_too_quick_for_the_step_diverges_by_name()
    {
        RandomNetwork drawn = Draw(ActivationKind.Linear);
        NodeGroup[] groups = [.. drawn.Layout.Groups.Select(g => g.LineTime > 0 ? g with { LineTime = 0.02 } : g)];
        Examples examples = Examples.Draw(drawn.Layout with { Groups = groups }, Count, 3);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(0.1));
        var failure = Assert.Throws<InputException>(() => network.Settle(new PhaseLength(200)));
        Assert.Matches("at node 'group [123]\\[\\d+\\]'", failure.Violations[0].Message);
    }

    private static RandomNetwork Draw(ActivationKind activation, ForceForm force = ForceForm.CurrentSumming)
    {
        NetworkLayout layout = Layouts.Layered([3, 5, 17, 4], new NeuronOptions(force, activation, Heterogeneous: true), 2, (1, 3));
        layout = layout with { Groups = [.. layout.Groups.Select((g, i) => g with { LineTime = Times[i] })] };
        return Layouts.Draw(layout, 4);
    }

    private static RandomNetwork Bare(RandomNetwork drawn) =>
        drawn with { Layout = drawn.Layout with { Groups = [.. drawn.Layout.Groups.Select(g => g with { LineTime = 0 })] } };

    private static double[] Outputs(IPhysicalNetwork network, int example) =>
        [.. Enumerable.Range(1, network.Layout.OutputGroup).SelectMany(g => network.Group(g, Count, NodeQuantity.Activity)
            .Skip(example * network.Layout.Groups[g].Size).Take(network.Layout.Groups[g].Size))];

    private static double Leak(RandomNetwork drawn, int node) => Of(drawn, g => g.Leak)[node];

    private static double Capacitance(RandomNetwork drawn, int node) => Of(drawn, g => g.Capacitance)[node];

    private static double Time(RandomNetwork drawn, int node) => Of(drawn, g => [.. Enumerable.Repeat(g.LineTime, g.Size)])[node];

    private static double[] Of(RandomNetwork drawn, Func<NodeGroup, IReadOnlyList<double>> values) =>
        [.. drawn.Layout.Groups.Skip(1).SelectMany(values)];

    /// <summary>W signals + b, where signals are those at the ends of the wires: a linear network's net input at states that equal them.</summary>
    private static double[] Net(RandomNetwork drawn, double[] inputs, double[] signals)
    {
        NodeGroup[] linear = [.. drawn.Layout.Groups.Select(g => g with { Activation = ActivationKind.Linear })];
        return new NetworkEquations(drawn.Layout with { Groups = linear }, drawn.Parameters).NetInput(inputs, signals);
    }

    private static double[] Exponential(RandomNetwork drawn, double[] inputs, double[] start, double time)
    {
        int n = start.Length;
        double[] quiet = Net(drawn, inputs, new double[n]);
        var matrix = Matrix<double>.Build.Dense(2 * n, 2 * n);
        for (int j = 0; j < n; j++)
        {
            double[] unit = new double[n];
            unit[j] = 1;
            double[] column = Net(drawn, inputs, unit);
            double wire = Time(drawn, j);
            for (int i = 0; i < n; i++)
            {
                matrix[i, wire > 0 ? n + j : j] += (column[i] - quiet[i]) / Capacitance(drawn, i);
            }

            matrix[j, j] -= Leak(drawn, j) / Capacitance(drawn, j);

            // A neuron without a wire gets one that nobody sees.
            matrix[n + j, j] = wire > 0 ? 1 / wire : 1;
            matrix[n + j, n + j] = -matrix[n + j, j];
        }

        var constant = Vector<double>.Build.Dense(2 * n, i => i < n ? quiet[i] / Capacitance(drawn, i) : 0);
        Vector<double> rest = -matrix.Solve(constant);
        var away = Vector<double>.Build.Dense(2 * n, i => start[i % n]) - rest;
        return [.. (rest + Exponential(matrix * time) * away).Take(n)];
    }

    /// <summary>Taylor's series of a 1024th, squared ten times.</summary>
    private static Matrix<double> Exponential(Matrix<double> matrix)
    {
        const int Squarings = 10, Terms = 12;
        Matrix<double> small = matrix / (1 << Squarings), identity = Matrix<double>.Build.DenseIdentity(matrix.RowCount);
        Matrix<double> sum = identity;
        for (int k = Terms; k >= 1; k--)
        {
            sum = identity + small * sum / k;
        }

        for (int k = 0; k < Squarings; k++)
        {
            sum *= sum;
        }

        return sum;
    }
}
