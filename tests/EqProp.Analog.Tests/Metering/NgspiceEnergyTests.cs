using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation.Metering;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Crosscheck;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation;

namespace EqProp.Analog.Tests.Metering;

/// <summary>ngspice integrates v i of the devices of our netlists itself, on capacitors beside the circuit.</summary>
public class NgspiceEnergyTests
{
    private const int Steps = 60;

    [NgspiceTheory]
    [InlineData("drawn/summing tanh/layered")]
    [InlineData("drawn/summing tanh/recurrent")]
    [InlineData("extended/buffered tanh resistors")]
    [InlineData("extended/buffered logistic resistors")]
    [InlineData("drawn/linear resistors/layered")]
    [InlineData("extended/linear resistors")]
    [InlineData("cells/resistors")]
    public void IntegralsAgreeWithNgspice(string name)
    {
        RandomNetwork network = MeteredNetworks.Draw(name, 3);
        LayerEnergy metered = Metered(network.Layout, network.Parameters, network.Inputs);
        AssertAgrees(network.Layout, network.Parameters, network.Inputs, metered);
    }

    [NgspiceTheory]
    [InlineData("ideal-chip")]
    [InlineData("chip-180nm")]
    [InlineData("chip-65nm-subthreshold")]
    [InlineData("loaded-tanh-xor")]
    public void PresetsAgreeWithNgspice(string preset)
    {
        ResolvedCircuit circuit = CircuitLoader.Load(Path.Combine(RepositoryRoot.Path, "circuits", "presets", preset + ".json"));
        NetworkLayout layout = ChipFabricator.Fabricate(circuit.Description).Layout;
        NetworkParameters parameters = EqProp.Analog.Learning.ParameterInitializer.Draw(layout, circuit.Description.Learning!.Initialization, 1);
        double[] inputs = [.. Enumerable.Range(0, layout.InputCount).Select(i => (double)(float)(0.3 + 0.4 * i))];
        AssertAgrees(layout, parameters, inputs, Metered(layout, parameters, inputs));
    }

    private static LayerEnergy Metered(NetworkLayout layout, NetworkParameters parameters, double[] inputs)
    {
        var meter = new PhaseMeter();
        using IPhysicalNetwork chip = Bench.PowerUp(layout, parameters, 1, new(Method: IntegrationMethod.Tsitouras) { Tolerance = 1e-10, Meter = meter });
        chip.Clamp([.. inputs.Select(x => (float)x)], [0]);
        chip.StartAtInitialState();
        chip.Settle(new(Steps));
        return meter.Take().Single(phase => phase.Phase == MeteredPhase.Free).Total;
    }

    private static void AssertAgrees(NetworkLayout layout, NetworkParameters parameters, double[] inputs, LayerEnergy metered)
    {
        double seconds = layout.Map.ToSeconds(new BenchOptions().Epsilon * Steps);
        var settings = new SpiceSettings();
        SpiceDeck deck = SpiceNetlist.Write(new SpicePhase { Title = "energies", Layout = layout, Parameters = parameters, Inputs = inputs, DurationSeconds = seconds }, settings);
        double unit = layout.Map.Capacitance;
        RawPlot plot = NgspiceProgram.Find(null, Environment.GetEnvironmentVariable)
            .Run(new SpiceDeck(WithIntegrators(deck.Text, unit), deck.Nodes), settings, seconds, TimeSpan.FromMinutes(2), CancellationToken.None);
        double Of(string name) => (plot.Find($"v(e_{name})") ?? plot.Find($"e_{name}"))![^1] * unit;
        double resistors = metered.SynapseResistors + metered.LinkResistors;
        double scale = Math.Max(Math.Abs(metered.Leak), Math.Max(resistors, Math.Abs(metered.Synapses)));
        AssertClose("leak", Of("leak"), metered.Leak, scale);
        AssertClose("resistors", Of("resistor"), resistors, scale);
        AssertClose("bias", Of("bias"), metered.Bias, scale);
        if (!layout.HasResistiveSynapses && layout.Cells.Count == 0)
        {
            AssertClose("synapses", Of("source"), metered.Synapses, scale);
        }
    }

    private static void AssertClose(string what, double expected, double actual, double scale) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-4 * scale, $"{what}: {expected:g8} J by ngspice, {actual:g8} metered, of {scale:g3}");

    /// <summary>For each kind of device a current of all their powers into a capacitor, whose voltage is the energy over it.</summary>
    private static string WithIntegrators(string deck, double farads)
    {
        string[] lines = deck.Split('\n');
        string[][] cards = [.. lines.TakeWhile(line => !line.StartsWith(".ic", StringComparison.Ordinal)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(card => card.Length >= 4)];
        var powers = new Dictionary<string, List<string>> { ["leak"] = [], ["resistor"] = [], ["bias"] = [], ["source"] = [] };
        foreach (string[] card in cards)
        {
            switch (card[0][0])
            {
                case 'r' when !card[1].EndsWith("_wire", StringComparison.Ordinal):
                    powers[card[2] == "ref" ? "leak" : "resistor"].Add($"v({card[1]},{card[2]})*v({card[1]},{card[2]})/{card[3]}");
                    break;
                case 'i':
                    powers["bias"].Add($"({card[3]})*v({card[2]},ref)");
                    break;
                case 'g':
                    powers["source"].Add($"({card[5]})*v({card[3]},{card[4]})*v({card[2]},ref)");
                    break;
            }
        }

        string number = farads.ToString("g9", CultureInfo.InvariantCulture);
        IEnumerable<string> added = powers.SelectMany(kind => new[]
        {
            $"ce_{kind.Key} e_{kind.Key} 0 {number}",
            $"be_{kind.Key} 0 e_{kind.Key} I = {(kind.Value.Count == 0 ? "0" : string.Join("\n+ + ", kind.Value))}",
            $".ic v(e_{kind.Key})=0",
            $".save v(e_{kind.Key})",
        });
        int at = Array.FindIndex(lines, line => line.StartsWith(".ic", StringComparison.Ordinal));
        return string.Join('\n', [.. lines[..at], .. added, .. lines[at..]]);
    }
}
