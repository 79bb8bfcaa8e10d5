using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Networks;

/// <summary>The reference equations of chips whose elements differ from the drawing.</summary>
public class FabricatedEquationsTests
{
    public static TheoryData<string, string> Chips => DrawnChips.NamesAndShapes;

    /// <summary>The membrane's own equation, written in its voltage s, against that of the state a (s + delta).</summary>
    [Theory]
    [InlineData("layered")]
    [InlineData("recurrent")]
    public void The_state_is_what_the_activation_circuit_sees_of_the_membrane(string shape)
    {
        RandomNetwork drawn = DrawnChips.Draw("buffered tanh resistors", shape, 2);
        NetworkLayout layout = drawn.Layout;
        double[] states = [.. Enumerable.Range(0, layout.FreeCount).Select(i => 0.1 * i - 0.3)];
        double[] rate = drawn.Equations.Rate(drawn.Inputs, states);
        (NodeGroup Group, int Node)[] nodes = [.. layout.Groups.SelectMany(g => Enumerable.Range(0, g.Size).Select(i => (g, i)))];
        double[] membranes = [.. states.Select((s, k) => s / Slope(k) - Offset(k))];
        for (int target = 0; target < states.Length; target++)
        {
            (NodeGroup group, int node) = nodes[layout.InputCount + target];
            double current = drawn.Parameters.Biases[Array.IndexOf([.. layout.Groups], group)][node] + group.OffsetCurrent![node] - group.Leak[node] * membranes[target];
            for (int source = 0; source < nodes.Length; source++)
            {
                double conductance = Conductance(layout, drawn.Parameters, source, layout.InputCount + target);
                double y = source < layout.InputCount ? drawn.Inputs[source] : Math.Tanh(1 * (Seen(source) - nodes[source].Group.Threshold) * nodes[source].Group.Gain);
                current += conductance * y - Math.Abs(conductance) * membranes[target];
            }

            Assert.Equal(Slope(target) * current / group.Capacitance[node], rate[target], 1e-12);
        }

        double Slope(int k) => nodes[layout.InputCount + k].Group.Slope![nodes[layout.InputCount + k].Node];
        double Offset(int k) => nodes[layout.InputCount + k].Group.Offset![nodes[layout.InputCount + k].Node];
        double Seen(int source) => Slope(source - layout.InputCount) * (membranes[source - layout.InputCount] + Offset(source - layout.InputCount));
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public void The_Jacobian_is_the_derivative_of_the_rate(string name, string shape)
    {
        RandomNetwork drawn = DrawnChips.Draw(name, shape, 3);
        NetworkEquations equations = drawn.Equations;
        double[] state = [.. Enumerable.Range(0, drawn.Layout.FreeCount).Select(i => 0.31 + 0.03 * i)];
        double[,] jacobian = equations.Jacobian(drawn.Inputs, state);
        const double Step = 1e-6;
        for (int j = 0; j < state.Length; j++)
        {
            double here = state[j];
            state[j] = here + Step;
            double[] above = equations.Rate(drawn.Inputs, state);
            state[j] = here - Step;
            double[] below = equations.Rate(drawn.Inputs, state);
            state[j] = here;
            for (int i = 0; i < state.Length; i++)
            {
                Assert.Equal((above[i] - below[i]) / (2 * Step), jacobian[i, j], 1e-7 * Math.Max(1, Math.Abs(jacobian[i, j])));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public void The_adjoint_gradient_is_that_of_finite_differences(string name, string shape)
    {
        RandomNetwork drawn = DrawnChips.Draw(name, shape, 4);
        NetworkEquations equations = drawn.Equations;
        NetworkParameters adjoint = ReferenceGradient.Adjoint(equations, drawn.Inputs, drawn.Cost, drawn.Target);
        NetworkParameters differences = ReferenceGradient.FiniteDifference(equations, drawn.Inputs, drawn.Cost, drawn.Target);
        foreach (((string array, double[] expected), (_, double[] actual)) in differences.Arrays().Zip(adjoint.Arrays()))
        {
            for (int k = 0; k < expected.Length; k++)
            {
                Assert.True(Math.Abs(expected[k] - actual[k]) <= 2e-7, $"{array}[{k}]: {expected[k]:R} and {actual[k]:R}");
            }
        }
    }

    [Fact]
    public void Directions_that_differ_break_the_symmetry_of_the_Jacobian()
    {
        RandomNetwork unlike = DrawnChips.Draw("summing tanh", "layered", 5), alike = DrawnChips.Draw("summing tanh", "layered", 5, alike: true);
        Assert.False(unlike.Equations.HasEnergy);
        Assert.Throws<InvalidOperationException>(() => unlike.Equations.Energy(unlike.Inputs, new double[unlike.Layout.FreeCount]));
        Assert.True(Asymmetry(unlike) > 1e-3);
        Assert.True(alike.Equations.HasEnergy);
        Assert.True(Asymmetry(alike) < 1e-15);
    }

    [Fact]
    public void A_shared_resistor_stays_symmetric_whatever_it_is()
    {
        foreach (string shape in (string[])["layered", "recurrent"])
        {
            RandomNetwork drawn = DrawnChips.Draw("linear resistors", shape, 6);
            Assert.True(drawn.Equations.HasEnergy);
            Assert.True(Asymmetry(drawn) < 1e-15);
        }
    }

    [Theory]
    [InlineData("summing tanh", "layered")]
    [InlineData("summing tanh", "recurrent")]
    [InlineData("rails", "recurrent")]
    [InlineData("linear resistors", "layered")]
    [InlineData("buffered tanh resistors", "layered")]
    [InlineData("amplified tanh", "layered")]
    public void The_energy_of_alike_directions_falls_along_the_motion(string name, string shape)
    {
        RandomNetwork drawn = DrawnChips.Draw(name, shape, 7, alike: true);
        NetworkEquations equations = drawn.Equations;
        double[] state = equations.Project(equations.InitialState());
        double before = equations.Energy(drawn.Inputs, state), first = before;
        for (int k = 0; k < 200; k++)
        {
            state = equations.Step(drawn.Inputs, state, 0.01);
            double after = equations.Energy(drawn.Inputs, state);
            Assert.True(after <= before + 1e-15);
            before = after;
        }

        Assert.True(before < first - 1e-3);
    }

    /// <summary>Largest |K_ij - K_ji| of the conductances d(current into i) / d(activity of j), from the Jacobian.</summary>
    private static double Asymmetry(RandomNetwork drawn)
    {
        NodeGroup[] free = [.. drawn.Layout.Groups.Skip(1)];
        double[] state = new double[drawn.Layout.FreeCount];
        double[,] jacobian = drawn.Equations.Jacobian(drawn.Inputs, state);
        (NodeGroup Group, int Node)[] nodes = [.. free.SelectMany(g => Enumerable.Range(0, g.Size).Select(i => (g, i)))];
        double largest = 0;
        for (int i = 0; i < state.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                largest = Math.Max(largest, Math.Abs(Coupling(i, j) - Coupling(j, i)));
            }
        }

        return largest;

        double Coupling(int i, int j)
        {
            (NodeGroup group, int node) = nodes[i];
            NodeGroup source = nodes[j].Group;
            double slope = new EqProp.Analog.Neurons.ActivationFunction(source.Activation, source.Gain, source.Threshold).Slope(0);
            return jacobian[i, j] * group.Capacitance[node] / group.SlopeOf(node) / slope;
        }
    }

    /// <summary>Conductance from one node into another, from the list of couplings.</summary>
    private static double Conductance(NetworkLayout layout, NetworkParameters parameters, int from, int into)
    {
        int[] first = [.. layout.Groups.Select((_, g) => layout.Groups.Take(g).Sum(group => group.Size))];
        double sum = 0;
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            Coupling coupling = layout.Couplings[c];
            int rows = layout.Groups[coupling.Source].Size, columns = layout.Groups[coupling.Target].Size;
            for (int k = 0; k < rows * columns; k++)
            {
                int source = first[coupling.Source] + k / columns, target = first[coupling.Target] + k % columns;
                double weight = parameters.Weights[c][k];
                sum += source == from && target == into ? coupling.ForwardGain![k] * weight + coupling.Offset![k] : 0;
                bool back = coupling.Source != coupling.Target && target == from && source == into;
                sum += back ? coupling.BackwardGain![k] * weight + coupling.Offset![k] : 0;
            }
        }

        return sum;
    }
}
