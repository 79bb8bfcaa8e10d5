using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Simulation;
using EqProp.Analog.Simulation.Ensembles;
using EqProp.Analog.Simulation.Metering;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.NonIdealities;
using EqProp.Analog.Tests.Simulation;

namespace EqProp.Analog.Tests.Metering;

/// <summary>Meters of many dies at once: what each die says alone, whoever is beside it.</summary>
public class EnsembleMeterTests
{
    private const double Capacitance = 1e-12;
    private const double Conductance = 1e-6;

    /// <summary>Share of a charge that depends on where steps lie, since magnitudes have a kink where an output changes sign.</summary>
    private const double Kink = 1e-4;

    public static TheoryData<string> Names => [.. MeteredDies.Smooth];

    private static IEnumerable<VectorWidth> Widths => Enum.GetValues<VectorWidth>().Where(VectorWidthSelection.IsAccelerated);

    /// <summary>Steps of one length are the same steps; those of a tolerance are not, and come within it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_die_says_what_it_says_alone(string name)
    {
        foreach ((IntegrationMethod method, double share) in ((IntegrationMethod, double)[])[(IntegrationMethod.Heun, 1e-12), (IntegrationMethod.Tsitouras, 1e-8), (IntegrationMethod.BogackiShampine, 1e-7)])
        {
            MeteredDies dies = MeteredDies.Draw(name, 3, 5, new(Method: method) { Tolerance = 1e-10 });
            IReadOnlyList<PhaseEnergy>[] together = dies.Together();
            for (int die = 0; die < dies.Chips.Length; die++)
            {
                IReadOnlyList<PhaseEnergy> alone = dies.Alone(die);
                Assert.Equal(alone.Select(phase => (phase.Phase, phase.Presentations)), together[die].Select(phase => (phase.Phase, phase.Presentations)));
                foreach ((PhaseEnergy expected, PhaseEnergy actual) in alone.Zip(together[die]))
                {
                    Assert.Equal(expected.Seconds, actual.Seconds, 1e-12 * expected.Seconds);
                    AssertClose(expected, actual, method, share, $"{name}, {method}, die {die}, {expected.Phase}");
                }
            }
        }
    }

    /// <summary>No other chip of this simulator meters Euler steps: adaptive steps of a die alone are what they tend to, rails and all.</summary>
    [Fact]
    public void Euler_steps_tend_to_what_a_die_says_alone()
    {
        foreach (string name in MeteredDies.WithRails.Append("drawn/summing tanh/layered").Append("cells/ring"))
        {
            double[] shares = [.. new[] { 1, 4 }.Select(finer =>
            {
                MeteredDies dies = MeteredDies.Draw(name, 3, 3, new(Epsilon: 0.02 / finer)), exact = MeteredDies.Draw(name, 3, 3, new(Epsilon: 0.02 / finer, Method: IntegrationMethod.Tsitouras) { Tolerance = 1e-9 });
                IReadOnlyList<PhaseEnergy>[] together = dies.Together(steps: 200 * finer);
                return dies.Chips.Select((_, die) => exact.Alone(die, 200 * finer).Zip(together[die], Distance).Max()).Max();
            })];
            Assert.InRange(shares[0], 1e-5, 0.02);
            Assert.InRange(Math.Log(shares[0] / shares[1], 4), 0.8, 1.3);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void States_have_the_same_bits_with_and_without(string name)
    {
        foreach (IntegrationMethod method in (IntegrationMethod[])[IntegrationMethod.ProjectedEuler, IntegrationMethod.Heun, IntegrationMethod.Rk4, IntegrationMethod.BogackiShampine, IntegrationMethod.Tsitouras])
        {
            foreach (PrecisionKind precision in (PrecisionKind[])[PrecisionKind.Double, PrecisionKind.Single])
            {
                foreach (VectorWidth width in Widths)
                {
                    MeteredDies dies = MeteredDies.Draw(name, 6, 11, new(Method: method, Precision: precision) { Tolerance = 1e-4 });
                    Assert.True(States(dies, width, null).SequenceEqual(States(dies, width, new())), $"{method}, {precision}, {width}");
                }
            }
        }
    }

    [Theory]
    [InlineData("drawn/summing tanh/layered", IntegrationMethod.Tsitouras)]
    [InlineData("drawn/buffered tanh resistors/recurrent", IntegrationMethod.Heun)]
    [InlineData("drawn/buffered rails/layered", IntegrationMethod.ProjectedEuler)]
    [InlineData("cells/ring", IntegrationMethod.BogackiShampine)]
    [InlineData("cells/resistors", IntegrationMethod.Tsitouras)]
    public void A_die_says_the_same_in_any_company(string name, IntegrationMethod method)
    {
        foreach (PrecisionKind precision in (PrecisionKind[])[PrecisionKind.Double, PrecisionKind.Single])
        {
            MeteredDies dies = MeteredDies.Draw(name, 2, 37, new(Method: method, Precision: precision) { Tolerance = 1e-5 });
            PhaseEnergy[] alone = [.. (dies with { Chips = [dies.Chips[20]] }).Together(VectorWidth.Scalar)[0]];
            foreach (VectorWidth width in Widths)
            {
                foreach (int threads in (int[])[1, 2])
                {
                    AssertSame(alone, dies.Together(width, threads)[20]);
                    AssertSame(alone, (dies with { Chips = [dies.Chips[3], dies.Chips[20]] }).Together(width, threads)[1]);
                }
            }
        }
    }

    [Fact]
    public void Charging_through_a_resistor_dissipates_half_of_what_comes_whatever_its_conductance()
    {
        const double Volts = 0.7;
        double[] weights = [0.01, 1, 30];
        NetworkLayout drawn = Layouts.Layered([1, 1], ExtendedCircuits.Options("linear resistors") with { Heterogeneous = false });
        NetworkLayout layout = drawn with
        {
            WeightMaximum = 100,
            Groups = [drawn.Groups[0], drawn.Groups[1] with { Leak = [0] }],
            Map = new(new NeuronBlock { MembraneCapacitance = Capacitance, LeakConductance = Conductance, VoltageSwing = Volts }),
        };
        BenchOptions options = new(Method: IntegrationMethod.Tsitouras) { Tolerance = 1e-12 };
        ChipInstance[] chips = [.. weights.Select((_, die) => new ChipInstance(Fabrications.Describe(null) with { Simulation = options.Simulation }, die, layout))];
        var meter = new EnsembleMeter();
        using ChipEnsemble ensemble = ChipEnsemble.Of(chips, new() { Threads = 1 }, 1, meter);
        for (int chip = 0; chip < weights.Length; chip++)
        {
            var parameters = new NetworkParameters(layout);
            parameters.Weights[0][0] = weights[chip];
            ensemble.Program(chip, parameters);
        }

        ensemble.Clamp([1]);
        ensemble.StartAtInitialState();
        ensemble.Settle(new(40000));
        double half = Capacitance * Volts * Volts / 2;
        for (int chip = 0; chip < weights.Length; chip++)
        {
            LayerEnergy total = meter.Take(chip).Single(phase => phase.Phase == MeteredPhase.Free).Total;
            Assert.Equal(half, total.Stored, 1e-9 * half);
            Assert.Equal(half, total.SynapseResistors, 1e-9 * half);
            Assert.Equal(2 * half, total.Synapses, 1e-9 * half);
        }
    }

    /// <summary>Membranes go back through switches; a die that starts where it is already pays nothing.</summary>
    [Fact]
    public void Putting_membranes_back_costs_half_of_C_times_the_voltage_squared()
    {
        MeteredDies dies = MeteredDies.Draw("drawn/summing hard sigmoid/layered", 2, 3, new(Method: IntegrationMethod.Tsitouras));
        var meter = new EnsembleMeter();
        using ChipEnsemble ensemble = dies.Settled(new() { Threads = 1 }, meter);
        double[] ends = dies.States(ensemble);
        Array.ForEach([0, 1, 2], die => meter.Take(die));
        ensemble.StartAtInitialState();
        double[] starts = dies.States(ensemble);
        int nodes = ends.Length / dies.Chips.Length;
        for (int die = 0; die < dies.Chips.Length; die++)
        {
            NetworkLayout layout = dies.Chips[die].Layout;
            double expected = 0, unit = layout.Map.Capacitance * layout.Map.VoltageSwing * layout.Map.VoltageSwing;
            (NodeGroup Group, int Node)[] free = [.. layout.Groups.Skip(1).SelectMany(g => Enumerable.Range(0, g.Size).Select(i => (g, i)))];
            for (int n = 0; n < nodes; n++)
            {
                double move = (ends[die * nodes + n] - starts[die * nodes + n]) / free[n].Group.SlopeOf(free[n].Node);
                expected += unit * free[n].Group.Capacitance[free[n].Node] * move * move / 2;
            }

            PhaseEnergy start = meter.Take(die).Single();
            Assert.Equal(MeteredPhase.Start, start.Phase);
            Assert.Equal(expected, start.Total.Dissipated, 1e-12 * expected);
            Assert.Equal(0, start.Total.Imbalance, 1e-12 * expected);
        }

        ensemble.StartAtInitialState();
        Assert.Equal(0, meter.Take(0).Single().Total.Dissipated);
    }

    /// <summary>After a write, powers are those of the new conductances: what a die says alone that was programmed with them.</summary>
    [Fact]
    public void Dies_that_learned_are_metered_with_what_they_learned()
    {
        CircuitDescription description = Fabrications.Describe(Fabrications.Of(Fabrications.Relative(VariedParameter.LeakConductance, 0.1), Fabrications.Absolute(VariedParameter.InputOffset, "20 mV")));
        description = description with { Simulation = description.Simulation with { Method = IntegrationMethod.Heun, Precision = PrecisionKind.Double } };
        var meter = new EnsembleMeter();
        using ChipEnsemble ensemble = ChipEnsemble.Create(description, [4, 7, 9], new() { Threads = 1 }, 1, meter: meter);
        ensemble.Program(Layouts.Draw(ensemble.Layout, 3).Parameters);
        ensemble.Clamp([0.2f, 0.3f, 0.9f, 0.4f]);
        ensemble.Settle(new(30));
        ensemble.Hold(HoldSlot.Free);
        ensemble.Nudge(CostKind.SquaredError, 0.5, [.. Enumerable.Repeat(0.9f, ensemble.Layout.AnswerCount)]);
        ensemble.Settle(new(20));
        ensemble.Hold(HoldSlot.Positive);
        double[] rates = [.. ensemble.Layout.Couplings.Select(_ => 0.5)], biases = [.. ensemble.Layout.Groups.Select(_ => 0.5)];
        ensemble.Update(new(HoldSlot.Positive, HoldSlot.Free, 2, rates, biases, 0));
        ensemble.ReleaseNudge();
        ensemble.StartAtInitialState();
        Array.ForEach([0, 1, 2], die => meter.Take(die));
        ensemble.Settle(new(30));
        for (int die = 0; die < 3; die++)
        {
            var alone = new PhaseMeter();
            using IPhysicalNetwork chip = SimulatedNetwork.Create(ensemble.Chips[die], 1, new SimulationOptions { Threads = 1, Meter = alone });
            chip.Program(ensemble.ReadBack(die));
            chip.Clamp([0.2f, 0.3f, 0.9f, 0.4f], [0]);
            chip.StartAtInitialState();
            chip.Settle(new(30));
            AssertClose(alone.Take().Single(phase => phase.Phase == MeteredPhase.Free), meter.Take(die).Single(), IntegrationMethod.Heun, 1e-12, $"die {die}");
        }
    }

    [Fact]
    public void Noise_and_meters_of_one_chip_are_refused()
    {
        MeteredDies dies = MeteredDies.Draw("drawn/summing tanh/layered", 2, 2, new());
        ChipInstance[] noisy = [.. dies.Chips.Select(chip => chip with { Description = chip.Description with { Circuit = chip.Description.Circuit with { Noise = new NoiseBlock() } } })];
        Assert.Equal("energy.noise", Assert.Throws<InputException>(() => ChipEnsemble.Of(noisy, new(), 1, new EnsembleMeter())).Violations[0].Code);
        Assert.Throws<ArgumentException>(() => ChipEnsemble.Of(dies.Chips, new() { Meter = new PhaseMeter() }));
        var meter = new EnsembleMeter();
        ChipEnsemble.Of(dies.Chips, new(), 1, meter).Dispose();
        Assert.Throws<InvalidOperationException>(() => ChipEnsemble.Of(dies.Chips, new(), 1, meter));
    }

    private static double[] States(MeteredDies dies, VectorWidth width, EnsembleMeter? meter)
    {
        using ChipEnsemble ensemble = dies.Settled(new() { Width = width, Threads = 1 }, meter, steps: 20);
        return dies.States(ensemble);
    }

    private static void AssertSame(IReadOnlyList<PhaseEnergy> expected, IReadOnlyList<PhaseEnergy> actual)
    {
        Assert.Equal(expected.Select(phase => (phase.Phase, phase.Seconds)), actual.Select(phase => (phase.Phase, phase.Seconds)));
        Assert.Equal(expected.SelectMany(phase => phase.Layers), actual.SelectMany(phase => phase.Layers));
    }

    /// <summary>Largest difference of what energies say, over what is delivered.</summary>
    private static double Distance(PhaseEnergy a, PhaseEnergy b)
    {
        double scale = a.Layers.Max(layer => Math.Abs(layer.Delivered) + Math.Abs(layer.Leak) + Math.Abs(layer.Nonlinear));
        return a.Layers.Zip(b.Layers, (x, y) => x + y * -1).Max(d => new[] { d.Bias, d.Synapses, d.Links, d.Nudge, d.Leak, d.SynapseResistors, d.LinkResistors, d.Nonlinear, d.Rails, d.Stored }.Max(Math.Abs)) / scale;
    }

    private static void AssertClose(PhaseEnergy expected, PhaseEnergy actual, IntegrationMethod method, double share, string where)
    {
        double scale = expected.Layers.Max(layer => Math.Abs(layer.Delivered) + Math.Abs(layer.Leak) + Math.Abs(layer.Nonlinear));
        double charge = expected.Layers.Max(layer => Math.Max(Math.Abs(layer.NetCharge), double.IsNaN(layer.MovedCharge) ? 0 : layer.MovedCharge));
        foreach ((LayerEnergy e, LayerEnergy a) in expected.Layers.Zip(actual.Layers))
        {
            Assert.True(scale > 0 && charge > 0);
            (string What, double Expected, double Actual, double Scale)[] fields =
            [
                ("bias", e.Bias, a.Bias, scale), ("synapses", e.Synapses, a.Synapses, scale), ("links", e.Links, a.Links, scale), ("nudge", e.Nudge, a.Nudge, scale),
                ("leak", e.Leak, a.Leak, scale), ("synapse resistors", e.SynapseResistors, a.SynapseResistors, scale), ("link resistors", e.LinkResistors, a.LinkResistors, scale),
                ("nonlinear", e.Nonlinear, a.Nonlinear, scale), ("rails", e.Rails, a.Rails, scale), ("stored", e.Stored, a.Stored, scale),
                ("net charge", e.NetCharge, a.NetCharge, charge), ("moved charge", e.MovedCharge, a.MovedCharge, charge * (method == IntegrationMethod.Heun ? 1 : Kink / share)),
            ];
            foreach ((string what, double wanted, double got, double of) in fields)
            {
                Assert.True((double.IsNaN(wanted) && double.IsNaN(got)) || Math.Abs(wanted - got) <= share * of, $"{where}, {what}: {wanted:g10} alone, {got:g10} in an ensemble, of {of:g3}");
            }
        }
    }
}
