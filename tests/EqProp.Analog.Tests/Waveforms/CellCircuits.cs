using EqProp.Analog.Circuits;

namespace EqProp.Analog.Tests.Waveforms;

/// <summary>Circuits of FitzHugh-Nagumo cells with a = 0.7, b = 0.8, tau = 12.5 of the usual letters unless set; T0 = 1 us, swing 1 V.</summary>
internal static class CellCircuits
{
    private const string Neurons =
        """
        "neurons": {
          "membraneCapacitance": "1 nF", "leakConductance": "1 mS", "referenceVoltage": "0.1 V",
          "fitzHughNagumo": { "gamma": 0.8, "b": 0.7, "tau": 12.5 }
        }
        """;

    /// <summary>Cells that resistors join to their neighbours; they oscillate at a bias of 0.5.</summary>
    public static ResolvedCircuit Lattice(string topology, params string[] settings) => Parse(
        $$"""{ "name": "cells", "circuit": { {{Neurons}}, "topology": {{topology}} }, "simulation": { "method": "tsitouras", "epsilon": 0.1, "precision": "double", "relativeTolerance": 1e-9, "absoluteTolerance": 1e-9 } }""",
        settings);

    /// <summary>A layered network that is to learn exclusive or.</summary>
    public static ResolvedCircuit Xor(params string[] settings) => Parse(
        $$"""
        {
          "name": "cell xor",
          "circuit": { {{Neurons}}, "topology": { "kind": "layered", "layers": [2, 3, 1] }, "coupling": { "weightRange": [-4, 4], "force": "currentSumming" } },
          "learning": { "dataset": { "name": "xor" }, "beta": 0.3, "freePhase": { "steps": 2000 }, "nudgedPhase": { "steps": 2000 }, "batchSize": 4, "epochs": 1, "rates": [0.1] },
          "simulation": { "method": "rk4", "epsilon": 0.05, "precision": "double" }
        }
        """,
        settings);

    private static ResolvedCircuit Parse(string text, string[] settings) => CircuitLoader.Parse(text, "cells.json", settings);
}
