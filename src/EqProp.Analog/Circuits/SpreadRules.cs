using EqProp.Analog.Numerics.Quantities;

namespace EqProp.Analog.Circuits;

/// <summary>Rules of what spreads: sigmas with their units, distributions that stay physical, devices, groups.</summary>
internal static class SpreadRules
{
    private const string Block = "circuit.fabrication";

    /// <summary>Part of all devices that may fall out of the physical range; they are drawn anew.</summary>
    private const double MostImpossible = 1e-9;

    /// <summary>A distribution without a lower end is as wide as this at most: beyond it nothing is left of the nominal value.</summary>
    private const double WidestLogarithm = 3;

    public static void Check(CircuitBlock circuit, FabricationBlock fabrication, Findings findings)
    {
        IReadOnlyList<VariationBlock> variations = fabrication.Variations ?? [];
        for (int i = 0; i < variations.Count; i++)
        {
            CheckSigma(variations[i], $"{Block}.variations[{i}]", findings);
            CheckDistribution(variations[i], $"{Block}.variations[{i}]", findings);
            CheckShape(variations[i], $"{Block}.variations[{i}]", findings);
        }

        IReadOnlyList<DeviceBlock> devices = fabrication.Devices ?? [];
        for (int i = 0; i < devices.Count; i++)
        {
            CheckDevice(devices[i], $"{Block}.devices[{i}]", findings);
        }

        HashSet<(VariedParameter, VariationScope, bool, string)> seen = [];
        string[] known = [.. TopologyGroups.FreeOf(circuit).Select(group => group.Name)];
        foreach (ParameterSpread spread in ParameterSpread.Of(circuit))
        {
            CheckGroups(spread, known, seen, findings);
            CheckRange(circuit, spread, findings);
            ParameterFit.Check(circuit, spread.Parameter, spread.Groups, spread.Path, findings);
        }
    }

    private static void CheckSigma(VariationBlock block, string path, Findings findings)
    {
        if (block.RelativeSigma is null == block.AbsoluteSigma is null)
        {
            string found = block.AbsoluteSigma is null ? "no sigma" : "two sigmas";
            findings.Add("fabrication.oneSigma", path, $"There {(block.AbsoluteSigma is null ? "is" : "are")} {found}.", "Give relativeSigma or absoluteSigma.");
            return;
        }

        string name = RecordShapes.FileName(block.Parameter.ToString());
        findings.NotNegative(block.RelativeSigma, $"{path}.relativeSigma", "The standard deviation");
        if (block.RelativeSigma is not null && ParameterUnits.IsOffset(block.Parameter))
        {
            findings.Add(
                "fabrication.relative",
                $"{path}.relativeSigma",
                $"The nominal value of {name} is zero, so that nothing is relative to it.",
                $"Give absoluteSigma in {ParameterUnits.Of(block.Parameter)}.");
        }

        if (block.AbsoluteSigma is { } text)
        {
            CheckUnit(block, text, name, $"{path}.absoluteSigma", findings);
        }
    }

    private static void CheckUnit(VariationBlock block, string text, string name, string path, Findings findings)
    {
        if (ParameterUnits.Of(block.Parameter) is not { } symbol)
        {
            findings.Add("fabrication.unit", path, $"{name} is a factor and has no unit.", "Give relativeSigma instead.");
        }
        else if (!QuantityText.TryParse(text, UnitTable.Get(symbol), out double value, out QuantityFailure? failure))
        {
            findings.Add("fabrication.unit", path, failure.Message, $"Give a standard deviation of {name} in {symbol}, such as \"1 m{symbol}\".");
        }
        else
        {
            findings.NotNegative(value, path, "The standard deviation");
        }
    }

    private static void CheckDistribution(VariationBlock block, string path, Findings findings)
    {
        if (block.Distribution is DistributionKind.LogNormal or DistributionKind.Gamma && block.AbsoluteSigma is not null)
        {
            findings.Add(
                "fabrication.distribution",
                $"{path}.distribution",
                $"The distribution {RecordShapes.FileName(block.Distribution.ToString())} is one of factors.",
                "Give relativeSigma, or use normal, uniform or studentT.");
        }

        if (block.Distribution == DistributionKind.StudentT && !(block.DegreesOfFreedom > 2 && double.IsFinite(block.DegreesOfFreedom)))
        {
            findings.Add(
                "fabrication.degreesOfFreedom",
                $"{path}.degreesOfFreedom",
                $"With {RuleChecks.Text(block.DegreesOfFreedom)} degrees of freedom Student's t has no standard deviation.",
                "Give more than 2.");
        }

        if (block.TruncateSigmas is { } truncation && !(truncation >= 1 && double.IsFinite(truncation)))
        {
            findings.Add(
                "fabrication.truncation",
                $"{path}.truncateSigmas",
                $"Values are cut at {RuleChecks.Text(truncation)} sigma, which leaves another distribution.",
                "Give 1 or more, such as 4.");
        }
    }

    private static void CheckShape(VariationBlock block, string path, Findings findings)
    {
        if (block.KeepsMean && block.Distribution != DistributionKind.LogNormal)
        {
            findings.Add("fabrication.mean", $"{path}.keepsMean", "Only log-normal values have a mean that is not the nominal value.", "Remove it.");
        }

        CheckEnds(block, block.TruncateFactors, $"{path}.truncateFactors", findings);
        CheckEnds(block, block.ClipFactors, $"{path}.clipFactors", findings);
    }

    private static void CheckEnds(VariationBlock block, IReadOnlyList<double>? factors, string path, Findings findings)
    {
        if (factors is not null && block.RelativeSigma is null)
        {
            findings.Add("fabrication.ends", path, "The ends are factors of the nominal value, and the spread is not relative to it.", "Give relativeSigma, or remove them.");
        }
        else if (factors is not null && !(factors.Count == 2 && factors[0] > 0 && factors[0] < 1 && factors[1] > 1 && double.IsFinite(factors[1])))
        {
            findings.Add("fabrication.ends", path, "Two ends are needed, one between 0 and 1 and one above 1.", "Give two factors such as [0.1, 1.9].");
        }
    }

    private static void CheckDevice(DeviceBlock device, string path, Findings findings)
    {
        findings.Positive(device.Width, $"{path}.width", "The width in metres");
        findings.Positive(device.Length, $"{path}.length", "The length in metres");
        findings.NotNegative(device.ThresholdCoefficient, $"{path}.thresholdCoefficient", "The coefficient in V*m");
        findings.NotNegative(device.GainCoefficient, $"{path}.gainCoefficient", "The coefficient in metres");
        findings.Positive(device.Devices, $"{path}.devices", "The number of devices");
        findings.Positive(device.Inversion == InversionKind.Weak ? device.SlopeFactor : 1, $"{path}.slopeFactor", "The slope factor");
        findings.Positive(device.Inversion == InversionKind.Strong ? device.Overdrive : 1, $"{path}.overdrive", "The overdrive in volts");
        if (device.Parameter is VariedParameter.BiasCurrent or VariedParameter.SynapseOffset)
        {
            findings.Add(
                "device.parameter",
                $"{path}.parameter",
                $"The size of a device says how its own current spreads, not how large a {RecordShapes.FileName(device.Parameter.ToString())} that makes.",
                "Give it under variations with absoluteSigma.");
        }

        if (device.Parameter == VariedParameter.MembraneCapacitance && device.ThresholdCoefficient > 0)
        {
            findings.Add("device.capacitor", $"{path}.thresholdCoefficient", "A capacitor has no threshold voltage.", "Give gainCoefficient alone.");
        }
    }

    private static void CheckGroups(
        ParameterSpread spread, string[] known, HashSet<(VariedParameter, VariationScope, bool, string)> seen, Findings findings)
    {
        foreach (string name in spread.Groups ?? known)
        {
            string path = spread.Groups is null ? spread.Path : $"{spread.Path}.groups";
            if (!known.Contains(name))
            {
                findings.Add("fabrication.group", path, $"There is no free group '{name}'.", NearestName.Remedy(name, known));
            }
            else if (!seen.Add((spread.Parameter, spread.Scope, spread.IsOfDevices, name)))
            {
                string parameter = RecordShapes.FileName(spread.Parameter.ToString());
                findings.Add("fabrication.twice", path, $"{parameter} of '{name}' is spoken of twice.", "Name each group in one block alone; independent variances add.");
                return;
            }
        }
    }

    private static void CheckRange(CircuitBlock circuit, ParameterSpread spread, Findings findings)
    {
        if (!spread.MustBePositive || spread.HasEnds || !(spread.Sigma >= 0) || spread.TruncateSigmas < 1 || (spread.Distribution == DistributionKind.StudentT && spread.DegreesOfFreedom <= 2))
        {
            return;
        }

        string name = RecordShapes.FileName(spread.Parameter.ToString());
        double impossible = spread.ChanceBelowZero(spread.IsRelative ? 1 : ParameterUnits.LeastNominal(spread.Parameter, circuit));
        if (impossible > MostImpossible)
        {
            findings.Add(
                "fabrication.range",
                spread.Path,
                $"With a sigma of {RuleChecks.Text(spread.Sigma)}{(spread.IsRelative ? "" : " " + spread.Unit)}, {name} would be zero or below in {RuleChecks.Text(100 * impossible)} % of all draws.",
                "Lower the sigma, cut it with truncateSigmas, or use logNormal or gamma.");
        }
        else if (spread.Distribution is DistributionKind.LogNormal or DistributionKind.Gamma && spread.Sigma > WidestLogarithm)
        {
            findings.Add(
                "fabrication.range", spread.Path, $"A sigma of {RuleChecks.Text(spread.Sigma)} leaves nothing of the nominal value.", $"Give at most {WidestLogarithm}.");
        }
    }
}
