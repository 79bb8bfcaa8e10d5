using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Studies.Training;

namespace EqProp.Analog.Studies.Energy.Sweeps;

/// <summary>
/// Energy, accuracy and noise of a chip as fields of its description change. Dimensionless weights stay, and so do steps in time constants; each point is
/// a circuit of its own, checked like any other.
/// </summary>
public static class EnergySweep
{
    /// <summary>Most fields that are swept together.</summary>
    public const int MostAxes = 2;

    private const double Boltzmann = 1.380649e-23;
    private const double Percent = 100;

    // What is wrong with a path or a unit is wrong at every point.
    private static readonly string[] Everywhere = ["set.", "unit."];

    /// <summary>Runs a sweep.</summary>
    /// <param name="circuit">The circuit before anything is swept.</param>
    /// <param name="axes">One or two fields.</param>
    /// <param name="options">Weights, examples, data; when its token fires, the points that are done are kept.</param>
    /// <param name="progress">Called before each point with its number from 0 and its values; may be null.</param>
    /// <returns>The points; one that fails is a point with its reason.</returns>
    /// <exception cref="InputException">There is no such field, or its unit is another.</exception>
    public static SweepResult Run(ResolvedCircuit circuit, IReadOnlyList<SweepAxis> axes, EnergyOptions options, Action<int, IReadOnlyList<string>>? progress = null)
    {
        if (axes.Count is 0 or > MostAxes)
        {
            throw new InputException("sweep.axes", "--sweep", $"{axes.Count} fields cannot be swept together.", $"Give --sweep once or up to {MostAxes} times.");
        }

        string form = DimensionlessForm.Of(circuit);
        List<SweepPoint> points = [];
        foreach (IReadOnlyList<string> values in Grid(axes))
        {
            progress?.Invoke(points.Count, values);
            try
            {
                options.Cancellation.ThrowIfCancellationRequested();
                points.Add(Measure(circuit, form, axes, values, options));
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        return new()
        {
            CircuitName = circuit.Name,
            CircuitHash = circuit.Hash,
            Axes = axes,
            Points = Mark(points),
            Examples = options.Examples,
            HasWeights = options.Parameters is not null,
            IsCutShort = points.Count < axes.Aggregate(1, (count, axis) => count * axis.Values.Count),
        };
    }

    /// <summary>Thermal noise of a membrane over the swing: sqrt(kT/C) / V.</summary>
    /// <param name="circuit">A resolved circuit block.</param>
    /// <returns>A share of the swing.</returns>
    public static double Noise(CircuitBlock circuit) =>
        Math.Sqrt(Boltzmann * circuit.Process.Temperature / circuit.Neurons.MembraneCapacitance) / circuit.Neurons.VoltageSwing;

    private static IEnumerable<IReadOnlyList<string>> Grid(IReadOnlyList<SweepAxis> axes) => axes.Aggregate(
        (IEnumerable<IReadOnlyList<string>>)[[]], (rows, axis) => rows.SelectMany(row => axis.Values.Select(value => (IReadOnlyList<string>)[.. row, value])));

    private static SweepPoint Measure(ResolvedCircuit circuit, string form, IReadOnlyList<SweepAxis> axes, IReadOnlyList<string> values, EnergyOptions options)
    {
        try
        {
            ResolvedCircuit point = CircuitLoader.Parse(form, circuit.Origin, [.. axes.Zip(values, (axis, value) => $"{axis.Path}={value}")]);
            EnergyResult result = EnergyStudy.Run(point, options with { FollowsSettling = false });
            return new()
            {
                Values = values,
                JoulesPerInference = result.Inference.Estimate.Joules,
                Low = result.Inference.Estimate.Low,
                High = result.Inference.Estimate.High,
                JoulesPerUpdate = result.Update?.Estimate.Joules,
                AccuracyPercent = Accuracy(point, options),
                NoisePercent = Percent * Noise(point.Description.Circuit),
                Missing = result.Inference.Missing.Count,
                Boundary = result.Inference.Boundary,
            };
        }
        catch (InputException failure) when (!failure.Violations.Any(violation => Everywhere.Any(start => violation.Code.StartsWith(start, StringComparison.Ordinal))))
        {
            return new() { Values = values, Failure = string.Join(" ", failure.Violations.Select(violation => violation.Message).Distinct()) };
        }
        catch (ArgumentException misfit) when (options.Parameters is not null)
        {
            return new() { Values = values, Failure = $"The weights do not fit: {misfit.Message}" };
        }
    }

    // With its noises, which the study of energy is without.
    private static double? Accuracy(ResolvedCircuit circuit, EnergyOptions options)
    {
        if (options.Parameters is null || circuit.Description.Learning is null)
        {
            return null;
        }

        using ChipBench bench = ChipBench.SetUp(circuit, options.Data, options.Simulation);
        bench.Network.Program(options.Parameters);
        ExampleSet examples = bench.Data.Test.Count > 0 ? bench.Data.Test : bench.Data.Train;
        return Percent - bench.Evaluator.Run(examples, limit: options.Examples, cancellation: options.Cancellation).ErrorPercent;
    }

    private static IReadOnlyList<SweepPoint> Mark(IReadOnlyList<SweepPoint> points)
    {
        IReadOnlyList<bool> accurate = ParetoFront.Of([.. points.Select(point => (Known(point.JoulesPerInference), -Known(point.AccuracyPercent)))]);
        IReadOnlyList<bool> quiet = ParetoFront.Of([.. points.Select(point => (Known(point.JoulesPerInference), Known(point.NoisePercent)))]);
        return [.. points.Select((point, i) => point with { IsOnAccuracyFront = accurate[i], IsOnNoiseFront = quiet[i] })];
    }

    private static double Known(double? number) => number ?? double.NaN;
}
