using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

public class EnergyProbeTests
{
    private const string Cell = """
        {
          "schemaVersion": 1,
          "circuit": {
            "neurons": { "membraneCapacitance": "1 pF", "leakConductance": "2 uS", "voltageSwing": "0.5 V", "activation": { "kind": "linear" } },
            "topology": {
              "kind": "elements",
              "neurons": [ { "name": "x", "role": "input" }, { "name": "y", "role": "output" }, { "name": "z" } ],
              "edges": [ { "from": "x", "to": "y", "weight": 0.6 }, { "from": "z", "to": "y", "weight": 0.25, "kind": "KIND" } ]
            },
            "coupling": { "weightRange": [-4, 4] }
          },
          "simulation": { "precision": "double", "epsilon": 0.1 }
        }
        """;

    /// <summary>Two linear cells: E = (y^2 + z^2) / 2 - 0.6 x y - 0.25 y z, with its minimum at y = 0.64, z = 0.16, E = -0.192.</summary>
    [Fact]
    public void Two_linear_cells_settle_at_the_minimum_known_in_closed_form()
    {
        Transient transient = Record("reciprocal");

        const double Watts = 2e-6 * 0.5 * 0.5;
        Assert.Equal(0, transient.Energy!.Start, 15);
        Assert.Equal(-0.192 * Watts, transient.Energy.Free, 1e-12 * Watts);
        Assert.Equal(transient.Energy.Free, transient.Energy.End);
    }

    /// <summary>Two paths to the output whose amplifiers disagree: no metric makes the forces reciprocal.</summary>
    [Theory]
    [InlineData(2, 2, true)]
    [InlineData(2, 1, false)]
    public void Amplifiers_that_disagree_leave_no_energy_function(double oneGain, double otherGain, bool hasEnergy)
    {
        var options = new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh);
        Coupling[] couplings =
        [
            Layouts.Reciprocal(0, 1), Layouts.Reciprocal(1, 2) with { Gain = oneGain }, Layouts.Reciprocal(2, 3),
            Layouts.Reciprocal(1, 3) with { Gain = otherGain },
        ];
        RandomNetwork drawn = Layouts.Draw(Layouts.Make([2, 3, 3, 2], couplings, options, 1) with { Couplings = couplings }, 1);
        using IPhysicalNetwork network = Bench.PowerUp(drawn.Layout, drawn.Parameters, 1, new BenchOptions());
        float[] inputs = [0.5f, 0.25f];
        network.Clamp(inputs, [0]);
        network.StartAtInitialState();
        var probe = new EnergyProbe(network, inputs);
        Assert.Equal(hasEnergy, probe.Measure() is not null);
        if (hasEnergy)
        {
            double before = probe.Measure()!.Value;
            network.Settle(new PhaseLength(50));
            Assert.True(probe.Measure() < before);
        }
    }

    [Fact]
    public void One_way_synapses_leave_no_energy_function() => Assert.Null(Record("oneWay").Energy);

    private static Transient Record(string kind)
    {
        ResolvedCircuit circuit = CircuitLoader.Parse(Cell.Replace("KIND", kind, StringComparison.Ordinal), "cell.json");
        ChipInstance chip = ChipFabricator.Fabricate(circuit.Description);
        using IPhysicalNetwork network = SimulatedNetwork.Create(chip, batchCapacity: 1);
        network.Program(ParameterInitializer.Draw(chip.Layout, new InitializationBlock(), seed: 1));
        return new TransientRecorder(network, stepSeconds: 1e-7).Record([1f], new PhaseLength(1000));
    }
}
