namespace EqProp.Analog.Circuits;

/// <summary>Rules of noise: its numbers, and which methods and phases go with it.</summary>
internal static class NoiseRules
{
    /// <summary>Neurons whose noise is drawn through one dense factor.</summary>
    private const int MostCorrelated = 4096;

    /// <summary>Sources that the names of random numbers have room for.</summary>
    private const int MostFlickerSources = 80;

    public static void Check(CircuitDescription description, Findings findings)
    {
        CircuitBlock circuit = description.Circuit;
        if (circuit.Noise is { } noise)
        {
            CheckNumbers(noise, findings);
            CheckFlicker(noise.Flicker, findings);
            CheckTelegraph(noise.Telegraph, description.Simulation.TimeStep, findings);
            CheckLines(noise.SharedLines ?? [], circuit, findings);
            CheckCorrelated(description, findings);
        }

        AveragingRules.Check(description, findings);
        if (NoiseKinds.MoveStates(circuit))
        {
            CheckEngine(description.Simulation, findings);
        }
    }

    private static void CheckNumbers(NoiseBlock noise, Findings findings)
    {
        findings.NotNegative(noise.Thermal?.LeakExcess, "circuit.noise.thermal.leakExcess", "The factor");
        findings.NotNegative(noise.Thermal?.SynapseExcess, "circuit.noise.thermal.synapseExcess", "The factor");
        findings.NotNegative(noise.Shot?.MembraneCurrent, "circuit.noise.shot.membraneCurrent", "The current in amperes");
        findings.Finite(noise.Telegraph?.Current, "circuit.noise.telegraph.current", "The current in amperes");
        findings.Positive(noise.Telegraph?.MeanTimeOn, "circuit.noise.telegraph.meanTimeOn", "The time in seconds");
        findings.Positive(noise.Telegraph?.MeanTimeOff, "circuit.noise.telegraph.meanTimeOff", "The time in seconds");
        findings.NotNegative(noise.ReadOut?.Voltage, "circuit.noise.readOut.voltage", "The voltage");
    }

    private static void CheckFlicker(FlickerNoiseBlock? flicker, Findings findings)
    {
        const string path = "circuit.noise.flicker";
        if (flicker is null)
        {
            return;
        }

        findings.NotNegative(flicker.Current, $"{path}.current", "The current in amperes");
        findings.Positive(flicker.LowestFrequency, $"{path}.lowestFrequency", "The frequency in hertz");
        findings.Positive(flicker.HighestFrequency, $"{path}.highestFrequency", "The frequency in hertz");
        if (!(flicker.SourcesPerDecade >= 1 && double.IsFinite(flicker.SourcesPerDecade)))
        {
            findings.Add(
                "noise.ripple", $"{path}.sourcesPerDecade",
                $"{RuleChecks.Text(flicker.SourcesPerDecade)} sources a decade leave gaps in the spectrum.", "Give 1 or more: one gives a ripple of 0.25 dB.");
        }

        if (flicker.LowestFrequency >= flicker.HighestFrequency)
        {
            findings.Add(
                "noise.band", $"{path}.highestFrequency",
                $"The band from {RuleChecks.Text(flicker.LowestFrequency)} Hz to {RuleChecks.Text(flicker.HighestFrequency)} Hz is empty.",
                "Give the lower end first.");
        }
        else if (flicker.LowestFrequency > 0 && FlickerBand.SourceCount(flicker) > MostFlickerSources)
        {
            findings.Add(
                "noise.sources", path,
                $"The band and a decade on either side of it need {RuleChecks.Text(FlickerBand.SourceCount(flicker))} sources a neuron; at most {MostFlickerSources} are possible.",
                "Narrow the band, or lower sourcesPerDecade: one gives a ripple of 0.25 dB.");
        }
    }

    /// <summary>The current of a step is that of its beginning.</summary>
    private static void CheckTelegraph(TelegraphNoiseBlock? telegraph, double? step, Findings findings)
    {
        if (telegraph is { MeanTimeOn: > 0, MeanTimeOff: > 0 } && 1 / (1 / telegraph.MeanTimeOn + 1 / telegraph.MeanTimeOff) is var time && time < step)
        {
            findings.Add(
                "noise.telegraph", "circuit.noise.telegraph",
                $"The traps switch within {RuleChecks.Text(time)} s, faster than a step of {RuleChecks.Text(step.Value)} s can follow.",
                "Use a smaller simulation.timeStep, or describe traps that fast as shot noise.");
        }
    }

    private static void CheckLines(IReadOnlyList<LineNoiseBlock> lines, CircuitBlock circuit, Findings findings)
    {
        string[] known = [.. TopologyGroups.FreeOf(circuit).Select(group => group.Name)];
        for (int i = 0; i < lines.Count; i++)
        {
            LineNoiseBlock line = lines[i];
            string path = $"circuit.noise.sharedLines[{i}]";
            findings.NotNegative(line.Voltage, $"{path}.voltage", "The voltage");
            findings.Positive(line.Bandwidth, $"{path}.bandwidth", "The frequency in hertz");
            findings.Finite(line.Conductance, $"{path}.conductance", "The conductance in siemens");
            if (lines.Take(i).Any(earlier => earlier.Name == line.Name))
            {
                findings.Add("noise.lineName", $"{path}.name", $"There is an earlier line '{line.Name}'.", "Give each line a name of its own.");
            }

            if (line.Groups is { Count: 0 })
            {
                findings.Add("noise.group", $"{path}.groups", "The line reaches no group.", "Name a group, or leave groups out for all.");
            }

            foreach (string name in (line.Groups ?? []).Where(name => !known.Contains(name)))
            {
                findings.Add("noise.group", $"{path}.groups", $"There is no free group '{name}'.", NearestName.Remedy(name, known));
            }
        }
    }

    private static void CheckCorrelated(CircuitDescription description, Findings findings)
    {
        CircuitBlock circuit = description.Circuit;
        if (!NoiseKinds.AreCorrelated(circuit))
        {
            return;
        }

        if (description.Simulation.Method == IntegrationMethod.ExponentialEuler)
        {
            findings.Add(
                "noise.correlated", "simulation.method",
                "Resistors between membranes make noise that takes from one what it gives to the other; the exact noise of exponentialEuler is that of neurons by themselves.",
                "Use averagedEuler, which is exact for passive networks.");
        }

        int neurons = TopologyGroups.FreeOf(circuit).Sum(group => group.Size);
        if (neurons > MostCorrelated)
        {
            findings.Add(
                "noise.correlated", "circuit.noise.thermal",
                $"Noise of resistors between the membranes of {neurons} neurons needs a dense factor of as many rows; at most {MostCorrelated} are possible.",
                "Use fewer neurons, or set synapseExcess to 0 to leave the noise of synapses out.");
        }
    }

    private static void CheckEngine(SimulationBlock simulation, Findings findings)
    {
        if (simulation.Settling == SettlingKind.SteadyState)
        {
            findings.Add(
                "noise.settling", "simulation.settling",
                "The operating point itself has no noise: noise moves voltages in time.",
                "Set simulation.settling to transient, or leave the noise out.");
        }
        else if (simulation.Method is not (IntegrationMethod.ProjectedEuler or IntegrationMethod.AveragedEuler
            or IntegrationMethod.StochasticRungeKutta or IntegrationMethod.ExponentialEuler))
        {
            findings.Add(
                "noise.method", "simulation.method",
                $"Steps of {RecordShapes.FileName(simulation.Method.ToString())} carry no noise.",
                "Use averagedEuler, stochasticRungeKutta, exponentialEuler or projectedEuler.");
        }
    }
}
