using EqProp.Analog.Circuits;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Chips;

/// <summary>Circuits whose dies differ.</summary>
internal static class ChipCircuits
{
    /// <summary>A preset with settings.</summary>
    public static ResolvedCircuit Preset(string name, params string[] settings) =>
        CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", name + ".json"), settings);

    /// <summary>
    /// Two linear neurons that drive each other with 0.95 of their leak: a die whose loop gain comes out above one runs away, and within
    /// the default duration of the tests beyond every number.
    /// </summary>
    public static ResolvedCircuit NearlyUnstable() => CircuitLoader.Parse(
        """
        {
          "name": "nearly-unstable",
          "circuit": {
            "neurons": { "membraneCapacitance": "1 pF", "leakConductance": "1 uS", "voltageSwing": "0.1 V", "activation": { "kind": "linear" } },
            "coupling": { "force": "currentSumming", "weightRange": [-4, 4] },
            "topology": {
              "kind": "elements",
              "neurons": [
                { "name": "in", "role": "input", "initialVoltage": "0.45 V" },
                { "name": "a" },
                { "name": "b", "role": "output" }
              ],
              "edges": [
                { "from": "in", "to": "a", "conductance": "100 nS" },
                { "from": "a", "to": "b", "conductance": "950 nS" }
              ]
            },
            "fabrication": { "variations": [{ "parameter": "synapseGain", "relativeSigma": 0.15, "groups": ["output"] }] }
          },
          "simulation": { "epsilon": 0.5, "precision": "double" }
        }
        """, "nearly-unstable.json");
}
