using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.Studies.Waveforms;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Waveforms;

public sealed class WaveformTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Table_and_array_hold_the_bits_of_the_record()
    {
        Transient transient = WaveformSimulation.Run(Preset("xor"), new WaveformRequest { Nudged = true, Example = 1 });
        string folder = Path.Combine(_folder.Path, "new", "folder");
        WaveformFiles.Write(folder, transient, "xor");
        string[] lines = File.ReadAllLines(Path.Combine(folder, WaveformFiles.CsvName));
        Assert.Equal("time_s," + string.Join(',', transient.Traces.Select(trace => trace.Name + "_V")), lines[0]);
        NpyArray array = NpyFile.Read(Path.Combine(folder, WaveformFiles.NpyName));
        Assert.Equal([transient.TimesSeconds.Count, 1 + transient.Traces.Count], array.Shape);
        Assert.Equal(array.Values, lines.Skip(1).SelectMany(line => line.Split(',')).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)));
        Assert.Equal(transient.TimesSeconds[7], array.Values[7 * array.Shape[1]]);
        Assert.Equal(transient.Traces[2].Volts[7], array.Values[7 * array.Shape[1] + 3]);
        Assert.StartsWith("<svg", File.ReadAllText(Path.Combine(folder, WaveformFiles.SvgName)).TrimStart(), StringComparison.Ordinal);
        Assert.Contains("nudged phase, beta = 0.5", File.ReadAllText(Path.Combine(folder, WaveformFiles.HtmlName)), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_with_commas_are_quoted()
    {
        var transient = new Transient { TimesSeconds = [0], Traces = [new("a,\"b\"", 1, [0.5])], FreeEnd = 0, FreeResidual = 0 };
        Assert.Equal("time_s,\"a,\"\"b\"\"_V\"\n0,0.5\n", WaveformFiles.ToCsv(transient));
    }

    [Fact]
    public void A_circuit_without_learning_starts_at_its_own_voltages_and_settles_where_its_currents_balance()
    {
        Transient transient = WaveformSimulation.Run(Preset("elements-pair"), new WaveformRequest { Nodes = ["input", "hidden", "output"], DurationSeconds = 100e-6 });
        Assert.Equal(["in", "fast", "slow", "out"], transient.Traces.Select(trace => trace.Name));
        Assert.Equal([1.2, 0.4, 0.9, 0.4], transient.Traces.Select(trace => Math.Round(trace.Volts[0], 6)));
        Assert.Equal(100e-6, transient.TimesSeconds[^1], 1e-12);

        // g = 1 uS, swing 1 V: the bias of 100 nA is 0.1. Both hidden states lie between the rails.
        double[] s = [.. transient.Traces.Select(trace => trace.Volts[^1] - 0.4)];
        Assert.Equal(0.8 * s[0] - 0.4 * s[2] + 0.6 * s[3], s[1], 1e-6);
        Assert.Equal(0.5 * s[0] - 0.4 * s[1] + 0.1, s[2], 1e-6);
        Assert.Equal(0.6 * s[1] + 0.3 * s[2], s[3], 1e-6);
    }

    /// <summary>Offsets and slopes of activation circuits are folded into states; waveforms are of membranes all the same.</summary>
    [Fact]
    public void Waveforms_of_a_drawn_die_start_at_the_voltages_of_its_membranes()
    {
        ResolvedCircuit circuit = CircuitLoader.Load(
            RepositoryRoot.Combine("circuits", "presets", "elements-pair.json"),
            ["""circuit.fabrication={"die":3,"variations":[{"parameter":"inputOffset","absoluteSigma":"20 mV"},{"parameter":"activationGain","relativeSigma":0.1}]}""", "circuit.coupling.force=currentSumming"]);
        Transient transient = WaveformSimulation.Run(circuit, new WaveformRequest { Nodes = ["input", "hidden", "output"] });
        Assert.Equal([1.2, 0.4, 0.9, 0.4], transient.Traces.Select(trace => Math.Round(trace.Volts[0], 6)));
    }

    [Fact]
    public void A_circuit_without_learning_has_the_bias_of_its_neurons()
    {
        ResolvedCircuit circuit = CircuitLoader.Load(
            RepositoryRoot.Combine("circuits", "presets", "elements-pair.json"),
            ["circuit.neurons.biasCurrent=-100 nA", "circuit.outputNeurons.bias=-0.05"]);
        Transient transient = WaveformSimulation.Run(circuit, new WaveformRequest { Nodes = ["input", "hidden", "output"], DurationSeconds = 100e-6 });

        double[] s = [.. transient.Traces.Select(trace => trace.Volts[^1] - 0.4)];
        Assert.Equal(0.8 * s[0] - 0.4 * s[2] + 0.6 * s[3] - 0.1, s[1], 1e-6);
        Assert.Equal(0.5 * s[0] - 0.4 * s[1] + 0.1, s[2], 1e-6);
        Assert.Equal(0.6 * s[1] + 0.3 * s[2] - 0.05, s[3], 1e-6);
    }

    [Fact]
    public void Where_a_node_has_no_leak_the_duration_is_that_of_the_shared_leak()
    {
        string file = _folder.Write("leakless.json", """
            {
              "extends": "BASE",
              "name": "leakless",
              "circuit": {
                "neurons": { "activation": { "kind": "linear" } },
                "coupling": { "kind": "resistive", "weightRange": [0, 4] },
                "topology": {
                  "kind": "elements",
                  "neurons": [
                    { "name": "in", "role": "input", "initialVoltage": "1.2 V" },
                    { "name": "mid", "leakConductance": "0 S" },
                    { "name": "out", "role": "output" }
                  ],
                  "edges": [
                    { "from": "in", "to": "mid", "conductance": "800 nS" },
                    { "from": "mid", "to": "out", "conductance": "500 nS" }
                  ]
                }
              }
            }
            """.Replace("BASE", RepositoryRoot.Combine("circuits", "parts", "chip-leaky.json").Replace('\\', '/'), StringComparison.Ordinal));
        Transient transient = WaveformSimulation.Run(CircuitLoader.Load(file), new WaveformRequest { Nodes = ["mid"] });
        Assert.Equal(10e-6, transient.TimesSeconds[^1], 1e-12);
    }

    [Theory]
    [InlineData("elements-pair", "simulate.nudged")]
    [InlineData("xor", "simulate.example")]
    [InlineData("xor", "simulate.duration")]
    [InlineData("xor", "nodes.unknown")]
    public void Requests_that_the_circuit_cannot_serve_are_explained(string preset, string code)
    {
        WaveformRequest request = code switch
        {
            "simulate.nudged" => new() { Nudged = true },
            "simulate.example" => new() { Example = 4 },
            "simulate.duration" => new() { DurationSeconds = 1e9 },
            _ => new() { Nodes = ["outputs"] },
        };
        var failure = Assert.Throws<InputException>(() => WaveformSimulation.Run(Preset(preset), request));
        Assert.Equal(code, failure.Violations[0].Code);
    }

    private static ResolvedCircuit Preset(string name) => CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", name + ".json"));
}
