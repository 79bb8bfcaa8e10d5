using System.Diagnostics;
using System.Globalization;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Crosscheck;

namespace EqProp.Analog.Benchmarks;

/// <summary>Runs of ngspice by themselves.</summary>
internal static class NgspiceProcess
{
    /// <summary>Processor time of one run of a deck, whole process.</summary>
    // A process that has ended no longer tells its processor time here; the shell does.
    public static double Seconds(NgspiceProgram ngspice, SpiceDeck deck)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("eqprop-ngspice-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "deck.cir"), deck.Text);
            string timed = "TIMEFORMAT='%U %S'; { time \"$0\" -n -b deck.cir >/dev/null 2>&1; } 2>&1";
            using Process process = Start("bash", folder.FullName, "-c", timed, ngspice.FullName);
            string said = process.StandardOutput.ReadToEnd();
            return said.Split(' ').Sum(part => double.Parse(part, CultureInfo.InvariantCulture));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What the program calls itself.</summary>
    public static string Version(NgspiceProgram ngspice)
    {
        using Process process = Start(ngspice.FullName, Environment.CurrentDirectory, "--version");
        string said = process.StandardOutput.ReadToEnd();
        return said.Split('\n', '*', ':').Select(part => part.Trim()).FirstOrDefault(part => part.StartsWith("ngspice-", StringComparison.Ordinal)) ?? "ngspice";
    }

    private static Process Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }
}
