using EqProp.Analog.Circuits;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Energy;

/// <summary>Circuits and tables that tests of energy start from.</summary>
internal static class EnergyCircuits
{
    /// <summary>Folder of the shipped component tables.</summary>
    public static string Shelf { get; } = RepositoryRoot.Combine("circuits", "components");

    /// <summary>A preset with settings.</summary>
    public static ResolvedCircuit Preset(string name, params string[] settings) =>
        CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", name + ".json"), settings);
}
