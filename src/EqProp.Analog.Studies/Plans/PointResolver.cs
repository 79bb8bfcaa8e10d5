using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Designs;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Plans;

/// <summary>Makes the circuit and the protocol of a point from its settings.</summary>
internal static class PointResolver
{
    /// <summary>Lays the settings of study and point over circuit and protocol.</summary>
    /// <exception cref="InputException">A value is wrong.</exception>
    public static TrialPoint Resolve(StudyDescription study, ComposedCircuit circuit, IReadOnlyList<string> own, int index)
    {
        string[] all = [.. study.Set, .. own];
        return new(index, circuit.Resolve([.. all.Where(setting => !ProtocolSettings.Is(setting))]), ProtocolSettings.Apply(study.Trial, all));
    }

    /// <summary>Seeds of the first trial of a point: the circuit's own where the study says nothing else.</summary>
    public static TrialSeeds FirstSeeds(SampleBlock samples, CircuitDescription circuit) => new(
        samples.FirstDie ?? circuit.Circuit.Fabrication?.Die ?? 0, circuit.Simulation.NoiseSeed, circuit.Learning?.Dataset.Seed ?? 0, circuit.Learning?.Seed ?? 0);
}
