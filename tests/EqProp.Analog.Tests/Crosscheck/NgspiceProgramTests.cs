using System.Runtime.Versioning;
using EqProp.Analog.Circuits;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Crosscheck;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Spice;

namespace EqProp.Analog.Tests.Crosscheck;

/// <summary>Finding ngspice, and what becomes of its failures.</summary>
public class NgspiceProgramTests
{
    private static readonly SpicePhase Phase = SmallPhases.Known["rails"]();

    [Fact]
    public void A_missing_program_is_named_with_the_way_to_get_it()
    {
        using var folder = new TemporaryFolder();
        InputException nowhere = Assert.Throws<InputException>(() => NgspiceProgram.Find(null, name => name == "PATH" ? folder.Path : null));
        InputException wrong = Assert.Throws<InputException>(() => NgspiceProgram.Find(null, name => name == NgspiceProgram.Variable ? folder.File("none") : null));

        Assert.Equal((FailureKind.Unavailable, "ngspice.missing"), (nowhere.Kind, nowhere.Violations[0].Code));
        Assert.Contains("apt install ngspice", nowhere.Message, StringComparison.Ordinal);
        Assert.Contains(folder.File("none"), wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_program_goes_before_that_of_the_environment()
    {
        using var folder = new TemporaryFolder();
        string own = folder.Write("own", ""), other = folder.Write("other", "");
        Assert.Equal(own, NgspiceProgram.Find(own, _ => other).FullName);
        Assert.Equal(other, NgspiceProgram.Find(null, name => name == NgspiceProgram.Variable ? other : null).FullName);
    }

    [Fact]
    public void A_file_that_is_no_program_is_explained()
    {
        using var folder = new TemporaryFolder();
        NgspiceProgram program = NgspiceProgram.Find(folder.Write("ngspice", "no program"), _ => null);
        InputException failure = Assert.Throws<InputException>(() => Run(program, SpiceNetlist.Write(Phase).Text));
        Assert.Equal("ngspice.start", failure.Violations[0].Code);
    }

    [NgspiceFact]
    public void What_ngspice_says_of_a_failure_is_passed_on()
    {
        // A neuron that excites itself without bound runs away before the end.
        string runaway = SpiceNetlist.Write(Phase).Text.Replace("* analysis", "brun 0 group_1_0 I = exp(100*v(group_1_0))\n* analysis", StringComparison.Ordinal);
        InputException failure = Assert.Throws<InputException>(() => Run(Oracle.Ngspice(), runaway));
        Assert.Equal("ngspice.failed", failure.Violations[0].Code);
        Assert.Contains("it came to", failure.Message, StringComparison.Ordinal);
        Assert.Contains("imestep too small", failure.Message, StringComparison.Ordinal);

        InputException unknown = Assert.Throws<InputException>(() => Run(Oracle.Ngspice(), "* nothing\n.control\nquit\n.endc\n.end\n"));
        Assert.Contains("it came to 0 us of 10 us", unknown.Message, StringComparison.Ordinal);
    }

    [NgspiceFact]
    public void A_run_ends_at_its_time_limit_or_when_it_is_stopped()
    {
        string endless = "* endless\n.control\nwhile 1\nlet x = 1\nend\n.endc\n.end\n";
        InputException failure = Assert.Throws<InputException>(() => Run(Oracle.Ngspice(), endless, TimeSpan.FromMilliseconds(300)));
        Assert.Equal("ngspice.timeout", failure.Violations[0].Code);

        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        Assert.ThrowsAny<OperationCanceledException>(() => Run(Oracle.Ngspice(), endless, TimeSpan.FromMinutes(5), stop.Token));
    }

    [NgspiceFact]
    public void A_time_limit_of_decades_is_no_limit()
    {
        RawPlot plot = Oracle.Ngspice().Run(SpiceNetlist.Write(Phase), new SpiceSettings(), Phase.DurationSeconds, TimeSpan.FromSeconds(2e9), default);
        Assert.Equal(Phase.DurationSeconds, plot.Find("time")![^1], 1e-12);
    }

    [UnixTheory]
    [InlineData("exit 7", "exit code 7", "nothing of use")]
    [InlineData("kill -SEGV $$", "exit code 139", "it came to 0 us")]
    [InlineData("printf 'Title: x\nBinary:\n' > waveforms.raw; exit 3", "exit code 3", "damaged waveform file")]
    [UnsupportedOSPlatform("windows")]
    public void A_silent_failure_is_told_by_its_exit_code(string script, params string[] said)
    {
        using var folder = new TemporaryFolder();
        string program = folder.Write("ngspice", $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        InputException failure = Assert.Throws<InputException>(() => Run(NgspiceProgram.Find(program, _ => null), SpiceNetlist.Write(Phase).Text));

        Assert.Equal(("ngspice.failed", "ngspice"), (failure.Violations[0].Code, failure.Violations[0].Path));
        Assert.All(said, words => Assert.Contains(words, failure.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("filetype", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("eqprop-ngspice-", failure.Message, StringComparison.Ordinal);
    }

    private static void Run(NgspiceProgram program, string text, TimeSpan? timeout = null, CancellationToken stop = default) =>
        program.Run(SpiceNetlist.Write(Phase) with { Text = text }, new SpiceSettings(), Phase.DurationSeconds, timeout ?? TimeSpan.FromMinutes(1), stop);
}
