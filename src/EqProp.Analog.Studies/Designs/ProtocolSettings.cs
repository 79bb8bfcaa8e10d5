using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Designs;

/// <summary>Settings whose paths begin with <c>trial.</c>: they change what is done with a chip rather than the chip.</summary>
internal static class ProtocolSettings
{
    /// <summary>How such a path begins.</summary>
    public const string Prefix = "trial.";

    private static readonly RecordShapes Shapes = new(typeof(TrialProtocol));

    /// <summary>Whether a setting is one of a trial.</summary>
    public static bool Is(string setting) => setting.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Lays settings over a protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="settings">Settings of trials; others are left out.</param>
    /// <returns>The protocol with the settings.</returns>
    /// <exception cref="InputException">A setting is wrong.</exception>
    public static TrialProtocol Apply(TrialProtocol protocol, IReadOnlyList<string> settings)
    {
        string[] own = [.. settings.Where(Is).Select(setting => setting[Prefix.Length..])];
        if (own.Length == 0)
        {
            return protocol;
        }

        CircuitLayers layers = new(Shapes, new RecordWriter(Shapes).Write(protocol), new Dictionary<string, string>());
        SettingOverlay overlay = new(layers, Shapes);
        Findings findings = new();
        Violation[] problems = [.. own.Select(overlay.Apply).OfType<Violation>()];
        JsonObject root = layers.Root;
        var changed = (TrialProtocol)new RecordBinder(Shapes, findings).ReadRecord(root, typeof(TrialProtocol), "");
        problems = [.. problems, .. findings.All.Select(violation => violation with { Path = Prefix + violation.Path })];
        return problems.Length == 0 ? changed : throw new InputException(problems);
    }
}
