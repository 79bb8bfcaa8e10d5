using System.Globalization;
using System.Text.RegularExpressions;
using EqProp.Analog.Circuits;
using EqProp.Analog.Spice;

namespace EqProp.Analog.Studies.Crosscheck;

/// <summary>Turns what ngspice says when it fails into what a user can act on.</summary>
internal static partial class NgspiceFailure
{
    private const int MostLines = 4;
    private const double Microsecond = 1e-6;

    public static InputException Of(SpiceDeck deck, NgspiceExit exit, double end, double duration)
    {
        string words = Words(exit);
        string reached = string.Create(
            CultureInfo.InvariantCulture, $"it came to {end / Microsecond:G6} us of {duration / Microsecond:G6} us");
        string place = Trouble().Match(words) is { Success: true } match && deck.Nodes.SelectMany(nodes => nodes).Contains(match.Groups[1].Value)
            ? $" The trouble is at the neuron '{match.Groups[1].Value}'."
            : "";
        string remedy = exit.Said.Contains("imestep too small", StringComparison.Ordinal)
            ? "The voltages there may run away (check its weights and bias), or give a shorter --duration."
            : "Write the netlist with 'eqprop export spice' and run it with 'ngspice -b' to see all of it.";
        return new InputException("ngspice.failed", "ngspice", $"The analysis failed: {reached}. ngspice (exit code {exit.Code}): {words}.{place}", remedy);
    }

    public static InputException OfDamagedFile(NgspiceExit exit, InputException cause) => new(
        "ngspice.failed", "ngspice", $"It left a damaged waveform file. ngspice (exit code {exit.Code}): {Words(exit)}.",
        "See that the disk of the temporary files has room, and run it again.", inner: cause);

    private static string Words(NgspiceExit exit)
    {
        string[] lines = [.. exit.Said.Split('\n').Select(line => line.Trim()).Where(line => Telling().IsMatch(line)).Distinct().Take(MostLines)];
        return lines.Length > 0 ? string.Join(" | ", lines) : "it said nothing of use";
    }

    [GeneratedRegex("error|trouble|too small|singular|fatal|aborted|no such|unknown|undefined", RegexOptions.IgnoreCase)]
    private static partial Regex Telling();

    [GeneratedRegex("trouble with node \"?([a-z0-9_]+)\"?", RegexOptions.IgnoreCase)]
    private static partial Regex Trouble();
}
