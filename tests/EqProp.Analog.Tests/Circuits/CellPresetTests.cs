using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Circuits;

/// <summary>What the presets of FitzHugh-Nagumo cells say of themselves, from their layouts by an integrator of its own.</summary>
public class CellPresetTests
{
    // By itself a cell of a = 0.7, b = 0.8, eps = 0.08 oscillates for I from 0.33 to 1.42.
    [Fact]
    public void The_ring_starts_out_of_phase_and_falls_into_step()
    {
        (CellFlow flow, double[] states) = Load("fhn-ring-oscillators");
        Assert.True(Spread(flow.Of(1, states)) > 0.5);
        List<double> early = [], late = [];
        for (int time = 0; time < 400; time += 4)
        {
            states = flow.Run(states, 4, 0.1);
            (time < 200 ? early : late).Add(Spread(flow.Of(1, states)));
        }

        Assert.True(late.Average() < early.Average() / 2, $"{early.Average()} {late.Average()}");
        double[] swing = [.. Enumerable.Range(0, 50).Select(_ => flow.Of(1, states = flow.Run(states, 1, 0.1))[0])];
        Assert.True(swing.Max() > 1.5 && swing.Min() < -1.5);
    }

    [Fact]
    public void A_pulse_travels_along_the_chain_and_none_does_without_the_driver()
    {
        (CellFlow flow, double[] states) = Load("fhn-chain-wave");
        Assert.All(flow.Rate(states)[2..65], rate => Assert.Equal(0, rate, 1e-5));
        double[] arrival = Arrivals(flow, states);
        Assert.All(arrival, time => Assert.True(time < 200));
        double speed = 32 / (arrival[56] - arrival[24]);
        Assert.InRange(speed, 0.45, 0.65);
        (flow, states) = Load("fhn-chain-wave", "circuit.topology.inputVoltages=[\"0 V\"]");
        Assert.All(Arrivals(flow, states), time => Assert.Equal(double.PositiveInfinity, time));
        (flow, states) = Load("fhn-chain-wave", "circuit.topology.linkResistance=7 kohm");
        Assert.Equal(double.PositiveInfinity, Arrivals(flow, states)[63]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_residual_stack_settles_wherever_it_starts(int seed)
    {
        (CellFlow flow, double[] states) = Load("fhn-residual-deep", $"learning.seed={seed}");
        double[] inputs = [1, 0, 0, 1];
        inputs.CopyTo(states, 0);
        states = flow.Run(states, 40, 0.05);
        double after = flow.Rate(states).Max(Math.Abs);
        states = flow.Run(states, 360, 0.05);
        Assert.True(after < 1e-3, $"{after}");
        Assert.True(flow.Rate(states).Max(Math.Abs) < 1e-10);
    }

    /// <summary>When each cell of the chain first passes u = 1.</summary>
    private static double[] Arrivals(CellFlow flow, double[] states)
    {
        double[] arrival = [.. Enumerable.Repeat(double.PositiveInfinity, 64)];
        for (double time = 0; time < 200; time += 0.5)
        {
            states = flow.Run(states, 0.5, 0.1);
            double[] cells = flow.Of(1, states);
            for (int i = 0; i < cells.Length; i++)
            {
                arrival[i] = Math.Min(arrival[i], cells[i] > 1 ? time : double.PositiveInfinity);
            }
        }

        return arrival;
    }

    private static double Spread(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static (CellFlow Flow, double[] Start) Load(string preset, params string[] settings)
    {
        CircuitDescription description = CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", preset + ".json"), settings).Description;
        NetworkLayout layout = LayoutBuilder.Build(description);
        NetworkParameters drawn = ParameterInitializer.Draw(layout, description.Learning?.Initialization ?? new InitializationBlock(), description.Learning?.Seed ?? 1);
        var flow = new CellFlow(layout, drawn);
        return (flow, flow.Start);
    }
}
