namespace EqProp.Analog.Tests.Circuits;

/// <summary>Small circuit files of FitzHugh-Nagumo neurons for tests; R0 = 1 kohm, C = 1 nF, so that T0 = 1 us; V0 = 1 V.</summary>
internal static class CellTexts
{
    /// <summary>The values of Nagumo's circuit for eps, a, b = 0.08, 0.7, 0.8 in the usual letters.</summary>
    public const string Neuron =
        """
        "neurons": {
          "membraneCapacitance": "1 nF", "leakConductance": "1 mS", "referenceVoltage": "0 V",
          "fitzHughNagumo": { "resistance": "800 ohm", "sourceVoltage": "0.7 V", "inductance": "12.5 mH" }
        }
        """;

    /// <summary>A 2-3-1 layered circuit.</summary>
    public static readonly string Layered = Text("""{ "kind": "layered", "layers": [2, 3, 1] }""", """, "coupling": { "weightRange": [-2, 2] }""");

    public static readonly string Ring = Text("""{ "kind": "ring", "cells": 5, "linkWeight": 0.5 }""");

    public static readonly string Chain = Text("""{ "kind": "chain", "cells": 4, "linkResistance": "2 kohm", "inhibitorLinkWeight": 0.25, "inputs": 1 }""");

    public static readonly string Grid = Text("""{ "kind": "grid", "rows": 2, "columns": 3, "linkWeight": 0.5 }""");

    public static readonly string Residual =
        Text("""{ "kind": "residual", "width": 2, "depth": 3, "linkWeight": 0.5, "inhibitorLinkWeight": 0.25 }""", """, "coupling": { "weightRange": [-2, 2] }""");

    /// <summary>Two cells and an input by name.</summary>
    public static readonly string Elements = Text(
        """
        {
          "kind": "elements",
          "neurons": [
            { "name": "in", "role": "input" },
            { "name": "h", "initialVoltage": "-1.2 V", "gamma": 0.5, "b": 0.1, "tau": 2, "initialInhibitor": -0.6, "membraneCapacitance": "2 nF" },
            { "name": "out", "role": "output" }
          ],
          "edges": [ { "from": "in", "to": "h", "weight": 0.5 }, { "from": "out", "to": "h", "weight": 1, "plastic": false } ]
        }
        """,
        """, "coupling": { "weightRange": [-2, 2] }""");

    private static string Text(string topology, string more = "") =>
        $$"""{ "circuit": { {{Neuron}}, "topology": {{topology}} {{more}} }, "simulation": { "epsilon": 0.1 } }""";
}
