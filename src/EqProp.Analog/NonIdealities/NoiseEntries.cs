using EqProp.Analog.Circuits;

namespace EqProp.Analog.NonIdealities;

/// <summary>Noise of a circuit while it runs and when it is read.</summary>
internal static class NoiseEntries
{
    private const double ElementaryCharge = 1.602176634e-19;
    private const string Block = "circuit.noise";

    public static IEnumerable<NonIdeality> Of(CircuitBlock circuit) => circuit.Noise is not { } noise
        ? []
        : Running(noise, circuit).Select(entry => entry with { IsNoise = true, Source = noise.Source, Fit = noise.Fit });

    private static IEnumerable<NonIdeality> Running(NoiseBlock noise, CircuitBlock circuit)
    {
        if (noise.Thermal is { } thermal)
        {
            yield return One("thermal noise", "thermal", Thermal(thermal, circuit));
        }

        if (noise.Shot is { } shot)
        {
            yield return One("shot noise", "shot", Shot(shot, circuit.Neurons));
        }

        if (noise.Flicker is { } flicker)
        {
            yield return One("1/f noise", "flicker", Flicker(flicker));
        }

        if (noise.Telegraph is { } telegraph)
        {
            yield return One("telegraph noise", "telegraph", Telegraph(telegraph));
        }

        for (int i = 0; i < noise.SharedLines?.Count; i++)
        {
            LineNoiseBlock line = noise.SharedLines[i];
            yield return One($"{line.Name} line noise", $"sharedLines[{i}]", Line(line)) with { Groups = line.Groups };
        }

        if (noise.ReadOut is { } readOut)
        {
            yield return One("read-out noise", "readOut", [new("rms", readOut.Voltage, "V")]) with { Acts = ActingTime.Read };
        }
    }

    private static NonIdeality One(string name, string field, NonIdealitySize[] sizes) =>
        new() { Name = name, Sizes = sizes, Acts = ActingTime.Step, Path = $"{Block}.{field}" };

    /// <summary>What a membrane with a leak alone would have, k T / C times the excess of the leak, and the densities sqrt(4 k T g) with theirs.</summary>
    private static NonIdealitySize[] Thermal(ThermalNoiseBlock thermal, CircuitBlock circuit)
    {
        double energy = ElementaryCharge * ThermalVoltage.Of(circuit.Process.Temperature);
        double density = 4 * energy * circuit.Neurons.LeakConductance;
        return
        [
            new("rms of a leaky membrane", Math.Sqrt(thermal.LeakExcess * energy / circuit.Neurons.MembraneCapacitance), "V"),
            new("leak", Math.Sqrt(thermal.LeakExcess * density), "A/sqrt(Hz)"),
            new("synapse of weight one", Math.Sqrt(thermal.SynapseExcess * density), "A/sqrt(Hz)"),
        ];
    }

    /// <summary>The density sqrt(2 q I) and what it makes of a membrane with a leak alone: q I / (2 g C).</summary>
    private static NonIdealitySize[] Shot(ShotNoiseBlock shot, NeuronBlock neurons)
    {
        double charge = ElementaryCharge * shot.MembraneCurrent;
        double rms = Math.Sqrt(charge / (2 * neurons.LeakConductance * neurons.MembraneCapacitance));
        return [new("rms of a leaky membrane", rms, "V"), new("current", Math.Sqrt(2 * charge), "A/sqrt(Hz)")];
    }

    private static NonIdealitySize[] Flicker(FlickerNoiseBlock flicker) =>
        [new("rms", flicker.Current, "A"), new("from", flicker.LowestFrequency, "Hz"), new("to", flicker.HighestFrequency, "Hz")];

    private static NonIdealitySize[] Telegraph(TelegraphNoiseBlock telegraph) =>
        [new("current", telegraph.Current, "A"), new("on for", telegraph.MeanTimeOn, "s"), new("off for", telegraph.MeanTimeOff, "s")];

    private static NonIdealitySize[] Line(LineNoiseBlock line) =>
        [new("rms current into each membrane", line.Voltage * line.Conductance, "A"), new("pole at", line.Bandwidth, "Hz")];
}
