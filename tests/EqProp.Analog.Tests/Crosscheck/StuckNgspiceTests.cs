using System.Runtime.Versioning;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Crosscheck;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Spice;

namespace EqProp.Analog.Tests.Crosscheck;

/// <summary>A step control of ngspice that gets stuck at a rail.</summary>
public class StuckNgspiceTests
{
    [NgspiceFact]
    [UnsupportedOSPlatform("windows")]
    public void Is_loosened_after_a_part_of_the_time_allowed()
    {
        using var folder = new TemporaryFolder();
        string real = Oracle.Ngspice().FullName;
        string script = folder.Write("ngspice", $"#!/bin/sh\nfor deck in \"$@\"; do :; done\ngrep -q trtol=0.03 \"$deck\" || exec sleep 60\nexec {real} \"$@\"\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        SpicePhase phase = SmallPhases.Known["rails"]();
        var study = new CrosscheckStudy(new EquationWaveforms(), NgspiceProgram.Find(script, _ => null));

        (ComparedPhase compared, _) = study.Compare(phase, new SpiceSettings(), TimeSpan.FromSeconds(4), CancellationToken.None);

        Assert.Contains("trtol=0.03", compared.Deck.Text, StringComparison.Ordinal);
        Assert.InRange(Math.Abs(compared.Worst.Largest), 0, 1e-5);
    }
}
