using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using EqProp.Analog.Circuits;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.Studies.Waveforms;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Formats;

public sealed class RawFileTests : IDisposable
{
    private static readonly RawPlot Plot = new(
        "two points", [new("time", "time"), new("v(a)", "voltage"), new("v(b)", "voltage")], [0, 0.4, -1e-300, 1.5e-6, 1.0 / 3, double.MaxValue]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Waveforms_are_read_as_they_were_written()
    {
        RawFile.Write(_folder.File("a.raw"), Plot);
        RawPlot read = RawFile.Read(_folder.File("a.raw"));
        Assert.Equal(Plot.Title, read.Title);
        Assert.Equal(Plot.Variables, read.Variables);
        Assert.Equal(Plot.Values, read.Values);
        Assert.Equal([0.4, 1.0 / 3], read.Find("V(A)")!);
        Assert.Null(read.Find("v(c)"));
    }

    [Theory]
    [InlineData("Binary:", "Values:", "no binary part")]
    [InlineData("Flags: real", "Flags: complex", "not real")]
    [InlineData("No. Points: 2", "No. Points: 3", "ends before")]
    [InlineData("No. Points: 2", "No. Points: x", "No. Points")]
    [InlineData("No. Variables: 3", "No. Variables: 7", "not complete")]
    public void What_is_no_waveform_file_is_explained(string part, string instead, string problem)
    {
        RawFile.Write(_folder.File("a.raw"), Plot);
        string text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(_folder.File("a.raw"))).Replace(part, instead, StringComparison.Ordinal);
        File.WriteAllBytes(_folder.File("b.raw"), System.Text.Encoding.Latin1.GetBytes(text));
        InputException failure = Assert.Throws<InputException>(() => RawFile.Read(_folder.File("b.raw")));
        Assert.Equal("raw.malformed", failure.Violations[0].Code);
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_explained() =>
        Assert.Equal("file.read", Assert.Throws<InputException>(() => RawFile.Read(_folder.File("none.raw"))).Violations[0].Code);

    [NgspiceFact]
    public void Ngspice_loads_the_waveforms_of_a_simulation()
    {
        ResolvedCircuit circuit = CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", "elements-pair.json"));
        Transient transient = WaveformSimulation.Run(circuit, new WaveformRequest { Nodes = ["hidden", "output"] });
        WaveformFiles.Write(_folder.Path, transient, "elements-pair");
        int last = transient.TimesSeconds.Count - 1;
        _folder.Write("print.cir", $"* print\n.control\nset numdgt=16\nload {WaveformFiles.RawName}\nprint time[{last}] v(fast)[{last}] v(out)[{last}]\nquit\n.endc\n.end\n");

        var start = new ProcessStartInfo("ngspice", ["-n", "-b", "print.cir"]) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd();
        double[] printed = [.. Regex.Matches(said, @"(?m)^\S+\[\d+\] = (\S+)$").Select(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))];

        Assert.True(printed.Length == 3, said + errors.Result);
        Assert.Equal(transient.TimesSeconds[last], printed[0], 1e-18);
        Assert.Equal(transient.Traces[0].Volts[last], printed[1], 1e-14);
        Assert.Equal(transient.Traces[2].Volts[last], printed[2], 1e-14);
    }
}
