using System.Globalization;
using System.Xml.Linq;
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Rhythms;
using EqProp.Analog.Simulation;
using EqProp.Analog.Stability;
using EqProp.Analog.Studies.Cells;
using EqProp.Analog.Studies.Waveforms;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Waveforms;

public sealed class CellStudyTests : IDisposable
{
    private const double Rest = -1.1994080352;
    private const string Ring = """{ "kind": "ring", "cells": 5, "linkWeight": 0.2, "initialSpread": "1 V" }""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Both_states_of_chosen_cells_are_recorded_and_drawn_in_one_colour()
    {
        // The activator of cell 0 stands still at first while its inhibitor moves most.
        ResolvedCircuit circuit = CellCircuits.Lattice(
            """
            { "kind": "ring", "cells": 5, "linkWeight": 0, "initialVoltages": ["1.6 V", "-1.1 V", "-1.1 V", "-1.1 V", "-1.1 V"],
              "initialInhibitors": [0.375, -0.32, -0.32, -0.32, -0.32] }
            """);
        RecordedWaveforms recorded = WaveformSimulation.Record(circuit, new WaveformRequest { DurationSeconds = 0.5e-6 });
        Assert.Equal(
            ["cells[1]", "cells[2]", "cells[3]", "cells[4]", "cells inhibitor[1]", "cells inhibitor[2]", "cells inhibitor[3]", "cells inhibitor[4]"],
            recorded.Transient.Traces.Select(trace => trace.Name));
        Assert.Equal([null, null, null, null, 0, 1, 2, 3], WaveformFiles.ToSet(recorded.Transient, "").Traces.Select(trace => trace.Beside));
        Assert.Equal(5, recorded.Transient.Cells.Count);
        CellTrace cell = recorded.Transient.Cells.Single(cell => cell.Name == "cells[2]");
        Assert.Equal(recorded.Transient.Traces[1].Volts, cell.Activator);
        Assert.Equal(recorded.Transient.Traces[5].Volts, cell.Inhibitor);
    }

    [Fact]
    public void Named_nodes_are_recorded_alone_and_all_cells_are_studied_all_the_same()
    {
        RecordedWaveforms recorded = WaveformSimulation.Record(
            CellCircuits.Lattice(Ring), new WaveformRequest { DurationSeconds = 30e-6, Nodes = ["cells[3]"] });
        Assert.Equal("cells[3]", recorded.Transient.Traces.Single().Name);
        Assert.Equal(5, recorded.Cells!.Names.Count);
        Assert.Equal("cells[3]", recorded.Cells.Portraits.Single().Name);
    }

    /// <summary>v = u - u^3 / 3 + I + 2 D (u* - u) and v = (u + b) / gamma, shown above the reference of 0.1 V.</summary>
    [Fact]
    public void Nullclines_are_those_of_the_equations_with_neighbours_at_rest()
    {
        RecordedWaveforms recorded = WaveformSimulation.Record(CellCircuits.Lattice(Ring), new WaveformRequest { DurationSeconds = 5e-6 });
        CellNullclines lines = recorded.Cells!.Portraits[0].Nullclines!;
        for (int i = 0; i < lines.Activator.Count; i++)
        {
            double u = lines.Activator[i] - 0.1;
            Assert.Equal(u - u * u * u / 3 + 0.4 * (Rest - u), lines.OfActivator[i] - 0.1, 1e-8);
            Assert.Equal((u + 0.7) / 0.8, lines.OfInhibitor[i] - 0.1, 1e-8);
        }
    }

    /// <summary>The wave that our engine shows arrives when a plain integration of the equations says so.</summary>
    [Fact]
    public void A_wave_along_a_chain_has_the_speed_of_the_equations()
    {
        string volts = string.Join(',', Enumerable.Range(0, 20).Select(i => i < 3 ? "\"1.6 V\"" : $"\"{(Rest + 0.1).ToString(CultureInfo.InvariantCulture)} V\""));
        string inhibitors = string.Join(',', Enumerable.Repeat((-0.6242600440).ToString(CultureInfo.InvariantCulture), 20));
        ResolvedCircuit circuit = CellCircuits.Lattice(
            $$"""{ "kind": "chain", "cells": 20, "linkWeight": 0.5, "initialVoltages": [{{volts}}], "initialInhibitors": [{{inhibitors}}] }""");
        CellStudy study = WaveformSimulation.Record(circuit, new WaveformRequest { DurationSeconds = 80e-6 }).Cells!;

        NetworkLayout layout = ChipFabricator.Fabricate(circuit.Description).Layout;
        var equations = new NetworkEquations(layout, ParameterInitializer.Draw(layout, new InitializationBlock(), 1));
        var motion = Motion.Run(equations, [], equations.InitialState(), 80);
        double?[] arrivals = [.. Enumerable.Range(0, 20).Select(i => UpwardCrossings.Find(motion.Times, motion.Of(i), 0).Cast<double?>().FirstOrDefault() * 1e-6)];
        WaveSpeed expected = WaveSpeed.Of(arrivals)!;
        Assert.Equal(3, study.Wave!.Origin);
        Assert.Equal(expected.CellsPerSecond, study.Wave.CellsPerSecond, 1e-3 * expected.CellsPerSecond);
        Assert.InRange(expected.CellsPerSecond, 4e5, 6e5);
        Assert.False(study.Wave.BothWays);
        Assert.Equal(17, study.Crossings.Count(one => one.Count == 1));
        Assert.Null(study.MeanHertz);
        Assert.Contains("a cell further every 1.", CellWords.Rhythm(study), StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_that_start_alike_oscillate_in_step_at_the_frequency_of_one()
    {
        CellStudy study = WaveformSimulation.Record(
            CellCircuits.Lattice("""{ "kind": "ring", "cells": 4, "linkWeight": 0.2 }""", "circuit.neurons.bias=0.5"), new WaveformRequest { DurationSeconds = 300e-6 }).Cells!;
        Assert.All(study.Order.OfType<double>(), order => Assert.Equal(1, order, 1e-9));
        Assert.True(study.Order.OfType<double>().Count() > 300);
        Assert.Null(study.Wave);
        LimitCycle cycle = StabilityAnalysis.FromInitialState(new Stability.OneCell(0.7, 0.8, 12.5, 0.5).Equations(), []).Cycle!;
        Assert.Equal(1e6 / cycle.Period, study.MeanHertz!.Value, 2e-3 * study.MeanHertz.Value);
    }

    [Theory]
    [InlineData("""{ "kind": "ring", "cells": 5, "linkWeight": 0.2 }""", 5, true)]
    [InlineData("""{ "kind": "chain", "cells": 4, "linkWeight": 0.2, "inputs": 1 }""", 4, false)]
    [InlineData("""{ "kind": "grid", "rows": 2, "columns": 3, "linkWeight": 0.2 }""", null, false)]
    public void Waves_are_sought_in_rows_alone(string topology, int? cells, bool isRing)
    {
        ResolvedCircuit circuit = CellCircuits.Lattice(topology);
        Transient transient = WaveformSimulation.Run(circuit, new WaveformRequest { DurationSeconds = 1e-6 });
        Assert.Equal(cells is { } count ? new CellRow(0, count, isRing) : null, CellStudy.RowOf(transient, ChipFabricator.Fabricate(circuit.Description).Layout));
    }

    [Fact]
    public void Tables_hold_the_numbers_and_pictures_stand_alone()
    {
        RecordedWaveforms recorded = WaveformSimulation.Record(
            CellCircuits.Lattice(Ring, "circuit.neurons.bias=0.5"), new WaveformRequest { DurationSeconds = 200e-6 });
        IReadOnlyList<string> files = WaveformFiles.Write(_folder.Path, recorded, "cells");
        Assert.Equal(files.Order(StringComparer.Ordinal), Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string[] crossings = File.ReadAllLines(_folder.File(CellFiles.CrossingsName));
        Assert.Equal("cell,time_s", crossings[0]);
        Assert.Equal(recorded.Cells!.Crossings.SelectMany(one => one), crossings[1..].Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)));
        string[] coherence = File.ReadAllLines(_folder.File(CellFiles.CoherenceName));
        Assert.Equal(recorded.Cells.Order, coherence[1..].Select(line => line.Split(',')[1] is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : (double?)null));
        Assert.Equal(1 + 4 * 240, File.ReadAllLines(_folder.File(CellFiles.NullclinesName)).Length);
        foreach (string picture in files.Where(file => file.EndsWith(".svg", StringComparison.Ordinal)))
        {
            Assert.Contains("prefers-color-scheme", XElement.Load(_folder.File(picture)).ToString(), StringComparison.Ordinal);
        }

        string html = File.ReadAllText(_folder.File(WaveformFiles.HtmlName));
        Assert.Contains("Phase portraits", html, StringComparison.Ordinal);
        string[] ids = [.. System.Text.RegularExpressions.Regex.Matches(html, " id=\"([^\"]+)\"").Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Circuits_of_other_neurons_have_no_such_pictures() =>
        Assert.Null(WaveformSimulation.Record(
            CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", "elements-pair.json")), new WaveformRequest { DurationSeconds = 5e-6 }).Cells);
}
