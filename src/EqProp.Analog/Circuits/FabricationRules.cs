namespace EqProp.Analog.Circuits;

/// <summary>Rules of dies: corners, gradients and faults; those of spreads are <see cref="SpreadRules"/>.</summary>
internal static class FabricationRules
{
    private const string Block = "circuit.fabrication";

    /// <summary>Steepest rise of a factor: over the diagonal of the die it stays above zero.</summary>
    private const double MostAcross = 1;

    public static void Check(CircuitBlock circuit, Findings findings)
    {
        if (circuit.Fabrication is not { } fabrication)
        {
            return;
        }

        findings.AtLeast(fabrication.Die, 0, $"{Block}.die", "The number of the die");
        SpreadRules.Check(circuit, fabrication, findings);
        CheckGradients(circuit, fabrication.Gradients ?? [], findings);
        CheckFaults(circuit, fabrication.Faults, findings);
        CheckCorners(circuit, fabrication, findings);
    }

    private static void CheckGradients(CircuitBlock circuit, IReadOnlyList<GradientBlock> gradients, Findings findings)
    {
        for (int i = 0; i < gradients.Count; i++)
        {
            GradientBlock gradient = gradients[i];
            string path = $"{Block}.gradients[{i}]";
            bool isFactor = !ParameterUnits.IsOffset(gradient.Parameter);
            findings.Finite(gradient.Across, $"{path}.across", "The rise across the die");
            findings.Finite(gradient.Angle, $"{path}.angle", "The angle in degrees");
            if (isFactor && Math.Abs(gradient.Across) > MostAcross && double.IsFinite(gradient.Across))
            {
                findings.Add(
                    "gradient.across",
                    $"{path}.across",
                    $"A rise of {RuleChecks.Text(gradient.Across)} of the nominal value across the die leaves nothing at its corner.",
                    $"Give a number between -{MostAcross} and {MostAcross}.");
            }

            if (gradients.Take(i).Any(earlier => earlier.Parameter == gradient.Parameter))
            {
                string name = RecordShapes.FileName(gradient.Parameter.ToString());
                findings.Add("fabrication.twice", path, $"There is an earlier gradient of {name}.", "Merge the two: gradients add.");
            }

            ParameterFit.Check(circuit, gradient.Parameter, null, path, findings);
        }
    }

    private static void CheckFaults(CircuitBlock circuit, FaultBlock? faults, Findings findings)
    {
        if (faults is null)
        {
            return;
        }

        CheckPart(faults.StuckOff, "stuckOff", findings);
        CheckPart(faults.StuckOn, "stuckOn", findings);
        CheckPart(faults.DeadNeurons, "deadNeurons", findings);
        if (faults.StuckOff is >= 0 and <= 1 && faults.StuckOn is >= 0 and <= 1 && faults.StuckOff + faults.StuckOn > 1)
        {
            findings.Add(
                "fault.part",
                $"{Block}.faults.stuckOn",
                $"Parts of {RuleChecks.Text(faults.StuckOff)} off and {RuleChecks.Text(faults.StuckOn)} on are more than all synapses.",
                "Give parts whose sum is at most 1.");
        }

        findings.Finite(faults.StuckOnWeight, $"{Block}.faults.stuckOnWeight", "The weight");
        if (faults.StuckOnWeight < 0 && ParameterFit.JoinsMembranes(circuit, null))
        {
            findings.Add(
                "fabrication.resistor",
                $"{Block}.faults.stuckOnWeight",
                "Between linear nodes a synapse is a resistor on both membranes, which cannot be negative.",
                "Give a weight of zero or above.");
        }
    }

    private static void CheckPart(double part, string name, Findings findings)
    {
        if (!(part is >= 0 and <= 1))
        {
            findings.Add(
                "fault.part", $"{Block}.faults.{name}", $"The part is {RuleChecks.Text(part)}; it must lie between 0 and 1.", "Give 0.01 for one in a hundred.");
        }
    }

    private static void CheckCorners(CircuitBlock circuit, FabricationBlock fabrication, Findings findings)
    {
        IReadOnlyList<CornerBlock> corners = fabrication.Corners ?? [];
        string[] names = [.. corners.Select(corner => corner.Name)];
        for (int i = 0; i < corners.Count; i++)
        {
            string path = $"{Block}.corners[{i}]";
            findings.Positive(corners[i].LeakConductance, $"{path}.leakConductance", "The factor");
            findings.Positive(corners[i].MembraneCapacitance, $"{path}.membraneCapacitance", "The factor");
            findings.Positive(corners[i].SynapseGain, $"{path}.synapseGain", "The factor");
            findings.Positive(corners[i].ActivationGain, $"{path}.activationGain", "The factor");
            if (names[i].Length == 0 || names.Take(i).Contains(names[i]))
            {
                findings.Add("corner.name", $"{path}.name", $"'{names[i]}' is empty or the name of an earlier corner.", "Give each corner a name of its own.");
            }

            if (corners[i].ActivationGain != 1)
            {
                ParameterFit.Check(circuit, VariedParameter.ActivationGain, null, $"{path}.activationGain", findings);
            }
        }

        if (fabrication.Corner is { } chosen && !names.Contains(chosen))
        {
            findings.Add(
                "corner.unknown",
                $"{Block}.corner",
                $"There is no corner '{chosen}'.",
                names.Length == 0 ? "Describe it under circuit.fabrication.corners, or leave it out." : NearestName.Remedy(chosen, names));
        }
    }
}
