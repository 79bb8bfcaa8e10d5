using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Waveforms;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Waveforms;

public sealed class TemperatureSweepTests
{
    // One linear neuron: V = V_ref + (G_in (V_in - V_ref) - I_leakage) / g, with I doubling every 10 K and leak and synapse alike resistors.
    [Fact]
    public void Operating_points_follow_leakage_and_resistors()
    {
        TemperatureSweep sweep = TemperatureSweep.Run(OneNeuron("\"leakageCurrent\": \"1 nA\", \"resistorLinear\": 0.002"), new WaveformRequest(), [320, 300, 310, 300]);
        Assert.Equal([300, 310, 320], sweep.Kelvins);
        Assert.Equal("out", sweep.Traces.Single().Name);
        for (int i = 0; i < 3; i++)
        {
            double difference = 10 * i, leak = 1e-6 / (1 + 0.002 * difference), leakage = 1e-9 * Math.Pow(2, difference / 10);
            Assert.Equal(0.4 + 0.5 * 0.3 - leakage / leak, sweep.Traces[0].Volts[i], 1e-6);
        }
    }

    [Fact]
    public void Without_a_model_nothing_follows_temperature()
    {
        TemperatureSweep sweep = TemperatureSweep.Run(OneNeuron(""), new WaveformRequest { Nodes = ["in", "out"] }, [250, 350]);
        Assert.Equal(["in", "out"], sweep.Traces.Select(trace => trace.Name));
        Assert.Equal(0.7, sweep.Traces[0].Volts[0], 1e-7);
        Assert.Equal(sweep.Traces[1].Volts[0], sweep.Traces[1].Volts[1]);
    }

    [Fact]
    public void Temperatures_at_which_no_model_holds_are_refused() => Assert.Contains(
        "circuit.process.temperature",
        Assert.Throws<InputException>(() => TemperatureSweep.Run(OneNeuron(""), new WaveformRequest(), [300, -5])).Violations[0].Path,
        StringComparison.Ordinal);

    [Fact]
    public void Files_hold_the_bits_of_the_sweep()
    {
        using var folder = new TemporaryFolder();
        TemperatureFiles.Write(folder.Path, new TemperatureSweep([250, 300.5], [new("a,b", [0.1, 1.0 / 3])]), "title");
        Assert.Equal("temperature_K,\"a,b_V\"\n250,0.1\n300.5,0.3333333333333333\n", File.ReadAllText(folder.File("temperatures.csv")));
        Assert.StartsWith("<svg", File.ReadAllText(folder.File("temperatures.svg")), StringComparison.Ordinal);
        Assert.Contains("300.5", File.ReadAllText(folder.File("temperatures.html")), StringComparison.Ordinal);
    }

    private static ResolvedCircuit OneNeuron(string model) => CircuitLoader.Parse(
        """
        {
          "name": "one",
          "circuit": {
            "neurons": { "membraneCapacitance": "1 pF", "leakConductance": "1 uS", "activation": { "kind": "linear" } },
            "coupling": { "force": "currentSumming", "weightRange": [-4, 4] },
            "topology": {
              "kind": "elements",
              "neurons": [{ "name": "in", "role": "input", "initialVoltage": "0.7 V" }, { "name": "out", "role": "output" }],
              "edges": [{ "from": "in", "to": "out", "conductance": "500 nS" }]
            },
            "temperatureModel": { MODEL }
          },
          "simulation": { "epsilon": 0.5, "precision": "double", "steadyState": { "tolerance": 1e-9 } }
        }
        """.Replace("MODEL", model, StringComparison.Ordinal), "one.json");
}
