using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Designs;
using EqProp.Analog.Studies.Trials;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Designs;

/// <summary>Small studies of the preset xor, and an objective that costs nothing.</summary>
internal static class StudyTexts
{
    public const string Origin = "small-study.json";

    /// <summary>Three temperatures, and chips with learned and with copied weights.</summary>
    public const string Small =
        """
        {
          // comments and trailing commas are allowed
          "schemaVersion": 1,
          "name": "small",
          "circuit": "xor",
          "axes": [
            { "path": "circuit.process.temperature", "from": "280 K", "to": "320 K", "count": 3 },
            { "name": "weights", "path": "trial.weights", "values": ["learned", "copied"] },
          ],
          "samples": { "dies": 10 },
        }
        """;

    /// <summary>The same study with other axes.</summary>
    public static string WithAxes(string axes, string more = "") =>
        $$"""{ "schemaVersion": 1, "name": "small", "circuit": "xor", "axes": [{{axes}}]{{(more.Length > 0 ? ", " : "")}}{{more}} }""";

    public static Study Parse(string text, params string[] settings) =>
        StudyLoader.Parse(text, Origin, settings, RepositoryRoot.Combine("circuits", "presets"));

    /// <summary>The violations of a text that must not load.</summary>
    public static IReadOnlyList<Violation> Violations(string text, params string[] settings) =>
        Assert.Throws<InputException>(() => Parse(text, settings)).Violations;

    /// <summary>An objective that is a formula of temperature, die and seeds; one die in seven fails.</summary>
    public static ITrial Formula { get; } = new FormulaTrial();

    private sealed class FormulaTrial : ITrial
    {
        public IReadOnlyList<TrialMeasure> Measures { get; } = [new("score", "%", "A made-up score.", true), new("other", "", "Another number.")];

        public IReadOnlyList<TrialOutcome> Run(TrialPoint point, IReadOnlyList<TrialSeeds> seeds, CancellationToken stop) =>
            [.. seeds.Select(one => one.Die % 7 == 3 ? new TrialOutcome([double.NaN, one.Die], "It broke, \"quite\".") : new TrialOutcome([Score(point, one), one.Die / 3.0]))];

        private static double Score(TrialPoint point, TrialSeeds seeds) =>
            50 + 40 * Math.Sin(point.Circuit.Description.Circuit.Process.Temperature + seeds.Die * 1.7 + seeds.Noise * 0.3 + seeds.Data + seeds.Learning) + (int)point.Protocol.Weights;
    }
}
