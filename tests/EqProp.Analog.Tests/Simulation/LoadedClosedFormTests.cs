using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Circuits with resistors and diodes whose answer is a formula.</summary>
public class LoadedClosedFormTests
{
    private static readonly NeuronOptions Resistors =
        new(ForceForm.CurrentSumming, ActivationKind.Linear) { Synapse = SynapseKind.Resistive };

    /// <summary>A resistor W from a source x charges C beside the leak: s = W x / (g + W) (1 - exp(-(g + W) t / C)).</summary>
    [Theory]
    [InlineData(IntegrationMethod.Rk4, 0.01, 2e-8)]
    [InlineData(IntegrationMethod.ProjectedEuler, 1e-4, 1e-4)]
    public void One_neuron_charges_through_its_resistor(IntegrationMethod method, double epsilon, double tolerance)
    {
        const double W = 2.5, Leak = 1.3, Capacitance = 0.7, X = 0.75;
        using IPhysicalNetwork network = One(Leak, Capacitance, W, [], new BenchOptions(epsilon, method));
        network.Clamp([(float)X], [0]);
        network.StartAtInitialState();
        int stride = (int)Math.Round(0.05 / epsilon);
        for (int k = 1; k <= 40; k++)
        {
            network.Settle(new PhaseLength(stride));
            double expected = W * X / (Leak + W) * (1 - Math.Exp(-(Leak + W) * k * stride * epsilon / Capacitance));
            Assert.Equal(expected, network.States(1)[0][0], tolerance);
        }
    }

    /// <summary>
    /// G s + I (exp((s - l) / v) - 1) = i has the solution s = (i + I) / G - v W0(I / (G v) exp(((i + I) / G - l) / v)).
    /// </summary>
    [Theory]
    [InlineData(0.3, 0.05, 0.2)]
    [InlineData(2, 0.05, 0.4)]
    [InlineData(4, 0.0258, 0.6)]
    public void A_diode_and_a_resistor_meet_where_Lambert_says(double bias, double thermal, double level)
    {
        const double W = 1.5, Leak = 1, X = 0.5, Saturation = 1e-4;
        NodeDiode diode = new(DiodeKind.Shockley, DiodeDirection.FromMembrane, level, Saturation, thermal);
        double conductance = Leak + W, current = W * X + bias + Saturation;
        double argument = Saturation / (conductance * thermal) * Math.Exp((current / conductance - level) / thermal);
        double expected = current / conductance - thermal * LambertW(argument);
        Assert.Equal(Settled(diode, bias), expected, 1e-12);

        // The same circuit upside down.
        NodeDiode other = diode with { Direction = DiodeDirection.IntoMembrane, Level = -level };
        Assert.Equal(Settled(other, -bias), -expected, 1e-12);

        double Settled(NodeDiode mounted, double into)
        {
            using IPhysicalNetwork network = One(Leak, 1, W, [mounted], new BenchOptions(0.005), into);
            network.Clamp([(float)(Math.Sign(into) * X)], [0]);
            network.StartAtInitialState();
            network.Settle(new PhaseLength(20_000));
            return network.States(1)[0][0];
        }
    }

    /// <summary>Two membranes and a source in a row of three resistors: a divider, whichever amplifier of gain one stands between.</summary>
    [Fact]
    public void Resistors_between_linear_membranes_divide_a_voltage()
    {
        NetworkLayout layout = Layouts.Layered([1, 1, 1], Resistors);
        layout = layout with { Groups = [layout.Groups[0], layout.Groups[1] with { Leak = [0] }, layout.Groups[2] with { Leak = [2] }] };
        var parameters = new NetworkParameters(layout);
        parameters.Weights[0][0] = 1;
        parameters.Weights[1][0] = 0.5;
        using IPhysicalNetwork network = Bench.PowerUp(layout, parameters, 1, new BenchOptions(0.2));
        network.Clamp([1f], [0]);
        network.StartAtInitialState();
        network.Settle(new PhaseLength(2000));

        // 1, 1/0.5 and 1/2 in series: 3.5; what is left after the first, and after the second.
        Bench.AssertClose([2.5 / 3.5, 0.5 / 3.5], network.States(1)[0], 1e-12);
    }

    private static IPhysicalNetwork One(
        double leak, double capacitance, double weight, NodeDiode[] diodes, BenchOptions options, double bias = 0)
    {
        NetworkLayout layout = Layouts.Layered([1, 1], Resistors with { Diodes = diodes });
        layout = layout with { Groups = [layout.Groups[0], layout.Groups[1] with { Leak = [leak], Capacitance = [capacitance] }] };
        var parameters = new NetworkParameters(layout);
        parameters.Weights[0][0] = weight;
        parameters.Biases[1][0] = bias;
        return Bench.PowerUp(layout, parameters, 1, options);
    }

    /// <summary>W0 of a positive number: Newton's method on w + ln w = ln z.</summary>
    private static double LambertW(double z)
    {
        double w = z < 1 ? z : Math.Log(z) + 1;
        for (int k = 0; k < 100; k++)
        {
            w *= (1 + Math.Log(z / w)) / (1 + w);
        }

        return w;
    }
}
