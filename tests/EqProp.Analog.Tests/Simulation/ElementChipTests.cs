using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Chips spelled out element by element: only what is spelled out is there.</summary>
public class ElementChipTests
{
    private const string Circuit = """
        {
          "schemaVersion": 1,
          "circuit": {
            "neurons": { "membraneCapacitance": "1 pF", "leakConductance": "1 uS" },
            "topology": {
              "kind": "elements",
              "neurons": [
                { "name": "x", "role": "input" },
                { "name": "a", "initialVoltage": "0 V" }, { "name": "b", "initialVoltage": "1.7 V" }, { "name": "c" },
                { "name": "y", "role": "output" }
              ],
              "edges": [
                { "from": "x", "to": "a", "weight": 0.5 }, { "from": "a", "to": "b", "weight": 0.5 },
                { "from": "b", "to": "y", "weight": 0.5 }
              ]
            },
            "coupling": { "weightRange": [0.1, 4] }
          },
          "simulation": { "precision": "double", "epsilon": 0.5 }
        }
        """;

    private static readonly ChipInstance Chip = ChipFabricator.Fabricate(CircuitLoader.Parse(Circuit, "test.json").Description);

    [Fact]
    public void A_range_without_zero_makes_no_synapse_where_there_is_none()
    {
        using IPhysicalNetwork network = Clamped();
        double[][] before = network.ReadBack().Weights;
        network.StartAtInitialState();
        network.Settle(new PhaseLength(5));
        network.Hold(HoldSlot.Free);
        network.Nudge(CostKind.SquaredError, 0.5, [0f]);
        network.Settle(new PhaseLength(5));
        network.Hold(HoldSlot.Positive);
        network.Update(new(HoldSlot.Positive, HoldSlot.Free, 2, [.. before.Select(_ => -50.0)], [0, 0, 0], 0));
        double[][] after = network.ReadBack().Weights;

        Assert.Equal(2 + 2, Count(before));
        Assert.Equal(Count(before), Count(after));
        Assert.NotEqual(before.SelectMany(w => w), after.SelectMany(w => w));
    }

    [Fact]
    public void A_voltage_beyond_the_rails_is_put_on_them_before_other_neurons_see_it()
    {
        using IPhysicalNetwork network = Clamped();
        network.StartAtInitialState();
        double[] states = new double[3];
        network.Read(1, NodeQuantity.State, states);

        Assert.Equal([0, 1, 0], states);
    }

    // x to a, b to y; a and b stand twice in the matrix of their group.
    private static int Count(double[][] weights) => weights.Sum(w => w.Count(weight => weight != 0));

    private static IPhysicalNetwork Clamped()
    {
        IPhysicalNetwork network = SimulatedNetwork.Create(Chip, batchCapacity: 1);
        network.Program(ParameterInitializer.Draw(Chip.Layout, new InitializationBlock(), seed: 1));
        network.Clamp([1f], [0]);
        return network;
    }
}
