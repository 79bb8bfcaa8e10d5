using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Tests.Formats;

/// <summary>A layout of 3 inputs, 4 hidden neurons, 2 outputs and an external read-out of 5 classes.</summary>
internal static class SmallNetwork
{
    public static NetworkLayout Layout { get; } = new()
    {
        Groups = [Group("inputs", NodeRole.Input, 3), Group("hidden 1", NodeRole.Hidden, 4), Group("outputs", NodeRole.Output, 2)],
        Couplings =
        [
            new Coupling { Source = 0, Target = 1, Kind = EdgeKind.OneWay },
            new Coupling { Source = 1, Target = 2, Kind = EdgeKind.Reciprocal },
        ],
        Force = ForceForm.EnergyBased,
        WeightMinimum = -10,
        WeightMaximum = 10,
        ReadOutClasses = 5,
        Map = new DimensionlessMap(new NeuronBlock { MembraneCapacitance = 1e-12, LeakConductance = 1e-6 }),
    };

    public static NetworkParameters Parameters(int seed)
    {
        var random = new Random(seed);
        var parameters = new NetworkParameters(Layout);
        foreach ((_, double[] values) in parameters.Arrays())
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 300));
            }
        }

        return parameters;
    }

    public static void AssertSame(NetworkParameters expected, NetworkParameters actual)
    {
        foreach (((string name, double[] a), (_, double[] b)) in expected.Arrays().Zip(actual.Arrays()))
        {
            Assert.True(a.AsSpan().SequenceEqual(b), name);
        }
    }

    private static NodeGroup Group(string name, NodeRole role, int size) => new()
    {
        Name = name,
        Role = role,
        Size = size,
        Activation = ActivationKind.HardSigmoid,
        Leak = [.. Enumerable.Repeat(1.0, size)],
        Capacitance = [.. Enumerable.Repeat(1.0, size)],
        InitialState = new double[size],
    };
}
