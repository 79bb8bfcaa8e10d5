using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.TestKit;

/// <summary>Random networks whose elements differ from the drawing in every way that their circuits can.</summary>
internal static class DrawnChips
{
    private static readonly Dictionary<string, NeuronOptions> Known = new()
    {
        ["summing tanh"] = new(ForceForm.CurrentSumming, ActivationKind.Tanh, 1.3, 0.1, Heterogeneous: true),
        ["summing hard sigmoid"] = new(ForceForm.CurrentSumming, ActivationKind.HardSigmoid, Heterogeneous: true),
        ["summing logistic, read out"] = new(ForceForm.CurrentSumming, ActivationKind.Logistic, 2, 0.2, Heterogeneous: true, ReadOutClasses: 3),
        ["rails"] = new(ForceForm.EnergyBased, ActivationKind.HardSigmoid, Heterogeneous: true),
        ["energy-based linear"] = new(ForceForm.EnergyBased, ActivationKind.Linear, Heterogeneous: true),
        ["energy-based tanh"] = new(ForceForm.EnergyBased, ActivationKind.Tanh, 1.2, 0.1, Heterogeneous: true),
        ["amplified tanh"] = new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Tanh, 1.3, 0.1, Heterogeneous: true) { Amplifier = 1.7 },
        ["buffered tanh resistors"] = ExtendedCircuits.Options("buffered tanh resistors"),
        ["buffered rails"] = ExtendedCircuits.Options("buffered rails"),
        ["linear resistors"] = ExtendedCircuits.Options("linear resistors"),
        ["amplified tanh resistors"] = ExtendedCircuits.Options("amplified tanh resistors"),
        ["amplified resistors"] = ExtendedCircuits.Options("linear resistors") with { Amplifier = 4 },
    };

    public static IReadOnlyList<string> All => [.. Known.Keys];

    public static TheoryData<string> Names => [.. Known.Keys];

    public static TheoryData<string, string> NamesAndShapes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string name in Known.Keys)
            {
                data.Add(name, "layered");
                data.Add(name, "recurrent");
                data.Add(name, "elements");
            }

            return data;
        }
    }

    public static NeuronOptions Options(string name) => Known[name];

    /// <summary>A random network of a kind and shape, then its elements drawn at random; both directions of a synapse differ unless said.</summary>
    public static RandomNetwork Draw(string name, string shape, int seed, bool alike = false)
    {
        NeuronOptions options = Known[name];
        RandomNetwork ideal = Layouts.Draw(
            shape switch
            {
                "layered" => Layouts.Layered([3, 5, 4, 2], options, seed),
                "wide" => Layouts.Layered([3, 17, 33, 2], options, seed),
                "recurrent" => Layouts.Recurrent(3, 4, 3, options with { Amplifier = 1 }, seed),
                _ => Layouts.Elements(3, 5, 2, options with { Amplifier = 1 }, seed),
            },
            seed,
            rowSum: 0.5);
        return ideal with { Layout = Draw(ideal.Layout, seed, alike || options.IsPassive) };
    }

    public static NetworkLayout Draw(NetworkLayout layout, int seed, bool alike)
    {
        var stream = new RandomStream(seed, StreamPurpose.Study, 7);
        bool passive = layout.HasResistiveSynapses && layout.Groups[1].Activation == ActivationKind.Linear;
        return layout with
        {
            Groups = [.. layout.Groups.Select((group, g) => g == 0 ? group : Draw(group, layout.Force, passive, stream))],
            Couplings = [.. layout.Couplings.Select(c => Draw(c, layout, passive, alike, stream))],
        };
    }

    private static NodeGroup Draw(NodeGroup group, ForceForm force, bool passive, RandomStream stream)
    {
        bool smooth = group.Activation is ActivationKind.Tanh or ActivationKind.Logistic;
        bool hasOffset = !passive && (force == ForceForm.CurrentSumming || !smooth);
        return group with
        {
            Slope = !passive && force == ForceForm.CurrentSumming ? Values(group.Size, () => stream.NextUniform(0.8, 1.25)) : null,
            Offset = hasOffset ? Values(group.Size, () => stream.NextUniform(-0.15, 0.15)) : null,
            OffsetCurrent = Values(group.Size, () => stream.NextUniform(-0.1, 0.1)),
        };
    }

    private static Coupling Draw(Coupling coupling, NetworkLayout layout, bool passive, bool alike, RandomStream stream)
    {
        int columns = layout.Groups[coupling.Target].Size, count = layout.Groups[coupling.Source].Size * columns;
        bool Exists(int k) => coupling.Exists(k / columns, k % columns, columns);
        double[] forward = [.. Enumerable.Range(0, count).Select(k => Exists(k) ? stream.NextUniform(0.8, 1.2) : 1)];
        double[] backward = [.. Enumerable.Range(0, count).Select(k => Exists(k) ? stream.NextUniform(0.8, 1.2) : 1)];
        double[] offset = [.. Enumerable.Range(0, count).Select(k => Exists(k) ? stream.NextUniform(-0.02, 0.02) : 0)];
        if (coupling.Source == coupling.Target && coupling.Kind == EdgeKind.Reciprocal)
        {
            for (int k = 0; k < count; k++)
            {
                int mirror = k % columns * columns + k / columns;
                offset[k] = offset[Math.Max(k, mirror)];
                forward[k] = alike ? forward[Math.Max(k, mirror)] : forward[k];
            }
        }

        return coupling with { ForwardGain = forward, BackwardGain = alike ? forward : backward, Offset = passive ? null : offset };
    }

    private static double[] Values(int count, Func<double> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];
}
