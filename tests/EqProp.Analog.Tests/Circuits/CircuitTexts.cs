using EqProp.Analog.Circuits;

namespace EqProp.Analog.Tests.Circuits;

/// <summary>Small circuit files for tests; tau = 1 pF / 1 uS = 1 us, the swing is 1 V.</summary>
internal static class CircuitTexts
{
    public const string Origin = "small.json";

    /// <summary>A 2-3-1 layered circuit that learns.</summary>
    public const string Layered =
        """
        {
          // comments and trailing commas are allowed
          "name": "small",
          "circuit": {
            "neurons": { "membraneCapacitance": "1 pF", "leakConductance": "1 uS" },
            "topology": { "kind": "layered", "layers": [2, 3, 1] },
            "coupling": { "weightRange": [-2, 2] },
          },
          "learning": {
            "dataset": { "name": "xor" },
            "beta": 0.5,
            "freePhase": { "steps": 20 },
            "nudgedPhase": { "duration": "2 us" },
            "rates": [0.1],
          },
          "simulation": { "epsilon": 0.5 },
        }
        """;

    /// <summary>Two named nodes and an input, not learning.</summary>
    public const string Elements =
        """
        {
          "circuit": {
            "neurons": { "membraneCapacitance": "1 pF", "leakConductance": "1 uS" },
            "topology": {
              "kind": "elements",
              "neurons": [ { "name": "in", "role": "input" }, { "name": "h" }, { "name": "out", "role": "output" } ],
              "edges": [ { "from": "in", "to": "h", "weight": 0.5 }, { "from": "h", "to": "out", "conductance": "1 uS" } ]
            },
            "coupling": { "weightRange": [-2, 2] }
          },
          "simulation": { "epsilon": 0.5 }
        }
        """;

    public static ResolvedCircuit Resolve(string text, params string[] settings) => CircuitLoader.Parse(text, Origin, settings);

    /// <summary>The violations of a text that must not load.</summary>
    public static IReadOnlyList<Violation> Violations(string text, params string[] settings) =>
        Assert.Throws<InputException>(() => CircuitLoader.Parse(text, Origin, settings)).Violations;

    /// <summary>The only violation of a text that must not load.</summary>
    public static Violation Violation(string text, params string[] settings) => Assert.Single(Violations(text, settings));
}
