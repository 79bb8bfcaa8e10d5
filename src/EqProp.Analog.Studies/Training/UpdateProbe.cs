using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Gradients;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Training;

/// <summary>
/// Lets the chip learn from some examples once, compares what it wrote with the exact gradient, and puts everything back: faults of chip and plasticity unit, lost
/// updates and unfinished settling are all in it.
/// </summary>
internal static class UpdateProbe
{
    /// <summary>Number of the measurement that gives the probe noise of its own.</summary>
    private const int Use = 15;

    /// <summary>Probes a chip; null where it is too large for an exact gradient, or does not settle.</summary>
    /// <param name="bench">The chip.</param>
    /// <param name="epoch">The epoch that it follows.</param>
    /// <param name="rates">Learning rates.</param>
    public static GradientRecord? Measure(ChipBench bench, int epoch, LearningRates rates)
    {
        IPhysicalNetwork network = bench.Network;
        if (network.Layout.FreeCount > GradientStudy.MostNodes)
        {
            return null;
        }

        var batch = new ExampleBatch(network.Layout, bench.Learning, bench.Data, Math.Min(bench.Learning.Evaluation.GradientExamples, network.BatchCapacity));
        NetworkParameters before = network.ReadBack();
        try
        {
            (NetworkParameters exact, double asymmetry) = Exact(new NetworkEquations(network.Layout, before), bench.Learning, batch);
            NetworkParameters after = Write(bench, epoch, rates, batch);
            return new GradientRecord { Examples = batch.Count, Asymmetry = asymmetry, Couplings = [.. Couplings(network.Layout, before, after, exact, rates)] };
        }
        catch (InputException unsettled) when (unsettled.Kind == FailureKind.Diverged)
        {
            return null;
        }
    }

    private static NetworkParameters Write(ChipBench bench, int epoch, LearningRates rates, ExampleBatch batch)
    {
        IPhysicalNetwork network = bench.Network;
        NetworkParameters before = network.ReadBack();
        IReadOnlyList<double[]> memory = network.ReadMemory();
        network.StartClock(NoiseClock.OfMeasurement(epoch, Use));
        network.Clamp(batch.Inputs, [.. Enumerable.Range(0, batch.Count)]);
        network.StartAtInitialState();
        new LearningPhases(bench.Learning).Free(network);
        LearningRuleCatalog.Create(bench.Learning).Learn(network, new(batch.Targets, rates, sign: 1));
        NetworkParameters after = network.ReadBack();
        network.Program(before);
        network.RestoreMemory(memory);
        network.TakeUpdateCounts();
        return after;
    }

    private static (NetworkParameters Gradient, double Asymmetry) Exact(NetworkEquations equations, LearningBlock learning, ExampleBatch batch)
    {
        var mean = new NetworkParameters(equations.Layout);
        double asymmetry = 0;
        for (int e = 0; e < batch.Count; e++)
        {
            double[] inputs = batch.InputOf(e);
            double[] free = ReferenceEquilibrium.Settle(equations, inputs).State;
            NetworkParameters one = ReferenceGradient.Adjoint(equations, inputs, learning.Cost, batch.TargetOf(e), free);
            foreach (((_, double[] from), (_, double[] to)) in one.Arrays().Zip(mean.Arrays()))
            {
                for (int k = 0; k < from.Length; k++)
                {
                    to[k] += from[k] / batch.Count;
                }
            }

            asymmetry = Math.Max(asymmetry, equations.Asymmetry(inputs, free));
        }

        return (mean, asymmetry);
    }

    private static IEnumerable<CouplingGradientRecord> Couplings(
        NetworkLayout layout, NetworkParameters before, NetworkParameters after, NetworkParameters exact, LearningRates rates)
    {
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            Coupling coupling = layout.Couplings[c];
            if (rates.Weights[c] == 0)
            {
                continue;
            }

            double written = 0, wanted = 0, product = 0;
            for (int k = 0; k < exact.Weights[c].Length; k++)
            {
                double step = (before.Weights[c][k] - after.Weights[c][k]) / rates.Weights[c], gradient = exact.Weights[c][k];
                written += step * step;
                wanted += gradient * gradient;
                product += step * gradient;
            }

            yield return new CouplingGradientRecord
            {
                Name = $"{layout.Groups[coupling.Source].Name} to {layout.Groups[coupling.Target].Name}",
                Cosine = written > 0 && wanted > 0 ? product / Math.Sqrt(written * wanted) : 0,
                NormRatio = wanted > 0 ? Math.Sqrt(written / wanted) : 0,
                FeedbackAngleDegrees = coupling.FeedbackOf is { } ahead ? Angle(before, layout, ahead, c) : null,
            };
        }
    }

    /// <summary>Angle between the weights of a coupling and those of the one whose feedback it is, transposed.</summary>
    private static double Angle(NetworkParameters parameters, NetworkLayout layout, int ahead, int back)
    {
        int sources = layout.Groups[layout.Couplings[ahead].Source].Size, targets = layout.Groups[layout.Couplings[ahead].Target].Size;
        double forward = 0, backward = 0, product = 0;
        for (int i = 0; i < sources; i++)
        {
            for (int j = 0; j < targets; j++)
            {
                double w = parameters.Weights[ahead][i * targets + j], b = parameters.Weights[back][j * sources + i];
                forward += w * w;
                backward += b * b;
                product += w * b;
            }
        }

        return forward * backward == 0 ? 90 : Math.Acos(Math.Clamp(product / Math.Sqrt(forward * backward), -1, 1)) * 180 / Math.PI;
    }
}
