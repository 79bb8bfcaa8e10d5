using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Tests.NonIdealities;

/// <summary>Small circuits with a fabrication block; g = 1 uS, C = 1 pF, the swing is 1 V.</summary>
internal static class Fabrications
{
    /// <summary>Fabricates one die of a layered, current-summing tanh network.</summary>
    public static NetworkLayout Chip(FabricationBlock? fabrication, int[]? layers = null, int? die = null, Func<CircuitBlock, CircuitBlock>? change = null) =>
        ChipFabricator.Fabricate(Describe(fabrication, layers, change), die).Layout;

    public static CircuitDescription Describe(FabricationBlock? fabrication, int[]? layers = null, Func<CircuitBlock, CircuitBlock>? change = null)
    {
        var circuit = new CircuitBlock
        {
            Neurons = new NeuronBlock
            {
                MembraneCapacitance = 1e-12,
                LeakConductance = 1e-6,
                Activation = new ActivationBlock { Kind = ActivationKind.Tanh },
            },
            Topology = new TopologyBlock { Kind = TopologyKind.Layered, Layers = layers ?? [4, 5, 3] },
            Coupling = new CouplingBlock { Force = ForceForm.CurrentSumming, WeightRange = [-2, 2] },
            Fabrication = fabrication,
        };
        return CircuitResolver.Resolve(new CircuitDescription
        {
            Circuit = change?.Invoke(circuit) ?? circuit,
            Simulation = new SimulationBlock { Epsilon = 0.1 },
        }).Description;
    }

    /// <summary>Every device of the die varies in one parameter.</summary>
    public static VariationBlock Relative(VariedParameter parameter, double sigma, VariationScope scope = VariationScope.Mismatch) =>
        new() { Parameter = parameter, RelativeSigma = sigma, Scope = scope };

    public static VariationBlock Absolute(VariedParameter parameter, string sigma, VariationScope scope = VariationScope.Mismatch) =>
        new() { Parameter = parameter, AbsoluteSigma = sigma, Scope = scope };

    public static FabricationBlock Of(params VariationBlock[] variations) => new() { Variations = variations };

    public static FabricationBlock Of(params DeviceBlock[] devices) => new() { Devices = devices };

    public static double StandardDeviation(this IReadOnlyList<double> values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }

    public static double Correlation(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        double x = left.Average(), y = right.Average();
        double covariance = left.Zip(right, (a, b) => (a - x) * (b - y)).Sum() / (left.Count - 1);
        return covariance / (left.StandardDeviation() * right.StandardDeviation());
    }
}
