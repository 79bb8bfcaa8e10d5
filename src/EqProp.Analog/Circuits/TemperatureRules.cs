namespace EqProp.Analog.Circuits;

/// <summary>Rules of temperature: where the models of devices hold, and what follows it.</summary>
internal static class TemperatureRules
{
    private const double Coldest = 200;
    private const double Hottest = 450;

    public static void Check(CircuitBlock circuit, Findings findings)
    {
        NodeRole[] free = [.. TopologyGroups.FreeOf(circuit).Select(group => group.Role).Distinct()];
        bool hasDiodes = free.Any(role => circuit.DiodesOf(role).Any(diode => diode.Kind == DiodeKind.Shockley));
        if (circuit.TemperatureModel is not null || hasDiodes || circuit.Noise is not null)
        {
            CheckKelvins(circuit.Process.Temperature, "circuit.process.temperature", findings);
        }

        if (circuit.TemperatureModel is { } model)
        {
            CheckModel(circuit, model, free, findings);
        }
    }

    private static void CheckModel(CircuitBlock circuit, TemperatureBlock model, NodeRole[] free, Findings findings)
    {
        const string path = "circuit.temperatureModel";
        findings.Positive(model.Reference, $"{path}.reference", "The temperature in kelvins");
        CheckKelvins(model.Reference, $"{path}.reference", findings);
        findings.Finite(model.ResistorLinear, $"{path}.resistorLinear", "The coefficient in 1/K");
        findings.Finite(model.ResistorQuadratic, $"{path}.resistorQuadratic", "The coefficient in 1/K^2");
        findings.NotNegative(model.LeakageCurrent, $"{path}.leakageCurrent", "The leakage current in amperes");
        findings.Positive(model.LeakageDoubling, $"{path}.leakageDoubling", "The temperature in kelvins");
        double difference = circuit.Process.Temperature - model.Reference;
        double resistance = 1 + model.ResistorLinear * difference + model.ResistorQuadratic * difference * difference;
        if (resistance <= 0)
        {
            findings.Add(
                "temperature.resistor",
                $"{path}.resistorLinear",
                $"At {RuleChecks.Text(circuit.Process.Temperature)} K a resistor would have {RuleChecks.Text(resistance)} of its resistance at {RuleChecks.Text(model.Reference)} K.",
                "Give coefficients in 1/K and 1/K^2: 1000 ppm/K are 1e-3.");
        }

        if (model.Subthreshold && free.Any(role => circuit.ActivationOf(role).Kind is ActivationKind.Tanh or ActivationKind.Logistic))
        {
            ParameterFit.Check(circuit, VariedParameter.ActivationGain, null, $"{path}.subthreshold", findings);
        }
    }

    private static void CheckKelvins(double kelvins, string path, Findings findings)
    {
        if (kelvins > 0 && !(kelvins is >= Coldest and <= Hottest))
        {
            findings.Add(
                "temperature.range",
                path,
                $"The temperature is {RuleChecks.Text(kelvins)} K; the models of devices and noise hold from {Coldest} to {Hottest} K.",
                "Give a temperature in kelvins: 300 K are 27 degrees Celsius.");
        }
    }
}
