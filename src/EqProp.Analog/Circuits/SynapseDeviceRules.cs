namespace EqProp.Analog.Circuits;

/// <summary>Rules of synapse devices.</summary>
internal static class SynapseDeviceRules
{
    private const string Block = "circuit.coupling.device";
    private const double LargestStep = 2;
    private const int MostLevels = 1 << 20;
    private const int MostPulses = 10_000;

    public static void Check(CircuitBlock circuit, Findings findings)
    {
        if (circuit.Coupling.Device is not { } device)
        {
            return;
        }

        foreach (string field in SynapseDeviceFields.Unread(device))
        {
            findings.Add(
                "device.unread", $"{Block}.{field}", $"A device of the kind {RecordShapes.FileName(device.Kind.ToString())} has no {field}.",
                "Remove it, or choose the kind that reads it; see eqprop devices list.");
        }

        CheckNumbers(device, findings);
        CheckLaw(device, findings);
        CheckPairs(circuit, device, findings);
        CheckAging(device.Aging, findings);
        if (device.Lifetime is not null && (device.RangeRatio is not null || circuit.Coupling.WeightRange is [> 0, _] or [_, < 0]))
        {
            findings.Add(
                "device.lifetime", $"{Block}.lifetime", "A charge that leaks goes to zero, which this range leaves out.",
                "Leave lifetime or rangeRatio out, or give a writable range with zero in it.");
        }
    }

    private static void CheckNumbers(SynapseDeviceBlock device, Findings findings)
    {
        findings.Positive(device.FullWeight, $"{Block}.fullWeight", "The weight");
        findings.Positive(device.Step, $"{Block}.step", "The step");
        if (device.Step > LargestStep)
        {
            findings.Add("device.step", $"{Block}.step", $"A step of {RuleChecks.Text(device.Step.Value)} of the full weight is more than the range of a device.", "Give less than 2, such as 0.005.");
        }

        if (device.RangeRatio is { } ratio && !(ratio > 1 && double.IsFinite(ratio)))
        {
            findings.Add("device.rangeRatio", $"{Block}.rangeRatio", $"The largest conductance is {RuleChecks.Text(ratio)} times the smallest.", "Give a ratio above 1, such as 10.");
        }

        findings.AtLeast(device.LongestTrain, 1, $"{Block}.longestTrain", "The number of pulses");
        if (device.LongestTrain > MostPulses)
        {
            findings.Add("device.train", $"{Block}.longestTrain", $"{device.LongestTrain} pulses are more than {MostPulses}.", $"Give at most {MostPulses}.");
        }

        if (!(Math.Abs(device.Asymmetry) < 1))
        {
            findings.Add("device.asymmetry", $"{Block}.asymmetry", $"An asymmetry of {RuleChecks.Text(device.Asymmetry)} leaves no step one way.", "Give a number between -1 and 1.");
        }

        (double Value, string Name)[] spreads =
        [
            (device.AsymmetrySpread, "asymmetrySpread"), (device.StepSpread, "stepSpread"), (device.BoundSpread, "boundSpread"),
            (device.CycleSpread, "cycleSpread"), (device.LifetimeSpread, "lifetimeSpread"),
        ];
        foreach ((double value, string name) in spreads)
        {
            findings.NotNegative(value, $"{Block}.{name}", "The standard deviation");
        }

        findings.NotNegative(device.WriteNoise, $"{Block}.writeNoise", "The noise in steps");
    }

    private static void CheckLaw(SynapseDeviceBlock device, Findings findings)
    {
        void Need(bool isGiven, string field, string what, string remedy) => _ = isGiven || Add(field, $"The kind {RecordShapes.FileName(device.Kind.ToString())} needs {what}.", remedy);
        bool Add(string field, string message, string remedy)
        {
            findings.Add("device.law", $"{Block}.{field}", message, remedy);
            return false;
        }

        bool steps = SynapseDeviceFields.Of(device.Kind).Contains("step") && device.Kind != SynapseDeviceKind.Measured;
        Need(!steps || device.Step is not null, "step", "the step of a pulse", "Give step, over the full weight, such as 0.002.");
        Need(device.Kind != SynapseDeviceKind.Quantised || device.Levels is not null, "levels", "a number of levels", "Give levels, such as 16.");
        Need(device.Kind != SynapseDeviceKind.Programmed || device.WriteErrors is { Count: > 0 }, "writeErrors", "the error of a write", "Give writeErrors, such as [0.01].");
        bool exponential = device.Kind == SynapseDeviceKind.ExponentialStep;
        Need(!exponential || device.ExponentUp is not null, "exponentUp", "an exponent", "Give exponentUp, such as 5.");
        Need(!exponential || device.ExponentDown is not null, "exponentDown", "an exponent", "Give exponentDown, such as 5.");
        findings.NotNegative(device.SlopeUp, $"{Block}.slopeUp", "The slope");
        findings.NotNegative(device.SlopeDown, $"{Block}.slopeDown", "The slope");
        findings.Positive(device.ExponentUp, $"{Block}.exponentUp", "The exponent");
        findings.Positive(device.ExponentDown, $"{Block}.exponentDown", "The exponent");
        findings.NotNegative(device.AmplitudeUp, $"{Block}.amplitudeUp", "The amplitude");
        findings.NotNegative(device.AmplitudeDown, $"{Block}.amplitudeDown", "The amplitude");
        findings.NotNegative(device.PowerUp, $"{Block}.powerUp", "The power");
        findings.NotNegative(device.PowerDown, $"{Block}.powerDown", "The power");
        findings.AtLeast(device.Levels, 2, $"{Block}.levels", "The number of levels");
        if (device.Levels > MostLevels)
        {
            findings.Add("device.levels", $"{Block}.levels", $"{device.Levels} levels are more than {MostLevels}.", "Use the kind constantStep for finer steps.");
        }

        for (int i = 0; i < device.WriteErrors?.Count; i++)
        {
            findings.Finite(device.WriteErrors[i], $"{Block}.writeErrors[{i}]", "The coefficient");
        }

        if (device.Lifetime is { } lifetime && !(lifetime >= 1 && double.IsFinite(lifetime)))
        {
            findings.Add("device.lifetime", $"{Block}.lifetime", $"The charge is gone after {RuleChecks.Text(lifetime)} minibatches.", "Give one minibatch or more.");
        }
    }

    private static void CheckPairs(CircuitBlock circuit, SynapseDeviceBlock device, Findings findings)
    {
        bool isPair = device.Pair == DevicePair.Differential;
        if (isPair && (device.Kind == SynapseDeviceKind.Capacitor || !SynapseDeviceFields.IsPulsed(device.Kind)))
        {
            findings.Add(
                "device.pair", $"{Block}.pair", $"Devices of the kind {RecordShapes.FileName(device.Kind.ToString())} are written both ways; pairs are for those that take pulses.",
                "Leave pair out.");
        }

        if (isPair && device.WriteNoise > 0)
        {
            findings.Add("device.pair", $"{Block}.writeNoise", "Noise that hides what is stored is that of single devices.", "Leave writeNoise out, or pair.");
        }

        if (isPair && circuit.Coupling.Kind == SynapseKind.Resistive)
        {
            findings.Add(
                "device.pair", $"{Block}.pair", "Both conductances of a pair would load the membrane, and a resistive synapse loads it with their difference alone.",
                "Use transconductance synapses, or leave pair out.");
        }

        if (isPair && circuit.Coupling.WeightRange is [>= 0, _])
        {
            findings.Add("device.pair", $"{Block}.pair", "The writable range has no negative weights for a pair to make.", "Leave pair out, or give a range of both signs.");
        }

        if (device.RefreshAt is { } share && !(isPair && share > 0 && share <= 1))
        {
            findings.Add(
                "device.refresh", $"{Block}.refreshAt",
                isPair ? $"A share of {RuleChecks.Text(share)} is not within the range of a device." : "Only a differential pair has to be set back.",
                isPair ? "Give a share above 0 and up to 1, such as 0.9." : "Remove it, or give pair differential.");
        }

        if (device.PerDirection && circuit.Topology.Kind != TopologyKind.Layered)
        {
            findings.Add(
                "device.perDirection", $"{Block}.perDirection", "A device for each direction is laid out between layers alone.",
                "Leave perDirection out, or use a layered topology.");
        }

        if (device.PerDirection && circuit.Coupling.Kind == SynapseKind.Resistive)
        {
            findings.Add(
                "device.perDirection", $"{Block}.perDirection", "What resistive synapses load is measured for one conductance that serves both directions.",
                "Leave perDirection out, or use transconductance synapses.");
        }
    }

    private static void CheckAging(DeviceAgingBlock? aging, Findings findings)
    {
        const string path = $"{Block}.aging";
        findings.Positive(aging?.DriftStart, $"{path}.driftStart", "The time in seconds");
        findings.Positive(aging?.RetentionTime, $"{path}.retentionTime", "The time in seconds");
        findings.NotNegative(aging?.ReadNoise?.Factor, $"{path}.readNoise.factor", "The noise");
        findings.Finite(aging?.ReadNoise?.Power, $"{path}.readNoise.power", "The power");
        findings.Positive(aging?.ReadNoise?.Limit, $"{path}.readNoise.limit", "The limit");
        findings.Positive(aging?.ReadNoise?.ReadTime, $"{path}.readNoise.readTime", "The time in seconds");
        if (aging is { DriftMean: not null, DriftStart: null } or { DriftSpread: not null, DriftStart: null })
        {
            findings.Add("device.drift", $"{path}.driftStart", "Drift counts from a time after the write.", "Give aging.driftStart, such as \"20 s\".");
        }

        foreach ((LogarithmBlock? number, string name) in ((LogarithmBlock?, string)[])[(aging?.DriftMean, "driftMean"), (aging?.DriftSpread, "driftSpread")])
        {
            findings.Finite(number?.Slope, $"{path}.{name}.slope", "The slope");
            findings.Finite(number?.Offset, $"{path}.{name}.offset", "The offset");
            findings.NotNegative(number?.Least, $"{path}.{name}.least", "The limit");
            if (number?.Most < number?.Least)
            {
                findings.Add("device.drift", $"{path}.{name}.most", "The upper limit is below the lower one.", "Give the larger number as most.");
            }
        }
    }
}
